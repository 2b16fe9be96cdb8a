import type { PoolClient } from 'pg';
import { behindImports, COMMIT_LOCK, IMPORT_LEFT_SQL, importLeft } from '../ingest/import-log.ts';
import { lockingClient, releaseLocks } from '../ingest/locking-client.ts';
import { lapsedBetween, personsOfIdentities } from '../store/consents.ts';
import { type GenerationRow, generationOf } from '../store/generation.ts';
import { NO_ROWS } from '../store/live-counts.ts';
import type { Stores } from '../store/stores.ts';
import { numberedTo } from '../store/watermark.ts';
import type { Batch } from './batch.ts';
import { foldPersons } from './fold-persons.ts';

/** What rights that ended by their time have left to do. */
export interface Lapsed {
  /** Whether there is something to ship. */
  readonly isAny: boolean;
  /** When the next one ends, in milliseconds since 1970, UTC; null: none is known to. */
  readonly next: number | null;
}

/** Tells whoever conducts that something was put into the outbox by others. */
export const OUTBOX = 'outbox';

/**
 * Takes rights out of the ledger whose time has ended since it was last done: their persons go into the outbox as changed,
 * in one transaction with the moment up to which that is known.
 *
 * Errors: as the state store's, and `importLeft`; nothing has happened then.
 * Source: semantics.md 26.
 */
export async function lapse(client: PoolClient, now: number): Promise<Lapsed> {
  return numbering(client, async () => {
    const { rows } = await client.query<{ at: string }>(
      'SELECT floor(extract(epoch FROM lapsed_to) * 1000) AS at FROM conducted',
    );
    const { identities, next } = await lapsedBetween(client, Number(rows[0]?.at ?? 0), now);
    const isAny = await putRight(client, identities);
    await client.query('UPDATE conducted SET lapsed_to = to_timestamp($1 / 1000.0)', [now]);
    return { isAny, next };
  });
}

/** In one transaction, in which nobody else numbers events. */
async function numbering<Made>(client: PoolClient, task: () => Promise<Made>): Promise<Made> {
  await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${COMMIT_LOCK})`);
  try {
    const { rows } = await client.query<{ is_left: boolean }>(
      `SELECT ${IMPORT_LEFT_SQL} AS is_left`,
    );
    if (rows[0]?.is_left === true) throw importLeft();
    const made = await task();
    await client.query('COMMIT');
    return made;
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}

/**
 * The same for whoever is about to bring the ledger up to date while nobody may serve. What that leaves in the outbox is
 * theirs to ship.
 */
export async function lapseNow(stores: Pick<Stores, 'state' | 'facts'>): Promise<void> {
  await withClient(stores, (client) => lapse(client, Date.now()));
}

/** Changes what is kept of rights, by no event; entries of the identities that `change` gives follow as after a batch. */
export async function changeRights(
  stores: Pick<Stores, 'state' | 'facts'>,
  change: (client: PoolClient) => Promise<readonly string[]>,
): Promise<void> {
  await withClient(stores, (client) =>
    numbering(client, async () => putRight(client, await change(client))),
  );
}

async function withClient(
  stores: Pick<Stores, 'state' | 'facts'>,
  task: (client: PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await lockingClient(stores.state);
  try {
    await behindImports(stores, () => task(client));
    // Whoever conducts does not know of it.
    await client.query(`SELECT pg_notify('bothways_inbox', '${OUTBOX}')`);
  } finally {
    await releaseLocks(client);
  }
}

/** Puts persons into the outbox as changed; gives whether there was anybody, and a ledger. */
async function putRight(client: PoolClient, identities: readonly string[]): Promise<boolean> {
  if (identities.length === 0) return false;
  const { rows } = await client.query<GenerationRow>(
    `SELECT id, model_version, seq_done, seq_worked, recognition, NULL AS summary, corrected FROM generation
     WHERE state = 'ready' AND damaged IS NULL ORDER BY id DESC LIMIT 1`,
  );
  const [row] = rows;
  // Without a ledger nothing stands that would have to go.
  if (row === undefined) return false;
  const generation = generationOf(row);
  const changed = await personsOfIdentities(client, identities);
  const seqFrom = await numberedTo(client);
  // A number without an event: what is posted under it is told from what stood before. It is none that was lost.
  const seqTo = seqFrom + 1;
  const batch: Batch = {
    ...{ client, generation, model: null, recognise: null, events: [], seqFrom, seqTo },
  };
  await foldPersons(batch, [], { moved: [], changed: new Set(changed) });
  await client.query(
    `WITH numbered AS (UPDATE conducted SET seq_to = $2, erased = erased + 1)
     INSERT INTO outbox (seq_from, seq_to, generation, corrections, body) VALUES ($1, $2, $3, $4, $5)`,
    [seqFrom, seqTo, generation.id, JSON.stringify({ moved: [], changed }), NO_ROWS],
  );
  return true;
}
