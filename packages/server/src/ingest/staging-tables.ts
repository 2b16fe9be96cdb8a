import { textSql } from '@bothways/core';
import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';

/** The tables of one import, all dropped at its end. A killed import leaves them for the next to drop. */
export interface StagingTables {
  /** Lines that are to be grouped, in the order of `STAGED_COLUMNS`, then the sums. */
  readonly line: string;
  /** What goes in here as a row for each event comes out in `event` and `key`. */
  readonly door: string;
  /** The same columns, order and settings as the table `event`, so that whole parts of it can become parts of that. */
  readonly event: string;
  /** What duplicates are looked for in: `seq`, `key`, `counted`, `hash` of what is counted, `lines`, `mixed` times. */
  readonly key: string;
  /** `seq` of rows of `event` that are there already, or come again in this import. */
  readonly skip: string;
  /** Records without an id that equal an earlier one of this import: their ordinal, from 2. */
  readonly again: string;
  readonly reject: string;
  /** What rows say of who somebody is: `seq`, `anonymous`, `identified`, `at`, `message_id`. */
  readonly link: string;
  /** Keyed hashes of who was erased; there only where somebody was. */
  readonly stopped: string;
}

/** What each event of an import has alike. */
export interface EventOrigin {
  readonly source: string;
  /** Milliseconds since 1970, UTC. */
  readonly receivedAt: number;
}

/**
 * What a staged row has. `seq` goes on from the watermark as it stood when the import began, in the order of files and
 * lines: where nothing was there already and nothing came between, it is the event's own.
 */
export const STAGED_COLUMNS = [
  ['seq', 'UInt64'],
  ['message_id', 'String'],
  // 1: the record has no id of its own; its message id is its hash and an ordinal.
  ['counted', 'UInt8'],
  ['identity_id', 'Nullable(FixedString(16))'],
  // Said to be the same person as the identity, which then is a user.
  ['anonymous_ids', 'Array(FixedString(16))'],
  ['account_id', 'Nullable(FixedString(16))'],
  ['case_id', 'Nullable(String)'],
  ['at', "DateTime64(3, 'UTC')"],
  // Where the period of an aggregate ends; null: a single event.
  ['until', "Nullable(DateTime64(3, 'UTC'))"],
  ['original_at', "Nullable(DateTime64(3, 'UTC'))"],
  ['sent_at', "Nullable(DateTime64(3, 'UTC'))"],
  ['type', 'LowCardinality(String)'],
  ['name', 'LowCardinality(String)'],
  ['channel', 'LowCardinality(String)'],
  ['properties', 'Map(LowCardinality(String), String)'],
  ['context', 'Map(LowCardinality(String), String)'],
  ['n', 'UInt64'],
  ['grade', 'LowCardinality(String)'],
] as const;

/** The columns that go to `event` as they are. */
export const MOVED_COLUMNS = STAGED_COLUMNS.map(([name]) => name).filter(
  (name) => !['seq', 'message_id', 'counted', 'anonymous_ids'].includes(name),
);

/** How much a statement that moves rows gathers before it writes: an eighth of what is usual, as memory is shared. */
export const BLOCKS = {
  min_insert_block_size_rows: 131_072,
  min_insert_block_size_bytes: 33_554_432,
  // What a killed run left was deleted, and must be able to come again: no block is taken for a repetition.
  insert_deduplicate: 0,
} as const;

/** 128 bits that stand for a message id while duplicates are looked for. */
export function keySql(messageId: string): string {
  return `reinterpretAsUInt128(sipHash128(${messageId}))`;
}

export function sumColumn(index: number): string {
  return `sum_${index}`;
}

/** What there is of one import: views, and the tables that they stand between. */
const VIEWS = ['eventview', 'keyview', 'linkview'] as const;
const TABLES = [
  'door',
  'line',
  'event',
  'key',
  'skip',
  'again',
  'reject',
  'link',
  'stopped',
] as const;

