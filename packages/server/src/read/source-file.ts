import { tmpdir } from 'node:os';
import { formatOf } from './file-format.ts';
import { refusedFile } from './import-refused.ts';
import type { FileFormat, Input } from './input.ts';
import { KeyedColumns } from './keyed-columns.ts';
import { readOcelObjects } from './ocel-objects.ts';
import type { FilePlace } from './read-bytes.ts';
import { readJsonl } from './read-jsonl.ts';
import { readOcel } from './read-ocel.ts';
import { parquetSource } from './read-parquet.ts';
import { readXes } from './read-xes.ts';
import { csvSource, sheetSource } from './source-grid.ts';
import type { SourceRecord } from './source-record.ts';

/** What the values of a column are, where the file itself says so. */
export type ColumnType = 'text' | 'number' | 'bool';

/** A file of records whose columns are known. */
export interface SourceFile {
  /** As messages call it. */
  readonly file: string;
  /** Where it lies. */
  readonly path: string;
  readonly format: FileFormat;
  /** Of a format with `types` each is a path as in a bag: a dot is a step, one in a key is escaped. */
  readonly columns: readonly string[];
  /** For each column what its values are; null where all are texts (CSV, XLSX). */
  readonly types: readonly ColumnType[] | null;
  /** The records behind the header, in batches. Each call reads the file anew. */
  records(onBytes?: (count: number) => void): AsyncGenerator<readonly SourceRecord[]>;
}

/** Reads all records into the cells of the columns. */
export type KeyedReader = (
  columns: KeyedColumns,
  onBytes?: (count: number) => void,
) => AsyncGenerator<readonly SourceRecord[]>;

/** Records read at least to learn the columns of a file without a header, and their types. */
const HEAD_RECORDS = 1_000;

/**
 * Opens a file by what its mapping, its name or its first bytes say, and learns its columns: from its header, else from its
 * first records, on until every column that is wanted was met; all of them are looked for where `wanted` is null.
 * `scratchDir` holds what must be unpacked first.
 *
 * Errors: `ImportRefused` where it cannot be read, or has no header or no records.
 */
export async function openSourceFile(
  file: string | FilePlace,
  input: Input,
  scratchDir: string = tmpdir(),
  wanted: readonly string[] | null = null,
): Promise<SourceFile> {
  const place = typeof file === 'string' ? { file, path: file } : file;
  const format = await formatOf(place, input);
  switch (format) {
    case 'csv':
      return csvSource(place, input);
    case 'xlsx':
      return sheetSource(place, input, scratchDir);
    case 'xes':
      return keyedSource(place, format, wanted, (columns, onBytes) =>
        readXes(place, input.encoding, columns, onBytes),
      );
    case 'jsonl':
      return keyedSource(place, format, wanted, (columns, onBytes) =>
        readJsonl(place, input.encoding, columns, onBytes),
      );
    case 'parquet':
      return parquetSource(place, scratchDir, wanted);
    case 'ocel': {
      const log = await readOcelObjects(place, input.encoding);
      return keyedSource(place, format, wanted, (columns, onBytes) =>
        readOcel(place, input.encoding, log, columns, onBytes),
      );
    }
  }
}

async function keyedSource(
  place: FilePlace,
  format: FileFormat,
  wanted: readonly string[] | null,
  read: KeyedReader,
): Promise<SourceFile> {
  const columns = new KeyedColumns(place.file);
  let count = 0;
  let first: SourceRecord | null = null;
  for await (const records of read(columns)) {
    first ??= records[0] ?? null;
    count += records.length;
    if (wanted !== null && count >= HEAD_RECORDS && wanted.every((name) => columns.has(name)))
      break;
  }
  columns.close();
  if (columns.names.length === 0)
    throw refusedFile(place.file, {
      code: 'no-records',
      line: first?.line ?? 1,
      message:
        first === null
          ? 'the file has no records'
          : `none of its ${count} records has anything in it: ${first.flaw?.detail ?? 'the first is empty'}`,
      hint: first === null ? 'leave it out' : 'set file.format in the mapping, or mend the file',
    });
  return {
    ...place,
    format,
    columns: columns.names,
    types: columns.types,
    records: (onBytes) => read(columns, onBytes),
  };
}
