import { hash, randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

/** What a write key opens. */
export interface SourceKey {
  readonly source: string;
  /** Of `source.number`. */
  readonly number: number;
}

/** A write key that was just made: it is told this once, and kept nowhere. */
export interface KeyMade {
  readonly source: string;
  readonly writeKey: string;
}

/** A write key as it is kept. */
export interface KeptKey {
  readonly id: number;
  /** Its last four characters. */
  readonly hint: string;
  readonly createdAt: Date;
  /** Of one that was rotated: it works until then. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** What is kept of a write key: it has 192 bits of chance, so nobody finds it by trying. */
export function keyHash(writeKey: string): Buffer {
  return hash('sha256', writeKey, 'buffer');
}

/** Makes a key of a source that is there. */
export async function makeKey(state: Pool | PoolClient, source: string): Promise<KeyMade> {
  const writeKey = `bw_${randomBytes(24).toString('base64url')}`;
  await state.query('INSERT INTO source_key (source, hash, hint) VALUES ($1, $2, $3)', [
    source,
    keyHash(writeKey),
    writeKey.slice(-4),
  ]);
  return { source, writeKey };
}

/** A new key; those before it work for so long still. Null: there is no such source. */
export async function rotateKey(
  state: Pool,
  source: string,
  graceMs: number,
): Promise<KeyMade | null> {
  const client = await state.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('SELECT FROM source WHERE name = $1 FOR UPDATE', [
      source,
    ]);
    await client.query(
      `UPDATE source_key SET expires_at = least(expires_at, now() + $2 * interval '1 millisecond')
       WHERE source = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [source, graceMs],
    );
    const made = rowCount === 1 ? await makeKey(client, source) : null;
    await client.query('COMMIT');
    client.release();
    return made;
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}

/** Ends keys of a source at once, all or one; gives how many, null where there is no such source. */
export async function revokeKeys(
  state: Pool,
  source: string,
  id: number | null = null,
): Promise<number | null> {
  const { rows } = await state.query('SELECT FROM source WHERE name = $1', [source]);
  if (rows.length === 0) return null;
  const { rowCount } = await state.query(
    `UPDATE source_key SET revoked_at = now()
     WHERE source = $1 AND ($2::bigint IS NULL OR id = $2) AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > now())`,
    [source, id],
  );
  return rowCount ?? 0;
}

/** What a key opens now; null: nothing. */
export async function findKey(
  state: Pool,
  hashed: Buffer,
): Promise<(SourceKey & { readonly expiresAt: Date | null }) | null> {
  const { rows } = await state.query<{ name: string; number: number; expires_at: Date | null }>(
    `SELECT name, number, expires_at FROM source_key JOIN source ON source.name = source_key.source
     WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [hashed],
  );
  const [row] = rows;
  return row === undefined
    ? null
    : { source: row.name, number: row.number, expiresAt: row.expires_at };
}
