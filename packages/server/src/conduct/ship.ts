import { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { catchUp } from '../ingest/catch-up.ts';
import { MARKS } from '../ingest/marked-statements.ts';
import { type Generation, type GenerationRow, generationOf } from '../store/generation.ts';
import { interrupted } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import { watermark } from '../store/watermark.ts';
import { LIVE_COLUMNS, LIVE_SINKS, type LiveSink } from './fact-rows.ts';
import type { LiveModels } from './live-model.ts';
import { type Outgoing, outboxParts, type Part } from './outbox.ts';
import { correct } from './steps.ts';

/** What shipping works with. The connection holds the lock of who ships. */
export interface Ship {
  readonly stores: Pick<Stores, 'state' | 'facts'>;
  readonly client: PoolClient;
  readonly models: LiveModels;
}

/** Batches that go as one block a table, in the order of their numbers, all of one ledger. */
export interface Load {
  readonly batches: readonly Outgoing[];
  /** They have been sent before, and nobody knows what of them arrived. */
  readonly wasTried: boolean;
}

/**
 * Brings batches from the outbox to the fact store, each row once; then they are gone from the outbox, and readers see them.
 * What of the ledger lies before them is caught up first.
 *
 * Errors: as the stores'. It can be run again, as `wasTried`, by whoever holds the lock next.
 * Source: semantics.md 6, 11.
 */
export async function shipLoad(ship: Ship, { batches, wasTried }: Load): Promise<void> {
  const { client } = ship;
  const [first] = batches;
  const noted = await client.query<{ id: string }>(
    `UPDATE outbox SET block = coalesce(block, $1) WHERE id = ANY($2) RETURNING id`,
    [first?.id ?? 0, batches.map(({ id }) => id)],
  );
  // Somebody else may have shipped them meanwhile.
  const there = new Set(noted.rows.map(({ id }) => Number(id)));
  const going = batches.filter(({ id }) => there.has(id));
  const [head] = going;
  if (head === undefined) return;
  const generation = head.generation === null ? null : await readyOf(client, head.generation);
  if (generation !== null) await caughtUp(ship, generation, head.seqFrom);
  await sendAll(ship, going, generation, wasTried);
  if (generation !== null) await corrected(ship, going, generation);
  await client.query(
    `WITH gone AS (DELETE FROM outbox WHERE id = ANY($1))
     UPDATE generation SET seq_done = greatest(seq_done, $3) WHERE id = $2 AND state = 'ready'`,
    [going.map(({ id }) => id), generation?.id ?? 0, going.at(-1)?.seqTo ?? 0],
  );
}

/** Brings the ledger that readers are on up to the watermark: where the outbox is empty, what is missing are imports. */
export async function catchUpReady(ship: Ship): Promise<boolean> {
  const generation = await readyOf(ship.client, null);
  if (generation === null) return false;
  return caughtUp(ship, generation, await watermark(ship.client));
}

async function readyOf(client: PoolClient, id: number | null): Promise<Generation | null> {
  const { rows } = await client.query<GenerationRow>(
    `SELECT id, model_version, seq_done, seq_worked, recognition, NULL AS summary, corrected FROM generation
     WHERE state = 'ready' AND damaged IS NULL AND ($1::bigint IS NULL OR id = $1) ORDER BY id DESC LIMIT 1`,
    [id],
  );
  return rows[0] === undefined ? null : generationOf(rows[0]);
}

/** Whether there was anything to catch up with. */
async function caughtUp(
  { client, stores, models }: Ship,
  generation: Generation,
  seq: number,
): Promise<boolean> {
  if (generation.seqDone >= seq) return false;
  const live = await models(client, generation);
  if (live === null) return false;
  await catchUp(stores, client, live.model, generation, seq);
  return true;
}

/** One table's rows of a load. */
interface Block {
  readonly sink: LiveSink;
  readonly table: string;
  readonly rows: number;
  readonly bytes: readonly Buffer[];
  readonly token: string;
  /** How many rows of it are there. */
  readonly arrived: () => Promise<number>;
}

async function sendAll(
  ship: Ship,
  going: readonly Outgoing[],
  generation: Generation | null,
  wasTried: boolean,
): Promise<void> {
  const parts: Part[] = [];
  for (const each of going)
    parts.push(...(each.parts ?? (await outboxParts(ship.client, each.id)) ?? []));
  const blocks = LIVE_SINKS.flatMap((sink): readonly Block[] => {
    const own = parts.filter((part) => part.sink === sink);
    const ofLedger = sink !== 'event' && sink !== 'reject';
    if (own.length === 0 || (ofLedger && generation === null)) return [];
    const table = ofLedger ? `${sink}_g${generation?.id}` : sink;
    return [
      {
        ...{ sink, table, token: `o${going[0]?.id}-${table}` },
        rows: own.reduce((sum, { rows }) => sum + rows, 0),
        bytes: own.map(({ bytes }) => bytes),
        arrived: () => arrivedIn(ship, table, going),
      },
    ];
  });
  const sent = await Promise.allSettled(
    blocks.map((block) => (wasTried ? sendAgain(ship, block) : send(ship, block, true))),
  );
  for (const each of sent) if (each.status === 'rejected') throw each.reason;
}

async function send({ stores }: Ship, block: Block, isKnown: boolean): Promise<void> {
  const { sink, table, bytes, token } = block;
  await stores.facts.insert(
    `${MARKS.live} ${table} (${LIVE_COLUMNS[sink]})`,
    'RowBinary',
    Readable.from(bytes),
    {
      settings: isKnown
        ? { insert_deduplicate: 1, insert_deduplication_token: token }
        : { insert_deduplicate: 0 },
    },
  );
}

/**
 * A block that may have arrived. Its token keeps a statement that is still on its way from bringing it twice; but the engine
 * notes a token before the rows are there, so that where it was killed in between only a look tells.
 */
async function sendAgain(ship: Ship, block: Block): Promise<void> {
  if ((await block.arrived()) >= block.rows) return;
  await send(ship, block, true);
  if ((await block.arrived()) >= block.rows) return;
  await send(ship, block, false);
  if ((await block.arrived()) < block.rows)
    throw interrupted('facts', `rows for "${block.table}" do not arrive`, 'see its log');
}

async function arrivedIn(
  { stores }: Ship,
  table: string,
  going: readonly Outgoing[],
): Promise<number> {
  const where =
    table === 'reject'
      ? 'import_id = 0 AND seq IN {ids:Array(UInt64)}'
      : `seq > {from:UInt64} AND seq <= {to:UInt64}${/^(encounter|transfer|transfer_held)_g/.test(table) ? ' AND posted = 0' : ''}`;
  const [row] = await stores.facts.rows<{ count: string }>(
    `SELECT count() AS count FROM ${table} WHERE ${where}`,
    {
      parameters: {
        ids: going.map(({ id }) => id),
        from: going[0]?.seqFrom ?? 0,
        to: going.at(-1)?.seqTo ?? 0,
      },
    },
  );
  return Number(row?.count ?? 0);
}

async function corrected(
  { client, stores, models }: Ship,
  going: readonly Outgoing[],
  generation: Generation,
): Promise<void> {
  const wanted = going.flatMap(({ corrections }) => (corrections === null ? [] : [corrections]));
  const live = wanted.length === 0 ? null : await models(client, generation);
  if (live === null) return;
  const corrections = {
    moved: wanted.flatMap(({ moved }) => moved),
    changed: [...new Set(wanted.flatMap(({ changed }) => changed))],
  };
  await correct(stores, generation, live.model, corrections, going.at(-1)?.seqTo ?? 0);
}
