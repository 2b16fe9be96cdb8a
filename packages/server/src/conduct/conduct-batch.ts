import type { Event } from '@bothways/core';
import type { PoolClient } from 'pg';
import type { AcceptedEvent, RefusedEvent } from '../accept/accepted-event.ts';
import { inboxBody } from '../accept/inbox-rows.ts';
import { COMMIT_LOCK, IMPORT_LEFT_SQL, importLeft } from '../ingest/import-log.ts';
import { type Generation, type GenerationRow, generationOf } from '../store/generation.ts';
import { NUMBERED_SQL } from '../store/watermark.ts';
import type { Batch, BatchEvent, Made } from './batch.ts';
import { FactRows } from './fact-rows.ts';
import type { LiveModels } from './live-model.ts';
import { type Outgoing, packed, unpacked } from './outbox.ts';
import { foldPersons, gate, identify, noteConsents, suppressed } from './steps.ts';

/** What one batch takes at most: rows of the inbox, and bytes of theirs. */
const ROWS_MOST = 400;
const BYTES_MOST = 4_194_304;

/** What became of a batch. */
export interface Conducted {
  /** Events that were taken out of the inbox, and those left out as their person was erased. */
  readonly events: number;
  readonly suppressed: readonly AcceptedEvent[];
  readonly made: readonly Made[];
  /** Whether there was a ledger to make encounters for. */
  readonly hasLedger: boolean;
  /** What is to be shipped. */
  readonly outgoing: Outgoing;
  /** When the first right that was given ends by its time; null: none does. */
  readonly ends: number | null;
  /** Rows that were left in the inbox. */
  readonly left: number;
}

interface Taken {
  readonly ids: readonly string[];
  readonly events: readonly AcceptedEvent[];
  readonly refused: readonly RefusedEvent[];
  readonly base: number;
  /** Of the row that goes into the outbox. */
  readonly id: number;
  readonly generation: Generation | null;
  readonly left: number;
}

/** How a batch is taken, where not as usual. */
export interface BatchWays {
  /** The only row of the inbox that it takes. */
  readonly row?: bigint;
  /** By their place in it, events that cannot be conducted, and why: they are refused. */
  readonly spoiled?: ReadonlyMap<number, string>;
  /** To see whether it would go: all is taken back. */
  readonly isTrial?: boolean;
}

/** The rows of a batch are written here again and again. */
const rows = new FactRows();

/**
 * Takes events out of the inbox in one transaction: who it is, what it is worth, what each person then holds, and the rows
 * for the fact store. After it has committed they are conducted; before, nothing has happened.
 *
 * Shape: null where the inbox was empty.
 * Errors: as the state store's, and `importLeft`; the transaction is then taken back, or was already.
 * Source: semantics.md 3, 9, 11.
 */
