import { Readable } from 'node:stream';
import { factTables } from '../store/fact-tables.ts';
import type { FactOptions } from '../store/facts.ts';
import type { Stores } from '../store/stores.ts';
import { tombstoneHashes } from '../store/tombstones.ts';
import type { StagingTables } from './staging-tables.ts';

const BLOCK_BYTES = 64;

/**
 * Marks the staged events of people who were erased: they are not taken, whatever file they come from again. An event of
 * somebody else that names an anonymous id of theirs stays, and says nothing of it. Gives how many were marked. Where nobody
 * was erased this costs one look at a setting.
 */
export async function markErased(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  { event, skip, link, stopped }: StagingTables,
): Promise<number> {
  const found = await tombstoneHashes(state);
  if (found === null || found.hashes.length === 0) return 0;
  const { cluster, engine } = factTables();
  await facts.run(
    `CREATE TABLE ${stopped} ${cluster} (hash FixedString(16)) ENGINE = ${engine} ORDER BY hash`,
  );
  const body = Readable.from([Buffer.concat(found.hashes)], { objectMode: false });
  await facts.insert(stopped, 'RowBinary', body, { settings: { insert_deduplicate: 0 } });
  const isStopped = (id: string): string =>
    `CAST(${hmacSql(id)}, 'FixedString(16)') IN (SELECT hash FROM ${stopped})`;
  const where = `isNotNull(identity_id) AND ${isStopped('assumeNotNull(identity_id)')} AND seq NOT IN (SELECT seq FROM ${skip})`;
  const options: FactOptions = {
    parameters: { inner: padded(found.key, 0x36), outer: padded(found.key, 0x5c) },
    settings: { insert_deduplicate: 0, max_execution_time: 0, mutations_sync: 2 },
  };
  const count = async (table: string, which: string): Promise<number> => {
    const [row] = await facts.rows<{ rows: string }>(
      `SELECT count() AS rows FROM ${table} WHERE ${which}`,
      options,
    );
    return Number(row?.rows ?? 0);
  };
  const rows = await count(event, where);
  if (rows > 0)
    await facts.run(`INSERT INTO ${skip} SELECT seq FROM ${event} WHERE ${where}`, options);
  const theirs = isStopped('anonymous');
  if ((await count(link, theirs)) > 0)
    await facts.run(`ALTER TABLE ${link} ${cluster} DELETE WHERE ${theirs}`, options);
  return rows;
}

/** HMAC-SHA-256 of a pseudonym, cut to 128 bits, as `tombstones` makes it. */
function hmacSql(pseudonym: string): string {
  return `substring(SHA256(concat(unhex({outer:String}), SHA256(concat(unhex({inner:String}), toString(${pseudonym}))))), 1, 16)`;
}

/** The key of an HMAC as it goes before what is hashed. Source: RFC 2104. */
function padded(key: Buffer, byte: number): string {
  return Buffer.from(
    Array.from({ length: BLOCK_BYTES }, (_, at) => (key[at] ?? 0) ^ byte),
  ).toString('hex');
}
