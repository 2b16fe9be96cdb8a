import { hash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { KnownIds } from './known-ids.ts';

/** What a pseudonym stands for. A namespace keeps the household 7 and the customer 7 apart. */
export type PseudonymOf = 'user' | 'anonymous' | 'account';

/**
 * 16 bytes that stand for an id of a source: the same in every import of a workspace, meaningless outside it. They are in
 * one buffer, which the next call writes anew.
 */
export type Pseudonyms = (of: PseudonymOf, id: string) => Buffer;

const KEY_NAME = 'pseudonym-key';

/**
 * The pseudonyms of a workspace. Its key is made on first use and kept in PostgreSQL: without it nobody can tell
 * an id from a pseudonym, not by trying all ids either.
 *
 * Source: HMAC-SHA-256 (RFC 2104), cut to 128 bits.
 */
export async function workspacePseudonyms(state: Pool): Promise<Pseudonyms> {
  return pseudonyms(await pseudonymKey(state));
}

/** The key of a workspace's pseudonyms, made on first use. */
export async function pseudonymKey(state: Pool): Promise<Buffer> {
  await state.query(
    'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING',
    [KEY_NAME, randomBytes(32).toString('hex')],
  );
  const { rows } = await state.query<{ value: string }>(
    'SELECT value FROM setting WHERE key = $1',
    [KEY_NAME],
  );
  return Buffer.from(rows[0]?.value ?? '', 'hex');
}

/** Pseudonyms under a key. Recent ones are remembered, as ids come again and again. */
export function pseudonyms(key: Buffer): Pseudonyms {
  if (key.length !== 32)
    throw new Error('bug: the pseudonym key of this workspace is not 32 bytes');
  const known: Partial<Record<PseudonymOf, KnownIds>> = {};
  const hmac = hmacSha256(key);
  const given = Buffer.alloc(16);
  return (of, id) => {
    known[of] ??= new KnownIds();
    if (known[of].read(id, given)) return given;
    hmac(`${of}\0${id}`).copy(given, 0, 0, 16);
    known[of].add(id, given);
    return given;
  };
}

const BLOCK_BYTES = 64;

/**
 * HMAC-SHA-256 of texts under one key, by two hashes at one go: setting up an Hmac for each takes four times as long.
 *
 * Shape: a key of at most 64 bytes.
 * Source: RFC 2104.
 */
export function hmacSha256(key: Buffer): (text: string) => Buffer {
  const padded = (byte: number): Buffer =>
    Buffer.alloc(BLOCK_BYTES).map((_, index) => (key[index] ?? 0) ^ byte) as Buffer;
  let inner = Buffer.concat([padded(0x36), Buffer.alloc(960)]);
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(32)]);
  return (text) => {
    const bytesMax = BLOCK_BYTES + 3 * text.length;
    if (inner.length < bytesMax) inner = Buffer.concat([inner, Buffer.alloc(bytesMax)]);
    const length = BLOCK_BYTES + inner.write(text, BLOCK_BYTES, 'utf8');
    hash('sha256', inner.subarray(0, length), 'buffer').copy(outer, BLOCK_BYTES);
    return hash('sha256', outer, 'buffer');
  };
}

/** A copy of a text that does not keep the whole chunk alive of which it is a slice. */
export function unshared(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
