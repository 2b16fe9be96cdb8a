import { createHmac, randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

/** A key of its own: a tombstone cannot be told from a pseudonym by who has only that of the pseudonyms. */
const KEY_NAME = 'tombstone-key';
const HASH_BYTES = 16;

type State = Pool | PoolClient;

/**
 * Notes that events of these identities are not to be taken any more. What is kept is a keyed hash of each pseudonym.
 *
 * Shape: pseudonyms of 32 hex digits.
 * Source: HMAC-SHA-256 (RFC 2104), cut to 128 bits.
 */
export async function addTombstones(state: State, identities: readonly string[]): Promise<void> {
  await state.query(
    'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
    [KEY_NAME, randomBytes(32).toString('hex')],
  );
  const hash = await tombstoneHash(state);
  if (hash === null) throw new Error('bug: the key of tombstones was made and is not there');
  await state.query(
    'INSERT INTO tombstone (hash) SELECT unnest($1::bytea[]) ON CONFLICT (hash) DO NOTHING',
    [identities.map(hash)],
  );
}

/** Takes events of these identities again; gives how many of them had been stopped. */
export async function removeTombstones(
  state: State,
  identities: readonly string[],
): Promise<number> {
  const hash = await tombstoneHash(state);
  if (hash === null) return 0;
  const { rowCount } = await state.query('DELETE FROM tombstone WHERE hash = ANY($1::bytea[])', [
    identities.map(hash),
  ]);
  return rowCount ?? 0;
}

/** Which of these identities are stopped. */
export async function stopped(
  state: State,
  identities: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const hash = await tombstoneHash(state);
  if (hash === null) return new Set();
  const asked = new Map([...new Set(identities)].map((each) => [hash(each).toString('hex'), each]));
  if (asked.size === 0) return new Set();
  const { rows } = await state.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM tombstone WHERE hash = ANY($1::bytea[])`,
    [[...asked.keys()].map((each) => Buffer.from(each, 'hex'))],
  );
  return new Set(rows.flatMap((row) => asked.get(row.hash) ?? []));
}

/** Since when these identities are stopped; null: none of them is. */
export async function stoppedSince(
  state: State,
  identities: readonly string[],
): Promise<Date | null> {
  const hash = await tombstoneHash(state);
  if (hash === null) return null;
  const { rows } = await state.query<{ at: Date | null }>(
    'SELECT min(erased_at) AS at FROM tombstone WHERE hash = ANY($1::bytea[])',
    [identities.map(hash)],
  );
  return rows[0]?.at ?? null;
}

/** All keyed hashes and their key, to be looked for in bulk; null: nobody was ever stopped. */
export async function tombstoneHashes(
  state: State,
): Promise<{ readonly key: Buffer; readonly hashes: readonly Buffer[] } | null> {
  const key = await tombstoneKey(state);
  if (key === null) return null;
  const { rows } = await state.query<{ hash: Buffer }>('SELECT hash FROM tombstone');
  return { key, hashes: rows.map(({ hash }) => hash) };
}

async function tombstoneKey(state: State): Promise<Buffer | null> {
  const { rows } = await state.query<{ value: string }>(
    'SELECT value FROM setting WHERE key = $1',
    [KEY_NAME],
  );
  return rows[0] === undefined ? null : Buffer.from(rows[0].value, 'hex');
}

/** The keyed hash of a pseudonym; null where nobody is stopped, which most workspaces never leave. */
async function tombstoneHash(state: State): Promise<((pseudonym: string) => Buffer) | null> {
  const key = await tombstoneKey(state);
  if (key === null) return null;
  return (pseudonym) =>
    createHmac('sha256', key)
      .update(Buffer.from(pseudonym, 'hex'))
      .digest()
      .subarray(0, HASH_BYTES);
}
