import {
  type Model,
  RECOGNISED_COLUMNS,
  REFUSED_SQL,
  recognitionOf,
  touchpointsOf,
} from '@bothways/core';
import type { PoolClient } from 'pg';
import { unlessBackup } from '../store/backup-lock.ts';
import { dropLegWords } from '../store/consents.ts';
import { type TableRows, tableRows } from '../store/damage.ts';
import {
  createGeneration,
  dropGeneration,
  dropWorkedOut,
  type Generation,
  type GenerationRow,
  generationOf,
  personSegmentTable,
  type RebuildSummary,
  setMerging,
  threadTable,
} from '../store/generation.ts';
import { heldKindsOf } from '../store/held-kinds.ts';
import { type ModelFiles, saveVersion } from '../store/model-versions.ts';
import { interrupted } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import { catchUpWhole, SHIP_LOCK } from './catch-up.ts';
import { COMMIT_LOCK } from './import-log.ts';
import { moveLate, withLinks } from './linked-persons.ts';
import { lockingClient, releaseLocks, withLock } from './locking-client.ts';
import { endStatements } from './marked-statements.ts';
import { checkOnce, rebuildSummary } from './rebuild-summary.ts';
import { recogniseEvents } from './recognise-events.ts';
import { recognitionHash } from './recognition-hash.ts';
import { settleRights } from './settle-rights.ts';
import { numberedTo, watermark } from './watermark.ts';
import { asJson, keepLock, REBUILD_LOCK, workOut } from './work-out.ts';

export type { ModelFiles } from '../store/model-versions.ts';

export interface RebuildRequest {
  readonly stores: Stores;
  readonly model: Model;
  readonly files: ModelFiles;
  /** The version that the files are saved as; absent: they are saved as the newest. */
  readonly version?: number;
  readonly progress?: (text: string) => void;
  /** Events that one statement recognises at most; 32 million unless set. */
  readonly eventsAtOnce?: number;
  /** Brings live events to the fact store that a killed server has left on their way; absent: whoever serves does. */
  readonly shipLeft?: () => Promise<void>;
}

/** How long after its retirement a reader may still be on an old generation. */
const RETIRED_SECONDS = 120;
/** So many events that came while it was built are added at once, while live events wait. */
const FEW_EVENTS = 50_000;
/** How long live events may take to arrive before the ledger is flipped, and how often that is looked at. */
const SHIPPED_MS = 60_000;
const SHIPPED_LOOK_MS = 50;

/**
 * Brings the ledger up to date: the same model takes only the events that came since; a model that recognises
 * otherwise gets a new generation beside the old one, which readers keep until one row flips.
 *
 * Errors: throws as the stores do; killed anywhere, the ready generation stays readable and the next run completes.
 * Source: semantics.md 9-12.
 */
export async function rebuild(request: RebuildRequest): Promise<RebuildSummary> {
  const { state } = request.stores;
  const client = await lockingClient(state);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [REBUILD_LOCK]);
    return await rebuildAlone(request, client);
  } finally {
    await releaseLocks(client);
  }
}

async function rebuildAlone(request: RebuildRequest, client: PoolClient): Promise<RebuildSummary> {
  const { stores, model } = request;
  const hash = recognitionHash(model);
  await endStatements(stores.facts, 'rebuild');
  const modelVersion = await modelVersionOf(request);
  await unlessBackup(client, () => dropUnused(stores));
  const current = await generationWhole(client);
  return current !== null && current.recognition === hash
    ? goneOnWith(request, client, current, modelVersion)
    : builtAnew(request, client, modelVersion, hash);
}

