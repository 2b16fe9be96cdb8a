import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';

/** The tables of one import, all dropped at its end. A killed import leaves them for the next to drop. */
export interface StagingTables {
  /** A row for each record that was taken, in the order of `STAGED_COLUMNS`, then the sums. */
  readonly line: string;
  /** A row for each event; the same table where lines are not grouped. */
  readonly event: string;
  /** `ord` of rows of `event` that are there already, or come again in this import. */
  readonly skip: string;
  /** Records without an id that equal an earlier one of this import: their ordinal, from 2. */
  readonly again: string;
  readonly reject: string;
}

/**
 * What a staged row has, in this order: `ord` counts the records taken, from 1, in the order of files and lines.
 * Strings are plain here: dictionaries are built much faster from whole columns, on the way to `event`, than row by row.
 */
export const STAGED_COLUMNS = [
  ['ord', 'UInt64'],
  ['message_id', 'String'],
  // 1: the record has no id of its own; its message id is its hash and an ordinal.
  ['counted', 'UInt8'],
  ['identity_id', 'Nullable(FixedString(16))'],
  ['account_id', 'Nullable(FixedString(16))'],
  ['case_id', 'Nullable(String)'],
  ['at', "DateTime64(3, 'UTC')"],
  // Where the period of an aggregate ends; null: a single event.
  ['until', "Nullable(DateTime64(3, 'UTC'))"],
  ['original_at', "Nullable(DateTime64(3, 'UTC'))"],
  ['sent_at', "Nullable(DateTime64(3, 'UTC'))"],
  ['type', 'String'],
  ['name', 'String'],
  ['channel', 'String'],
  ['properties', 'Map(String, String)'],
  ['context', 'Map(String, String)'],
  ['n', 'UInt64'],
  ['grade', 'String'],
] as const;

/** The columns that go to `event` as they are. */
export const MOVED_COLUMNS = STAGED_COLUMNS.map(([name]) => name).filter(
  (name) => name !== 'ord' && name !== 'message_id' && name !== 'counted',
);

/** How much a statement that moves rows gathers before it writes: an eighth of what is usual, as memory is shared. */
export const BLOCKS = {
  min_insert_block_size_rows: 131_072,
  min_insert_block_size_bytes: 33_554_432,
} as const;

/** 128 bits that stand for a message id while duplicates are looked for. */
export function keySql(messageId: string): string {
  return `reinterpretAsUInt128(sipHash128(${messageId}))`;
}

export function sumColumn(index: number): string {
  return `sum_${index}`;
}

export async function createStaging(
  facts: Facts,
  importId: number,
  { grouped, sums }: { readonly grouped: boolean; readonly sums: number },
): Promise<StagingTables> {
  const line = `import_${importId}_line`;
  const tables: StagingTables = {
    line,
    event: grouped ? `import_${importId}_event` : line,
    skip: `import_${importId}_skip`,
    again: `import_${importId}_again`,
    reject: `import_${importId}_reject`,
  };
  const columns = STAGED_COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ');
  const key = `key UInt128 MATERIALIZED ${keySql('message_id')}`;
  const summed = Array.from(
    { length: sums },
    (_, index) => `, ${sumColumn(index)} Nullable(String)`,
  );
  // Lines that are grouped lie in the order of their groups, so that a range of groups is read by itself.
  await create(facts, line, `${columns}${summed.join('')}, ${key}`, grouped ? 'key' : 'ord');
  if (grouped)
    await create(facts, tables.event, `${columns}, lines UInt64, mixed UInt8, ${key}`, 'ord');
  await create(facts, tables.skip, 'ord UInt64', 'ord');
  await create(facts, tables.again, 'ord UInt64, ordinal UInt64, key UInt128', 'ord');
  await create(
    facts,
    tables.reject,
    'file String, line UInt64, reason LowCardinality(String), detail String, raw String',
    '(file, line)',
  );
  return tables;
}

/** Drops every staging table of an import, whatever there is. */
export async function dropStaging(facts: Facts, importId: number): Promise<void> {
  const { cluster } = factTables();
  for (const name of ['line', 'event', 'skip', 'again', 'reject'])
    await facts.run(`DROP TABLE IF EXISTS import_${importId}_${name} ${cluster} SYNC`);
}

/** The imports of which there are staging tables. */
export async function stagedImports(facts: Facts): Promise<readonly number[]> {
  const rows = await facts.rows<{ id: string }>(
    `SELECT DISTINCT extract(name, '^import_(\\\\d+)_') AS id FROM system.tables
     WHERE database = currentDatabase() AND match(name, '^import_\\\\d+_[a-z]+$')`,
  );
  return rows.map(({ id }) => Number(id));
}

async function create(facts: Facts, name: string, columns: string, order: string): Promise<void> {
  const { cluster, engine } = factTables();
  await facts.run(
    `CREATE TABLE ${name} ${cluster} (${columns}) ENGINE = ${engine} ORDER BY ${order}`,
  );
}
