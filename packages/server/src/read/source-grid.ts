import { decodeText } from './decode-text.ts';
import { bareName } from './file-format.ts';
import { refusedFile } from './import-refused.ts';
import type { Input } from './input.ts';
import { type FilePlace, readBytes } from './read-bytes.ts';
import { delimiterOf, readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { SourceFile } from './source-file.ts';
import type { SourceRecord } from './source-record.ts';
import { readUnpacked } from './unpacked-file.ts';

const HEADER_LINE = { characters: 1_048_576 };

/** Delimited text with its header. */
export async function csvSource(place: FilePlace, input: Input): Promise<SourceFile> {
  const delimiter = await delimiterFor(place, input);
  const all = (onBytes?: (count: number) => void): AsyncGenerator<readonly SourceRecord[]> =>
    readCsv(decodeText(readBytes(place, onBytes), input.encoding), delimiter);
  return behind(place, 'csv', input.header, all);
}

/** A sheet with its header. */
export async function sheetSource(
  place: FilePlace,
  input: Input,
  scratchDir: string,
): Promise<SourceFile> {
  return behind(place, 'xlsx', input.header, () =>
    readUnpacked(place, scratchDir, (path) => readXlsx(place.file, path, input.sheet)),
  );
}

async function behind(
  place: FilePlace,
  format: 'csv' | 'xlsx',
  header: number,
  all: (onBytes?: (count: number) => void) => AsyncGenerator<readonly SourceRecord[]>,
): Promise<SourceFile> {
  const columns = await headerOf(place.file, all(), header);
  return {
    ...place,
    format,
    columns,
    types: null,
    records: (onBytes) => behindHeader(all(onBytes), header),
  };
}

async function delimiterFor(
  place: FilePlace,
  { delimiter, encoding, header }: Input,
): Promise<string> {
  if (delimiter !== null) return delimiter;
  if (/\.(tsv|tab)$/.test(bareName(place.file))) return '\t';
  let text = '';
  for await (const chunk of decodeText(readBytes(place), encoding)) {
    text += chunk;
    if (text.length > HEADER_LINE.characters || text.split('\n').length > Math.max(1, header))
      break;
  }
  return delimiterOf(text.split('\n')[Math.max(1, header) - 1] ?? '');
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
