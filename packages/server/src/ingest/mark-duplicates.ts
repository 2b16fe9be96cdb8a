import type { Facts } from '../store/facts.ts';
import { type KeyRange, keyRanges, rangeSql } from './key-ranges.ts';
import { keySql, type StagingTables } from './staging-tables.ts';

export interface DuplicateSearch {
  readonly facts: Facts;
  readonly tables: StagingTables;
  readonly source: string;
  /** Rows of the staged events. */
  readonly rows: number;
  /** Rows without an id of their own. */
  readonly counted: number;
  /** Whether equal lines are one event already. */
  readonly grouped: boolean;
  /** Events up to this `seq` are there. */
  readonly base: number;
}

/** Keys are spread evenly, so looking through an index for them finds nothing and takes memory. */
const SETTINGS = { use_index_for_in_with_subqueries: 0 } as const;

/**
 * Marks the staged events that are not new: the second and later of an id in this import, and all that the source has
 * sent before. Records without an id are numbered instead where they are equal.
 */
export async function markDuplicates(search: DuplicateSearch): Promise<void> {
  const known = await hasEvents(search);
  for (const range of keyRanges(search.rows)) {
    if (search.counted < search.rows && !search.grouped) await markRepeated(search, range);
    if (search.counted > 0) await countEqual(search, range);
    if (known) await markKnown(search, range);
  }
}

/** The message id of a record that was numbered: the hash of the record, then its ordinal. */
export function countedIdSql(messageId: string, ordinal: string): string {
  return `concat(substring(${messageId}, 1, 64), '.', toString(${ordinal}))`;
}

async function hasEvents({ facts, source, base }: DuplicateSearch): Promise<boolean> {
  if (base === 0) return false;
  const rows = await facts.rows('SELECT 1 FROM event WHERE source = {source:String} LIMIT 1', {
    parameters: { source },
  });
  return rows.length > 0;
}

/** Rows of keys that come more than once, numbered in order; keys that come once cost no more than a hash. */
function repeatedSql({ tables }: DuplicateSearch, range: KeyRange, counted: 0 | 1): string {
  const where = `${rangeSql(range)} AND counted = ${counted}`;
  return `SELECT seq, hash, row_number() OVER (PARTITION BY key ORDER BY seq) AS ordinal FROM ${tables.key}
    WHERE ${where} AND key IN (SELECT key FROM ${tables.key} WHERE ${where} GROUP BY key HAVING count() > 1)`;
}

async function markRepeated(search: DuplicateSearch, range: KeyRange): Promise<void> {
  await search.facts.run(
    `INSERT INTO ${search.tables.skip} SELECT seq FROM (${repeatedSql(search, range, 0)}) WHERE ordinal > 1`,
    { settings: SETTINGS },
  );
}

async function countEqual(search: DuplicateSearch, range: KeyRange): Promise<void> {
  await search.facts.run(
    `INSERT INTO ${search.tables.again} SELECT seq, ordinal, ${keySql(countedIdSql('hash', 'ordinal'))}
     FROM (${repeatedSql(search, range, 1)}) WHERE ordinal > 1`,
    { settings: SETTINGS },
  );
}

async function markKnown(search: DuplicateSearch, range: KeyRange): Promise<void> {
  const { facts, tables, source, base, counted } = search;
  const options = { parameters: { source, base }, settings: SETTINGS };
  const known = (staged: string): string =>
    `key IN (SELECT ${keySql('message_id')} AS known FROM event
       WHERE source = {source:String} AND seq <= {base:UInt64} AND ${rangeSql(range, 'known')} AND known IN (${staged}))`;
  const where = rangeSql(range);
  const apart = `AND seq NOT IN (SELECT seq FROM ${tables.skip}) AND seq NOT IN (SELECT seq FROM ${tables.again})`;
  await facts.run(
    `INSERT INTO ${tables.skip} SELECT seq FROM ${tables.key}
     WHERE ${where} AND ${known(`SELECT key FROM ${tables.key} WHERE ${where}`)} ${apart}`,
    options,
  );
  if (counted === 0) return;
  await facts.run(
    `INSERT INTO ${tables.skip} SELECT seq FROM ${tables.again}
     WHERE ${where} AND ${known(`SELECT key FROM ${tables.again} WHERE ${where}`)}`,
    options,
  );
}