/** Makes the tables of an import. `sums` is null where lines are not grouped. */
export async function createStaging(
  facts: Facts,
  importId: number,
  { source, receivedAt }: EventOrigin,
  sums: number | null,
): Promise<StagingTables> {
  const { cluster, engine, settings } = factTables();
  const name = (part: (typeof VIEWS | typeof TABLES)[number]): string =>
    `import_${importId}_${part}`;
  const tables: StagingTables = {
    line: name('line'),
    door: name('door'),
    event: name('event'),
    key: name('key'),
    skip: name('skip'),
    again: name('again'),
    reject: name('reject'),
    link: name('link'),
    stopped: name('stopped'),
  };
  const columns = STAGED_COLUMNS.map(
    ([column, type]) => `${column} ${type}${column === 'n' ? ' DEFAULT 1' : ''}`,
  ).join(', ');
  const make = (table: string, rest: string): Promise<void> =>
    facts.run(`CREATE TABLE ${table} ${cluster} ${rest}`);
  const makeView = (view: string, to: string, select: string): Promise<void> =>
    facts.run(`CREATE MATERIALIZED VIEW ${view} ${cluster} TO ${to} AS ${select}`);
  const keyColumns =
    'seq UInt64, key UInt128, counted UInt8, hash String, lines UInt64, mixed UInt8';
  const rejectColumns =
    'file String, line UInt64, reason LowCardinality(String), detail String, raw String';
  await Promise.all([
    make(
      tables.event,
      `AS event ENGINE = ${engine} ORDER BY seq ${settings}, ${SYNCED_MERGES}, ${FEW_MERGES}`,
    ),
    make(tables.key, `(${keyColumns}) ENGINE = ${engine} ORDER BY seq SETTINGS ${FEW_MERGES}`),
    make(tables.door, `(${columns}, lines UInt64 DEFAULT 1, mixed UInt8) ENGINE = Null`),
    make(tables.skip, `(seq UInt64) ENGINE = ${engine} ORDER BY seq`),
    make(tables.again, `(seq UInt64, ordinal UInt64, key UInt128) ENGINE = ${engine} ORDER BY seq`),
    make(tables.reject, `(${rejectColumns}) ENGINE = ${engine} ORDER BY (file, line)`),
    make(
      tables.link,
      `(seq UInt64, anonymous FixedString(16), identified FixedString(16), at DateTime64(3, 'UTC'), message_id String)
       ENGINE = ${engine} ORDER BY (anonymous, identified)`,
    ),
    sums === null ? null : make(tables.line, lineTable(columns, sums)),
  ]);
  await Promise.all([
    makeView(
      name('eventview'),
      tables.event,
      `SELECT toLowCardinality(${textSql(source)}) AS source, message_id, seq,
         fromUnixTimestamp64Milli(toInt64(${receivedAt}), 'UTC') AS received_at, ${MOVED_COLUMNS.join(', ')} FROM ${tables.door}`,
    ),
    makeView(
      name('keyview'),
      tables.key,
      `SELECT seq, ${keySql('message_id')} AS key, counted, if(counted = 1, substring(message_id, 1, 64), '') AS hash, lines, mixed
       FROM ${tables.door}`,
    ),
    makeView(
      name('linkview'),
      tables.link,
      `SELECT seq, arrayJoin(anonymous_ids) AS anonymous, assumeNotNull(identity_id) AS identified, at, message_id
       FROM ${tables.door} WHERE notEmpty(anonymous_ids)`,
    ),
  ]);
  return tables;
}

/** While records come in, parts are merged only where they get many: it would take the processor from what reads. */
const FEW_MERGES = 'merge_selector_base = 16';
/** Parts become parts of the record: those that were merged must have reached the disk as well. */
const SYNCED_MERGES =
  'min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1';

/** Lines lie in the order of their groups, so that a range of groups is read by itself. */
function lineTable(columns: string, sums: number): string {
  const summed = Array.from(
    { length: sums },
    (_, index) => `, ${sumColumn(index)} Nullable(String)`,
  );
  const key = `key UInt128 MATERIALIZED ${keySql('message_id')}`;
  return `(${columns}${summed.join('')}, ${key}) ENGINE = ${factTables().engine} ORDER BY key`;
}

/** Drops whatever there is of an import. */
export async function dropStaging(facts: Facts, importId: number): Promise<void> {
  const { cluster } = factTables();
  const drop = (part: string): Promise<void> =>
    facts.run(`DROP TABLE IF EXISTS import_${importId}_${part} ${cluster} SYNC`);
  await Promise.all(VIEWS.map(drop));
  await Promise.all(TABLES.map(drop));
}

/** The imports of which there are staging tables. */
export async function stagedImports(facts: Facts): Promise<readonly number[]> {
  const rows = await facts.rows<{ id: string }>(
    `SELECT DISTINCT extract(name, '^import_(\\\\d+)_') AS id FROM system.tables
     WHERE database = currentDatabase() AND match(name, '^import_\\\\d+_[a-z]+$')`,
  );
  return rows.map(({ id }) => Number(id));
}
