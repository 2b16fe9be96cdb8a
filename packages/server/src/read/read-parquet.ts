import { type ParquetReadOptions, parquetRead, parquetSchema } from 'hyparquet';
import { ImportRefused, refusedFile } from './import-refused.ts';
import { type ParquetField, parquetField, plainSchema } from './parquet-fields.ts';
import { checkPages, openParquet, type ParquetFile, pageCompressors } from './parquet-file.ts';
import { stringText } from './parquet-text.ts';
import type { FilePlace } from './read-bytes.ts';
import type { ColumnType, SourceFile } from './source-file.ts';
import { type Flaw, RECORD_CHARACTERS_MAX, type SourceRecord } from './source-record.ts';
import { readUnpacked } from './unpacked-file.ts';

/**
 * Values that are read at once, and rows at most and at least: each slice unpacks whole pages, which may have a hundred
 * thousand rows. Of these so many are cells at once.
 */
const SLICE = { values: 2_000_000, rowsMax: 65_536, rowsMin: 1_000, cells: 200_000 };

/**
 * A Parquet file: its columns are those of its schema, structs flattened as JSON is, lists and maps as JSON texts. Where
 * `wanted` names columns only their fields are read.
 *
 * Errors: `ImportRefused` where it is damaged, encrypted or packed by an unknown codec.
 */
export async function parquetSource(
  place: FilePlace,
  scratchDir: string,
  wanted: readonly string[] | null = null,
): Promise<SourceFile> {
  let columns: ParquetField['columns'] = [];
  const head = readUnpacked(place, scratchDir, (path) =>
    reading(place.file, path, async function* (parquet) {
      yield fieldsOf(parquet, wanted).flatMap(({ field }) => field.columns);
    }),
  );
  for await (const each of head) columns = each;
  const types: readonly ColumnType[] = columns.map(({ type }) => type);
  return {
    ...place,
    format: 'parquet',
    columns: columns.map(({ name }) => name),
    types,
    records: (onBytes) =>
      readUnpacked(place, scratchDir, (path) =>
        reading(place.file, path, (parquet) => rowsOf(parquet, wanted, onBytes)),
      ),
  };
}

async function* reading<Item>(
  file: string,
  path: string,
  read: (parquet: ParquetFile) => AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  try {
    const parquet = await openParquet(file, path);
    try {
      yield* read(parquet);
    } finally {
      await parquet.handle.close();
    }
  } catch (error) {
    if (error instanceof ImportRefused || !(error instanceof Error)) throw error;
    throw refusedFile(file, {
      code: 'parquet-damaged',
      message: `the Parquet file cannot be read: ${said(error)}; nothing of this import was kept`,
      hint: 'copy or write the file again',
    });
  }
}

/** What the reader stumbled over; where it could make nothing of the file at all, that. */
function said(error: Error): string {
  return error instanceof TypeError ? 'what it says of itself is damaged' : error.message;
}

interface NamedField {
  /** As the schema calls it. */
  readonly name: string;
  readonly field: ParquetField;
}

/** The fields that make the wanted columns; all of them where one is not there. */
function fieldsOf(
  { metadata }: ParquetFile,
  wanted: readonly string[] | null,
): readonly NamedField[] {
  const all = parquetSchema(metadata).children.map((node) => ({
    name: node.element.name,
    field: parquetField(node, null),
  }));
  const names = new Set(all.flatMap(({ field }) => field.columns.map(({ name }) => name)));
  if (wanted === null || wanted.length === 0 || !wanted.every((name) => names.has(name)))
    return all;
  const chosen = new Set(wanted);
  return all.filter(({ field }) => field.columns.some(({ name }) => chosen.has(name)));
}

async function* rowsOf(
  parquet: ParquetFile,
  wanted: readonly string[] | null,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<readonly SourceRecord[]> {
  const { metadata, buffer, size } = parquet;
  const named = fieldsOf(parquet, wanted);
  const fields = named.map(({ field }) => field);
  const width = fields.reduce((sum, { columns }) => sum + columns.length, 0);
  const rowsAtOnce = Math.max(
    SLICE.rowsMin,
    Math.min(SLICE.rowsMax, Math.floor(SLICE.values / width)),
  );
  const rowsYielded = Math.max(1, Math.min(rowsAtOnce, Math.floor(SLICE.cells / width)));
  const rowCount = Number(metadata.num_rows);
  const isRead = new Set(named.map(({ name }) => name));
  const options = {
    file: buffer,
    metadata: plainSchema(metadata),
    ...(isRead.size < parquetSchema(metadata).children.length ? { columns: [...isRead] } : {}),
    compressors: pageCompressors,
    parsers: { stringFromBytes: stringText, timestampFromNanoseconds: (nanos: bigint) => nanos },
    utf8: false,
    geoparquet: false,
    useOffsetIndex: true,
  };
  let from = 0;
  for (const { num_rows, columns } of metadata.row_groups) {
    for (const { meta_data } of columns)
      if (meta_data !== undefined && isRead.has(meta_data.path_in_schema[0] ?? ''))
        await checkPages(parquet, meta_data);
    const end = from + Number(num_rows);
    for (; from < end; from = Math.min(end, from + rowsAtOnce)) {
      const rows = await slice({
        ...options,
        rowStart: from,
        rowEnd: Math.min(end, from + rowsAtOnce),
      });
      const start = from;
      if (rows.length !== Math.min(end, from + rowsAtOnce) - start)
        throw new Error(`rows from ${start + 1} on are missing`);
      for (let at = 0; at < rows.length; at += rowsYielded) {
        const part = rows.slice(at, at + rowsYielded);
        onBytes((size * part.length) / rowCount);
        yield part.map((row, index) => recordOf(fields, width, start + at + index + 1, row));
      }
    }
  }
}

function slice(options: ParquetReadOptions): Promise<readonly (readonly unknown[])[]> {
  return new Promise((resolve, reject) => {
    parquetRead({ ...options, rowFormat: 'array', onComplete: resolve }).catch(reject);
  });
}

function recordOf(
  fields: readonly ParquetField[],
  width: number,
  line: number,
  row: readonly unknown[],
): SourceRecord {
  const cells: string[] = new Array<string>(width).fill('');
  let at = 0;
  fields.forEach(({ columns, put }, index) => {
    put(row[index], cells, at);
    at += columns.length;
  });
  return { line, cells, raw: null, flaw: flawOf(cells) };
}

function flawOf(cells: readonly string[]): Flaw | null {
  let characters = 0;
  let isText = true;
  for (const cell of cells) {
    characters += cell.length;
    isText &&= cell.isWellFormed();
  }
  if (!isText)
    return {
      reason: 'bad-encoding',
      detail: 'a text of it has bytes that are no UTF-8; write it again as UTF-8',
    };
  if (characters <= RECORD_CHARACTERS_MAX) return null;
  const detail = `over ${RECORD_CHARACTERS_MAX} characters in one row; leave out what no rule needs`;
  return { reason: 'record-too-long', detail };
}
