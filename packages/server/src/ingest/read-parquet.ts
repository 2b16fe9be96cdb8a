import { type ParquetReadOptions, parquetRead, parquetSchema } from 'hyparquet';
import { ImportRefused, refusedFile } from './import-refused.ts';
import { type ParquetField, parquetField, plainSchema } from './parquet-fields.ts';
import { checkPages, openParquet, type ParquetFile, pageCompressors } from './parquet-file.ts';
import { stringText } from './parquet-text.ts';
import type { FilePlace } from './read-bytes.ts';
import type { ColumnType, SourceFile } from './source-file.ts';
import { type Flaw, RECORD_CHARACTERS_MAX, type SourceRecord } from './source-record.ts';
import { readUnpacked } from './unpacked-file.ts';

/** Cells that are held at once, and rows at most and at least. */
const SLICE = { cells: 200_000, rowsMax: 65_536, rowsMin: 1_000 };

/**
 * A Parquet file: its columns are those of its schema, structs flattened as JSON is, lists and maps as JSON texts.
 *
 * Errors: `ImportRefused` where it is damaged, encrypted or packed by an unknown codec.
 */
export async function parquetSource(place: FilePlace, scratchDir: string): Promise<SourceFile> {
  let columns: ParquetField['columns'] = [];
  const head = readUnpacked(place, scratchDir, (path) =>
    reading(place.file, path, async function* (parquet) {
      yield fieldsOf(parquet).flatMap((field) => field.columns);
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
        reading(place.file, path, (parquet) => rowsOf(parquet, onBytes)),
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

function fieldsOf({ metadata }: ParquetFile): readonly ParquetField[] {
  return parquetSchema(metadata).children.map((node) => parquetField(node, null));
}

async function* rowsOf(
  parquet: ParquetFile,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<readonly SourceRecord[]> {
  const { metadata, buffer, size } = parquet;
  const fields = fieldsOf(parquet);
  const width = fields.reduce((sum, { columns }) => sum + columns.length, 0);
  const rowsAtOnce = Math.max(
    SLICE.rowsMin,
    Math.min(SLICE.rowsMax, Math.floor(SLICE.cells / width)),
  );
  const rowCount = Number(metadata.num_rows);
  const options = {
    file: buffer,
    metadata: plainSchema(metadata),
    compressors: pageCompressors,
    parsers: { stringFromBytes: stringText, timestampFromNanoseconds: (nanos: bigint) => nanos },
    utf8: false,
    geoparquet: false,
    useOffsetIndex: true,
  };
  let from = 0;
  for (const { num_rows, columns } of metadata.row_groups) {
    for (const { meta_data } of columns)
      if (meta_data !== undefined) await checkPages(parquet, meta_data);
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
      onBytes((size * rows.length) / rowCount);
      yield rows.map((row, index) => recordOf(fields, width, start + index + 1, row));
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