export async function conductBatch(
  client: PoolClient,
  models: LiveModels,
  { row, spoiled = new Map(), isTrial = false }: BatchWays = {},
): Promise<Conducted | null> {
  try {
    const taken = await take(client, row);
    if (taken === null) {
      await client.query('ROLLBACK');
      return null;
    }
    const conducted = await conduct(client, taken, models, spoiled);
    await client.query(isTrial ? 'ROLLBACK' : 'COMMIT');
    return conducted;
  } catch (fault) {
    // Where the connection is what broke, it took the transaction with it.
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}

/** Begins, waits for whoever numbers events, and reads what there is: one way there and back. */
async function take(client: PoolClient, row: bigint | undefined): Promise<Taken | null> {
  const which = row === undefined ? '' : `WHERE id = ${row}`;
  const answers: unknown = await client.query(
    `BEGIN; SELECT pg_advisory_xact_lock(${COMMIT_LOCK});
     SELECT id, fresh, convert_from(body, 'UTF8') AS body, left_over FROM (
       SELECT id, fresh, body, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS before,
         count(*) OVER () AS left_over
       FROM (SELECT id, fresh, body FROM inbox ${which} ORDER BY id LIMIT ${ROWS_MOST}) AS first
     ) AS weighed WHERE before < ${BYTES_MOST} ORDER BY id;
     SELECT ${NUMBERED_SQL} AS base, ${IMPORT_LEFT_SQL} AS is_left, nextval(pg_get_serial_sequence('outbox', 'id')) AS id;
     SELECT id, model_version, seq_done, seq_worked, recognition, NULL AS summary, corrected FROM generation
     WHERE state = 'ready' AND damaged IS NULL ORDER BY id DESC LIMIT 1`,
  );
  const [, , inbox, numbers, ready] = answers as readonly { readonly rows: readonly unknown[] }[];
  const waiting = (inbox?.rows ?? []) as readonly InboxTaken[];
  if (waiting.length === 0) return null;
  const bodies = waiting.map(inboxBody);
  const [number] = (numbers?.rows ?? []) as readonly {
    readonly base: string;
    readonly is_left: boolean;
    readonly id: string;
  }[];
  if (number?.is_left === true) throw importLeft();
  const [generation] = (ready?.rows ?? []) as readonly GenerationRow[];
  return {
    ids: waiting.map(({ id }) => id),
    events: bodies.flatMap(({ events }) => events),
    refused: bodies.flatMap(({ refused }) => refused),
    base: Number(number?.base ?? 0),
    id: Number(number?.id ?? 0),
    generation: generation === undefined ? null : generationOf(generation),
    left: Number(waiting[0]?.left_over ?? 0) - waiting.length,
  };
}

interface InboxTaken {
  readonly id: string;
  readonly fresh: readonly number[] | null;
  /** JSON has no NUL, so that it comes as text: half the bytes of the usual form. */
  readonly body: string;
  readonly left_over: string;
}

async function conduct(
  client: PoolClient,
  taken: Taken,
  models: LiveModels,
  spoiled: ReadonlyMap<number, string>,
): Promise<Conducted> {
  const { id, events: all, base, generation: ready } = taken;
  const live = ready === null ? null : await models(client, ready);
  const generation = live === null ? null : ready;
  const sound = spoiled.size === 0 ? all : all.filter((_, place) => !spoiled.has(place));
  const { kept, out, bared } = await suppressed(client, sound);
  const events = kept.map(
    (event, index): BatchEvent => ({
      ...{ event, seq: base + index + 1, identity: event.user ?? event.anonymous },
    }),
  );
  const { model = null, recognise = null } = live ?? {};
  const seqTo = base + events.length;
  const batch: Batch = { client, generation, model, recognise, seqFrom: base, seqTo, events };
  const { personOf, moved, relinked } = await identify(batch);
  const { rights, changed, ends } = await noteConsents(batch, personOf, moved, relinked);
  const made = events.map((event) => madeOf(batch, event, personOf, rights));
  await foldPersons(batch, made, { moved, changed });
  const body = packedRows(batch, made, [...taken.refused, ...refusedOf(all, spoiled)], id);
  const corrections = moved.length + changed.size === 0 ? null : { moved, changed: [...changed] };
  const to = { id, seqFrom: base, seqTo, generation: generation?.id ?? null, corrections };
  await leave(client, taken, { out: out.length, bared }, to, body);
  return {
    ...{ events: all.length, suppressed: out, made, hasLedger: generation !== null },
    outgoing: { ...to, bytes: body.length, parts: unpacked(body) },
    ends,
    left: taken.left,
  };
}

/** What one event makes under the ledger, and what of it may be. */
function madeOf(
  { model, recognise }: Batch,
  event: BatchEvent,
  personOf: (identity: string) => string,
  rights: Awaited<ReturnType<typeof noteConsents>>['rights'],
): Made {
  const person = event.identity === null ? null : personOf(event.identity);
  if (model === null || recognise === null)
    return { event, person, encounters: [], transfers: [], held: [], refused: [] };
  const asked = askedOf(event, person);
  const recognised = recognise(asked);
  return {
    event,
    person,
    encounters: recognised.encounters,
    ...gate(recognised, rights, person, event.identity),
  };
}

/** An event as recognition knows it, of the person that its identity now is. */
function askedOf({ event, seq }: BatchEvent, person: string | null): Event {
  const { source, messageId, account, caseId, at, type, name, channel, properties, context } =
    event;
  return {
    ...{ source, messageId, seq, identityId: person, accountId: account, caseId, at, until: null },
    ...{ type, name, channel, properties, context, n: 1, grade: 'A' },
  };
}

/** Events that cannot be conducted, as what was refused at the door is kept. */
function refusedOf(
  all: readonly AcceptedEvent[],
  spoiled: ReadonlyMap<number, string>,
): readonly RefusedEvent[] {
  return [...spoiled].flatMap(([place, detail]) => {
    const event = all[place];
    if (event === undefined) return [];
    const { source, receivedAt } = event;
    return [{ source, reason: NOT_CONDUCTED, detail, raw: JSON.stringify(event), receivedAt }];
  });
}

/** Why such an event is refused. */
export const NOT_CONDUCTED = 'not-conducted';

function packedRows(
  { generation }: Batch,
  made: readonly Made[],
  refused: readonly RefusedEvent[],
  id: number,
): Buffer {
  rows.clear();
  for (const each of made) {
    rows.event(each.event);
    if (generation !== null) rows.made(each);
  }
  rows.rejects(refused, id);
  rows.end();
  return packed(rows);
}

/** The last statement: out of the inbox, into the outbox. */
async function leave(
  client: PoolClient,
  { ids, events }: Taken,
  { out, bared }: { readonly out: number; readonly bared: number },
  { id, seqFrom, seqTo, generation, corrections }: Omit<Outgoing, 'bytes' | 'parts'>,
  body: Buffer,
): Promise<void> {
  await client.query(
    `WITH gone AS (DELETE FROM inbox WHERE id = ANY($1)),
       counted AS (UPDATE conducted SET processed = processed + $2, suppressed = suppressed + $3, bared = bared + $10, seq_to = $6, outbox_to = $4)
     INSERT INTO outbox (id, seq_from, seq_to, generation, corrections, body) OVERRIDING SYSTEM VALUE
     VALUES ($4, $5, $6, $7, $8, $9)`,
    [
      ...[ids, events.length, out, id, seqFrom, seqTo, generation],
      ...[corrections === null ? null : JSON.stringify(corrections), body, bared],
    ],
  );
}
