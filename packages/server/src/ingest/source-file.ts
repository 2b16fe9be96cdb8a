import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { decodeText } from './decode-text.ts';
import { refusedFile } from './import-refused.ts';
import type { FileFormat, Input } from './mapping.ts';
import { firstBytes, isGzip, readBytes } from './read-bytes.ts';
import { delimiterOf, readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { SourceRecord } from './source-record.ts';

/** What the values of a column are, where the file itself says so. */
export type ColumnType = 'text' | 'number' | 'bool';

/** A file of records whose header was read. */
export interface SourceFile {
  /** As it was named. */
  readonly file: string;
  readonly format: FileFormat;
  readonly columns: readonly string[];
  /** For each column what its values are; null where all are texts (CSV, XLSX). */
  readonly types: readonly ColumnType[] | null;
  /** The records behind the header, in batches. Each call reads the file anew. */
  records(onBytes?: (count: number) => void): AsyncGenerator<readonly SourceRecord[]>;
}

/** Bytes that an XLSX file may unpack to from gzip: it lies on disk meanwhile. */
const XLSX_BYTES_MAX = 4_294_967_296;
const HEADER_LINE = { characters: 1_048_576 };

/**
 * Opens a file by what its name and its mapping say, and reads its header. `scratchDir` holds what must be unpacked first.
 *
 * Errors: `ImportRefused` where it cannot be read, or has no header.
 */
export async function openSourceFile(
  file: string,
  input: Input,
  scratchDir: string = tmpdir(),
): Promise<SourceFile> {
  const format = input.format ?? formatOf(file);
  const delimiter = format === 'csv' ? await delimiterFor(file, input) : ',';
  const all = (onBytes?: (count: number) => void): AsyncGenerator<readonly SourceRecord[]> =>
    format === 'xlsx'
      ? sheetRecords(file, input.sheet, scratchDir)
      : readCsv(decodeText(readBytes(file, onBytes), input.encoding), delimiter);
  if (format === 'csv') await refuseZip(file);
  const columns = await headerOf(file, all(), input.header);
  return {
    file,
    format,
    columns,
    types: null,
    records: (onBytes) => behindHeader(all(onBytes), input.header),
  };
}

function formatOf(file: string): 'csv' | 'xlsx' {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.xlsx')) return 'xlsx';
  if (/\.(csv|tsv|tab|txt)$/.test(name)) return 'csv';
  throw refusedFile(file, {
    code: 'unknown-format',
    message: 'its name does not say what it is',
    hint: 'set file.format in the mapping to csv or xlsx',
  });
}

async function delimiterFor(file: string, { delimiter, encoding, header }: Input): Promise<string> {
  if (delimiter !== null) return delimiter;
  if (/\.(tsv|tab)(\.gz)?$/i.test(file)) return '\t';
  let text = '';
  for await (const chunk of decodeText(readBytes(file), encoding)) {
    text += chunk;
    if (text.length > HEADER_LINE.characters || text.split('\n').length > Math.max(1, header))
      break;
  }
  return delimiterOf(text.split('\n')[Math.max(1, header) - 1] ?? '');
}

async function refuseZip(file: string): Promise<void> {
  const start = await firstBytes(file, 4);
  if (start.toString('latin1') === 'PK\u0003\u0004')
    throw refusedFile(file, {
      code: 'zip-file',
      message: 'this is a zip file, not text',
      hint: 'unpack it first, or set file.format: xlsx if it is a spreadsheet',
    });
}

async function headerOf(
  file: string,
  batches: AsyncGenerator<readonly SourceRecord[]>,
  header: number,
): Promise<readonly string[]> {
  for await (const records of batches) {
    const record = records.find(({ line }) => line >= Math.max(1, header));
    if (record === undefined) continue;
    if (header === 0) return record.cells.map((_, index) => String(index + 1));
    if (record.flaw !== null || !record.cells.every((cell) => cell.isWellFormed()))
      throw refusedFile(file, {
        code: 'bad-header',
        line: record.line,
        message: `the line of the column names cannot be read: ${record.flaw?.detail ?? 'its bytes are no text in this encoding'}`,
        hint: 'set file.encoding, file.delimiter or file.header in the mapping',
      });
    return record.cells.map((cell) => cell.trim());
  }
  throw refusedFile(file, {
    code: 'no-header',
    message: header <= 1 ? 'the file has no records' : `the file has no line ${header}`,
    hint:
      header <= 1
        ? 'leave it out'
        : 'set file.header in the mapping to the line of the column names',
  });
}

async function* behindHeader(
  batches: AsyncGenerator<readonly SourceRecord[]>,
  header: number,
): AsyncGenerator<readonly SourceRecord[]> {
  let seen = header === 0;
  for await (const records of batches) {
    if (seen) {
      yield records;
      continue;
    }
    const at = records.findIndex(({ line }) => line >= header);
    if (at === -1) continue;
    seen = true;
    if (at + 1 < records.length) yield records.slice(at + 1);
  }
}

/** A sheet that is gzip besides is unpacked to disk first: a zip is read from its end. */
async function* sheetRecords(
  file: string,
  sheet: string | null,
  scratchDir: string,
): AsyncGenerator<readonly SourceRecord[]> {
  if (!(await isGzip(file))) {
    yield* readXlsx(file, file, sheet);
    return;
  }
  const folder = await mkdtemp(join(scratchDir, 'unpacked-'));
  try {
    const path = join(folder, 'sheet.xlsx');
    await pipeline(bounded(file), createWriteStream(path));
    yield* readXlsx(file, path, sheet);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* bounded(file: string): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of readBytes(file)) {
    bytes += chunk.length;
    if (bytes > XLSX_BYTES_MAX)
      throw refusedFile(file, {
        code: 'xlsx-too-large',
        message: `it unpacks to over ${XLSX_BYTES_MAX} bytes`,
        hint: 'save the sheet as CSV',
      });
    yield chunk;
  }
}
