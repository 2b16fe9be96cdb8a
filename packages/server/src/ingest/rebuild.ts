import { createHash } from 'node:crypto';
import {
  type Model,
  RECOGNISED_COLUMNS,
  REFUSED_SQL,
  recogniseSql,
  recognitionOf,
  touchpointsOf,
} from '@bothways/core';
import type { PoolClient } from 'pg';
import { unlessBackup } from '../store/backup-lock.ts';
import { type TableRows, tableRows } from '../store/damage.ts';
import {
  createGeneration,
  dropGeneration,
  dropPast,
  dropWorkedOut,
  type Generation,
  type GenerationRow,
  generationOf,
  personSegmentTable,
  type RebuildSummary,
  setMerging,
  threadTable,
} from '../store/generation.ts';
import { personsLinked } from '../store/links.ts';
import { type ModelFiles, saveVersion } from '../store/model-versions.ts';
import type { Stores } from '../store/stores.ts';
import { moveLate, withLinks } from './linked-persons.ts';
import { lockingClient, releaseLocks } from './locking-client.ts';
import { endStatements } from './marked-statements.ts';
import { checkOnce, rebuildSummary } from './rebuild-summary.ts';
import { recogniseEvents } from './recognise-events.ts';
import { watermark } from './watermark.ts';
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
}

/** How long after its retirement a reader may still be on an old generation. */
const RETIRED_SECONDS = 120;

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
  const { stores, progress = () => {}, eventsAtOnce, model } = request;
  const recognition = recognitionOf(model);
  const hash = sha256(RECOGNISED_COLUMNS + REFUSED_SQL + recogniseSql(recognition, '1'));
  await endStatements(stores.facts, 'rebuild');
  const modelVersion = await modelVersionOf(request);
  const seq = await watermark(stores.state);
  await unlessBackup(client, () => dropUnused(stores));
  const current = await generationWhole(client);
  const same = current !== null && current.recognition === hash;
  const base = same ? current : await generationBegun(stores, modelVersion, hash);
  if (same) await dropPast(stores.facts, current);
  const persons = await personsLinked(stores.state);
  await withLinks(stores.facts, `identity_of_g${base.id}`, persons, (links) =>
    recogniseEvents(stores.facts, recognition, {
      ...{ base, seq, links, isNew: !same },
      ...{ progress, eventsAtOnce },
      keepLock: () => keepLock(client),
    }),
  );
  const isMoved = await moveLate(stores.state, stores.facts, base, persons, seq);
  const corrected = base.corrected || isMoved;
  const target: Generation = { ...base, modelVersion, seqDone: seq, seqWorked: seq, corrected };
  // Readers are on the tables that the ready row names: they are whole, and stay until the rebuild after next.
  if (!same || personSegmentTable(target) !== personSegmentTable(current))
    await workOut(stores, client, model, target, progress);
  progress('counting what was made');
  const [summary] = await Promise.all([
    rebuildSummary(stores.facts, model, target),
    checkOnce(stores.facts, target, base.seqDone),
  ]);
  if (!same) await setMerging(stores.facts, target, true);
  await flip(client, target, summary, await tableRows(stores.facts, target));
  await unlessBackup(client, () =>
    dropWorkedOut(
      stores.facts,
      base.id,
      [target, base].flatMap((each) => [personSegmentTable(each), threadTable(each)]),
    ),
  );
  return summary;
}

/** The one step that readers notice: this generation, up to here, under this model version. */
async function flip(
  client: PoolClient,
  target: Generation,
  summary: RebuildSummary,
  rows: TableRows,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await keepLock(client);
    await client.query(
      `UPDATE generation SET state = 'retired', retired_at = now() WHERE state = 'ready' AND id <> $1`,
      [target.id],
    );
    await client.query(
      `UPDATE generation SET state = 'ready', ready_at = coalesce(ready_at, now()), model_version = $2, seq_done = $3, seq_worked = $3, corrected = $6, summary = $4,
         table_rows = $5 WHERE id = $1`,
      [target.id, target.modelVersion, target.seqDone, ...asJson(summary, rows), target.corrected],
    );
    await client.query('COMMIT');
  } catch (fault) {
    // Where the connection is what broke, it took the transaction with it.
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}

async function generationBegun(
  { state, facts }: Stores,
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
  const recognised = { columns: RECOGNISED_COLUMNS, refusedSql: REFUSED_SQL };
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