/** The same recognition: what came since is added, and opinions are worked out anew. */
async function goneOnWith(
  request: RebuildRequest,
  client: PoolClient,
  current: Generation,
  modelVersion: number,
): Promise<RebuildSummary> {
  const { stores, model, progress = () => {}, eventsAtOnce, shipLeft } = request;
  await shipLeft?.();
  const ways = { progress, eventsAtOnce, keepLock: () => keepLock(client) };
  const base = await withLock(stores.state, SHIP_LOCK, async (shipping) => {
    await endStatements(stores.facts, 'live');
    return catchUpWhole(stores, shipping, model, current.id, ways);
  });
  const target: Generation = { ...base, modelVersion, seqWorked: base.seqDone };
  // Readers are on the tables that the ready row names: they are whole, and stay until the rebuild after next.
  if (personSegmentTable(target) !== personSegmentTable(current))
    await workOut(stores, client, model, target, progress);
  const made = await counted(request, target, current.seqDone);
  await flip(client, target, made);
  const kept = [target, current].flatMap((each) => [personSegmentTable(each), threadTable(each)]);
  await unlessBackup(client, () => dropWorkedOut(stores.facts, base.id, kept));
  return made.summary;
}

/**
 * Another recognition: a ledger beside the one that readers are on, and that live events go on with. When all is made, live
 * events wait for a moment: what came meanwhile is added, and one row flips.
 */
async function builtAnew(
  request: RebuildRequest,
  client: PoolClient,
  modelVersion: number,
  hash: string,
): Promise<RebuildSummary> {
  const { stores, model, progress = () => {} } = request;
  const base = await generationBegun(stores, model, modelVersion, hash);
  let made = await recognised(request, client, { ledger: base, lookedAt: null }, watermark);
  for (;;) {
    const before = made.ledger.seqDone;
    made = await recognised(request, client, made, watermark);
    if (made.ledger.seqDone - before < FEW_EVENTS) break;
  }
  const target: Generation = { ...made.ledger, modelVersion, seqWorked: made.ledger.seqDone };
  await workOut(stores, client, model, target, progress);
  const what = await counted(request, target, 0);
  await setMerging(stores.facts, target, true);
  await client.query('SELECT pg_advisory_lock($1)', [COMMIT_LOCK]);
  await allShipped(request, client);
  const last = await recognised(request, client, { ...made, ledger: target }, numberedTo);
  await flip(client, last.ledger, what);
  await client.query('SELECT pg_advisory_unlock($1)', [COMMIT_LOCK]);
  return what.summary;
}

/**
 * A ledger that nobody reads yet; and when its rights were last looked at, in milliseconds since 1970, UTC; null: it is
 * still empty.
 */
interface Built {
  readonly ledger: Generation;
  readonly lookedAt: number | null;
}

/**
 * Adds events to a ledger that nobody reads yet. Links that are new since go first, as those of any number are known before
 * its events are; what is posted for them has the number that the ledger then comes to.
 */
async function recognised(
  { stores, model, progress = () => {}, eventsAtOnce }: RebuildRequest,
  client: PoolClient,
  { ledger, lookedAt }: Built,
  upTo: (state: PoolClient) => Promise<number>,
): Promise<Built> {
  const seq = await upTo(client);
  const isNew = lookedAt === null;
  const from = ledger.seqDone;
  if (!isNew && seq <= from) return { ledger, lookedAt };
  const isMoved = !isNew && (await moveLate(stores, ledger, { from, seq }, 'rebuild'));
  await withLinks(client, stores.facts, `identity_of_g${ledger.id}`, (links) =>
    recogniseEvents(stores.facts, recognitionOf(model), {
      ...{ base: ledger, seq, links, isNew, progress, eventsAtOnce },
      keepLock: () => keepLock(client),
    }),
  );
  const now = Date.now();
  const isSettled = await settleRights({
    ...{ stores, model, generation: ledger, from, seq, isNew, now },
    ...(isNew ? {} : { lookedAt }),
  });
  const corrected = ledger.corrected || isMoved || isSettled;
  return { ledger: { ...ledger, seqDone: seq, corrected }, lookedAt: now };
}

async function counted(
  { stores: { facts }, model, progress = () => {} }: RebuildRequest,
  target: Generation,
  from: number,
): Promise<{ readonly summary: RebuildSummary; readonly rows: TableRows }> {
  progress('counting what was made');
  const [summary, rows] = await Promise.all([
    rebuildSummary(facts, model, target),
    tableRows(facts, target),
    checkOnce(facts, target, from),
  ]);
  return { summary, rows };
}

