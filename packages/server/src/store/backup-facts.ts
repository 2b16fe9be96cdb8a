import { type BackupFile, readBackupFile, writeBackupFile } from './backup-file.ts';
import type { BackupTable, Manifest } from './backup-manifest.ts';
import type { Moment } from './backup-state.ts';
import type { FactParameter, Facts } from './facts.ts';
import {
  encounterRows,
  heldRows,
  legRefusedRows,
  personSegmentTable,
  threadTable,
  transferRows,
  unmappedTable,
} from './generation.ts';
import { rowsUpToSql } from './standing.ts';

/** One table of facts as it was at the moment of a backup, and the number by which it is cut into files. */
interface Copied {
  readonly table: string;
  /** Rows that count at that moment; those never change, whatever is written meanwhile. */
  readonly where: string;
  readonly parameters: Readonly<Record<string, FactParameter>>;
  /** Null: one file. */
  readonly cutBy: 'seq' | 'line' | null;
}

/** Bytes of rows, unpacked, that one file has about: restoring keeps as much aside on the disk at a time. */
export const FILE_BYTES = 134_217_728;
/** How much an INSERT gathers before it writes: as an import does, as memory is shared. */
const LOAD_SETTINGS = {
  min_insert_block_size_rows: 131_072,
  min_insert_block_size_bytes: 33_554_432,
  max_execution_time: 0,
  insert_deduplicate: 0,
} as const;

/** The record: what sources sent, and what of it was refused. Nothing can rebuild it. */
export function recordTables({
  seq,
  importIdMax,
  importsOpen,
  shippedTo,
}: Omit<Moment, 'version'>): readonly Copied[] {
  return [
    { table: 'event', where: 'seq <= {seq:UInt64}', parameters: { seq }, cutBy: 'seq' },
    {
      table: 'reject',
      where:
        'import_id <= {last:UInt64} AND import_id NOT IN {open:Array(UInt64)} AND (import_id > 0 OR seq <= {shipped:UInt64})',
      parameters: { last: importIdMax, open: importsOpen, shipped: shippedTo },
      cutBy: 'line',
    },
  ];
}

/** The ledger that readers saw at that moment, the table first that a rebuild replaces soonest. */
export function ledgerTables(generation: NonNullable<Manifest['generation']>): readonly Copied[] {
  const upTo = (table: string): Copied => ({
    table,
    where: rowsUpToSql(table),
    parameters: { seq: generation.seqDone },
    cutBy: 'seq',
  });
  return [
    { table: personSegmentTable(generation), where: 'true', parameters: {}, cutBy: null },
    { table: threadTable(generation), where: 'true', parameters: {}, cutBy: 'seq' },
    upTo(encounterRows(generation)),
    upTo(transferRows(generation)),
    upTo(heldRows(generation)),
    upTo(legRefusedRows(generation)),
    upTo(unmappedTable(generation)),
  ];
}

export interface CopyOptions {
  readonly fileBytes: number;
  readonly progress: (text: string) => void;
}

/** Copies one table in files of bounded size. */
export async function copyFacts(
  facts: Facts,
  folder: string,
  copied: Copied,
  { fileBytes, progress }: CopyOptions,
): Promise<BackupTable> {
  const { table, where, parameters } = copied;
  const columns = await columnsOf(facts, table);
  const { rows, ranges } = await rangesOf(facts, copied, fileBytes);
  const files: BackupFile[] = [];
  for (const [index, range] of ranges.entries()) {
    progress(`copying ${table}, part ${index + 1} of ${ranges.length}`);
    const body = await facts.stream(
      `SELECT ${columns.map(quoted).join(', ')} FROM ${table} WHERE ${where} AND ${range}`,
      'Native',
      { parameters, settings: { max_execution_time: 0 } },
    );
    const part = String(index + 1).padStart(5, '0');
    files.push(await writeBackupFile(folder, `facts-${table}-${part}.native.zst`, body));
  }
  return { table, rows, columns, files };
}

async function columnsOf(facts: Facts, table: string): Promise<readonly string[]> {
  const rows = await facts.rows<{ name: string }>(
    `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {table:String}
       AND default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL') ORDER BY position`,
    { parameters: { table } },
  );
  return rows.map(({ name }) => name);
}

/** Cuts a table into ranges that have about as many bytes; none where it has no rows. */
async function rangesOf(
  facts: Facts,
  { table, where, parameters, cutBy }: Copied,
  fileBytes: number,
): Promise<{ readonly rows: number; readonly ranges: readonly string[] }> {
  const [found] = await facts.rows<{ rows: string; last: string; bytes: string }>(
    `SELECT count() AS rows, ${cutBy === null ? '0' : `max(${cutBy})`} AS last,
       (SELECT sum(data_uncompressed_bytes) / greatest(sum(rows), 1) FROM system.parts
        WHERE active AND database = currentDatabase() AND table = {table:String}) AS bytes
     FROM ${table} WHERE ${where}`,
    { parameters: { ...parameters, table }, settings: { max_execution_time: 0 } },
  );
  const rows = Number(found?.rows);
  if (rows === 0) return { rows, ranges: [] };
  const last = Number(found?.last);
  const parts = cutBy === null ? 1 : Math.ceil((rows * Number(found?.bytes)) / fileBytes);
  if (parts <= 1) return { rows, ranges: ['true'] };
  const step = Math.ceil((last + 1) / parts);
  const ranges = Array.from(
    { length: Math.ceil((last + 1) / step) },
    (_, index) => `${cutBy} >= ${index * step} AND ${cutBy} < ${(index + 1) * step}`,
  );
  return { rows, ranges };
}

/**
 * Fills an empty table from its files.
 *
 * Errors: throws where not all rows arrived.
 */
export async function loadFacts(
  facts: Facts,
  folder: string,
  { table, rows, columns, files }: BackupTable,
  progress: (text: string) => void,
): Promise<void> {
  const into = `${quoted(table)} (${columns.map(quoted).join(', ')})`;
  for (const [index, file] of files.entries()) {
    progress(`restoring ${table}, part ${index + 1} of ${files.length}`);
    await facts.insert(into, 'Native', readBackupFile(folder, file), { settings: LOAD_SETTINGS });
  }
  const [found] = await facts.rows<{ count: string }>(
    `SELECT count() AS count FROM ${quoted(table)}`,
  );
  if (Number(found?.count) !== rows)
    throw new Error(`${found?.count} of ${rows} rows of ${table} came in`);
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '')}\``;
}
