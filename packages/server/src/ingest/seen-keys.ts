import type { Pool, PoolClient } from 'pg';
import type { Facts } from '../store/facts.ts';
import { codeOf } from '../store/store-error.ts';

// Live events and imports of one source are told apart from repetitions by one table, `seen` (semantics 5).

/** PostgreSQL's code where two wait for each other. */
const DEADLOCK = '40P01';
const TRIES_MAX = 5;
/** Numbers of events whose keys are taken at once. */
const AT_ONCE = 50_000;

/** The number of a source that takes live events; null: it takes none. */
export async function liveSourceNumber(
  state: Pool | PoolClient,
  source: string,
): Promise<number | null> {
  const { rows } = await state.query<{ number: number }>(
    'SELECT number FROM source WHERE name = $1',
    [source],
  );
  return rows[0]?.number ?? null;
}

/** The key of a message id in `seen`, as 32 hex digits: the first 16 bytes of its SHA-256. */
export function seenKeySql(messageId: string): string {
  return `lower(hex(substring(SHA256(${messageId}), 1, 16)))`;
}

/** Events whose keys go to `seen`. */
export interface KeysWanted {
  readonly client: PoolClient;
  readonly facts: Facts;
  /** Of the source. */
  readonly number: number;
  /** A statement that gives `seq` and `key` of events with a `seq` behind the first number, up to the second. */
  readonly sql: (from: number, to: number) => string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly from: number;
  readonly to: number;
  readonly progress: (taken: number) => void;
}

/**
 * Begins a transaction that takes the keys of events; gives the `seq` of those that were there. Whoever accepts one of
 * them meanwhile waits until the transaction ends: for a duplicate where it commits, for a new event where not.
 */
export async function takeKeys(wanted: KeysWanted): Promise<readonly number[]> {
  for (let tries = 1; ; tries += 1) {
    await wanted.client.query('BEGIN');
    try {
      return await takeAll(wanted);
    } catch (error) {
      await wanted.client.query('ROLLBACK').catch(() => {});
      if (codeOf(error) !== DEADLOCK || tries === TRIES_MAX) throw error;
    }
  }
}

async function takeAll(wanted: KeysWanted): Promise<readonly number[]> {
  const { client, facts, number, sql, parameters, from, to, progress } = wanted;
  const there: number[] = [];
  for (let at = from; at < to; at += AT_ONCE) {
    const rows = await facts.rows<{ seq: string; key: string }>(
      `SELECT seq, key FROM (${sql(at, Math.min(to, at + AT_ONCE))}) ORDER BY key`,
      { parameters },
    );
    for (const place of await takeSome(client, number, rows)) there.push(Number(rows[place]?.seq));
    progress(Math.min(to, at + AT_ONCE) - from);
  }
  return there;
}

/** The places of keys that were there. */
async function takeSome(
  client: PoolClient,
  number: number,
  rows: readonly { readonly key: string }[],
): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  const { rows: found } = await client.query<{ places: number[] | null }>(
    `WITH sent AS MATERIALIZED (SELECT * FROM unnest($2::uuid[]) WITH ORDINALITY AS sent (key, place)),
       fresh AS (INSERT INTO seen (source, key) SELECT $1::int, key FROM sent ON CONFLICT DO NOTHING RETURNING key)
     SELECT CASE WHEN (SELECT count(*) FROM fresh) < cardinality($2::uuid[]) THEN
       (SELECT array_agg(place::int - 1) FROM sent WHERE key NOT IN (SELECT key FROM fresh)) END AS places`,
    [number, `{${rows.map(({ key }) => key).join(',')}}`],
  );
  return found[0]?.places ?? [];
}