/** Waits until no live event is on its way to the ledger that is to be left; none comes, as we hold the lock of commits. */
async function allShipped({ shipLeft }: RebuildRequest, client: PoolClient): Promise<void> {
  await shipLeft?.();
  for (let waited = 0; waited < SHIPPED_MS; waited += SHIPPED_LOOK_MS) {
    const { rows } = await client.query('SELECT FROM outbox LIMIT 1');
    if (rows.length === 0) return;
    await new Promise((again) => setTimeout(again, SHIPPED_LOOK_MS));
  }
  throw interrupted(
    'facts',
    'live events do not arrive',
    'see its log, then run the rebuild again',
  );
}

/** The one step that readers notice: this generation, up to here, under this model version. */
async function flip(
  client: PoolClient,
  target: Generation,
  { summary, rows }: { readonly summary: RebuildSummary; readonly rows: TableRows },
): Promise<void> {
  await client.query('BEGIN');
  try {
    await keepLock(client);
    await client.query(
      `UPDATE generation SET state = 'retired', retired_at = now() WHERE state = 'ready' AND id <> $1`,
      [target.id],
    );
    await client.query(
      `UPDATE generation SET state = 'ready', ready_at = coalesce(ready_at, now()), model_version = $2, seq_done = greatest(seq_done, $3), seq_worked = $7, corrected = corrected OR $6, summary = $4,
         table_rows = $5 WHERE id = $1`,
      [
        ...[target.id, target.modelVersion, target.seqDone, ...asJson(summary, rows)],
        ...[target.corrected, target.seqWorked],
      ],
    );
    await dropLegWords(client, target.id);
    await client.query('COMMIT');
  } catch (fault) {
    // Where the connection is what broke, it took the transaction with it.
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}

async function generationBegun(
  { state, facts }: Stores,
  model: Model,
  modelVersion: number,
  recognition: string,
): Promise<Generation> {
  const { rows } = await state.query<GenerationRow>(
    `INSERT INTO generation (model_version, state, recognition) VALUES ($1, 'building', $2)
     RETURNING id, model_version, seq_done, seq_worked, recognition, summary, corrected`,
    [modelVersion, recognition],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('bug: INSERT ... RETURNING gave no row');
  const generation = generationOf(row);
  const held = heldKindsOf(model);
  const recognised = { columns: RECOGNISED_COLUMNS, refusedSql: REFUSED_SQL, held };
  await createGeneration(facts, generation.id, recognised, false);
  return generation;
}

/** The ready generation; one that was seen to be damaged is not gone on with. */
async function generationWhole(client: PoolClient): Promise<Generation | null> {
  const { rows } = await client.query<GenerationRow>(
    `SELECT id, model_version, seq_done, seq_worked, recognition, summary, corrected FROM generation
     WHERE state = 'ready' AND damaged IS NULL ORDER BY id DESC LIMIT 1`,
  );
  return rows[0] === undefined ? null : generationOf(rows[0]);
}

/** Generations that a killed rebuild left half built, and retired ones that no reader can still be on. */
async function dropUnused({ state, facts }: Stores): Promise<void> {
  const { rows } = await state.query<{ id: string }>(
    `SELECT id FROM generation WHERE state = 'building'
      OR (state = 'retired' AND retired_at < now() - make_interval(secs => $1))`,
    [RETIRED_SECONDS],
  );
  for (const { id } of rows) {
    await dropGeneration(facts, Number(id));
    await state.query('DELETE FROM generation WHERE id = $1', [id]);
  }
}

async function modelVersionOf({ stores, model, files, version }: RebuildRequest): Promise<number> {
  if (version !== undefined) return version;
  const { name } = model;
  const touchpoints = touchpointsOf(model).length;
  const saved = await saveVersion(stores.state, { name, files, touchpoints, note: null });
  if ('version' in saved) return saved.version;
  throw new Error('bug: a save without a base was refused');
}
