import { tmpdir } from 'node:os';
import { GRID_MAX, type GridRow } from '@bothways/core';
import { decodeText, type Encoding } from '../read/decode-text.ts';
import { bareName, formatOf } from '../read/file-format.ts';
import { ImportRefused } from '../read/import-refused.ts';
import type { Input } from '../read/input.ts';
import { type FilePlace, readBytes } from '../read/read-bytes.ts';
import { readCsv } from '../read/read-csv.ts';
import { openSourceFile } from '../read/source-file.ts';
import type { SourceRecord } from '../read/source-record.ts';
import { JobRefused } from './job-refused.ts';
import { pastedRows } from './pasted-rows.ts';

/** A sheet of people is small; more is data. */
const BYTES_MAX = 67_108_864;
const INPUT: Input = { format: null, delimiter: null, encoding: null, sheet: null, header: 0 };

/** Rows of text cells, and what was found out on the way that a person should know. */
export interface GridRead {
  readonly rows: readonly GridRow[];
  readonly note: string | null;
}

/**
 * Reads a sheet that people made: CSV or TSV in whatever encoding and with whatever delimiter, or XLSX.
 *
 * Shape: `line` is the row number as a spreadsheet shows it.
 * Errors: `ImportRefused` or `JobRefused` where it cannot be read, or holds something else.
 */
export async function gridOfFile(
  named: string | FilePlace,
  sheet: string | null,
): Promise<GridRead> {
  const place: FilePlace = typeof named === 'string' ? { file: named, path: named } : named;
  const { file } = place;
  const format = await formatOf(place, INPUT);
  if (format === 'xlsx') return { rows: await sheetRows(place, sheet), note: null };
  if (format !== 'csv')
    throw noMap(
      `${file}: this is ${format.toUpperCase()}, and a draft is made from a sheet`,
      'export the map as CSV, TSV or XLSX',
    );
  if (sheet !== null)
    throw noMap(`${file}: a text file has no sheets`, 'leave --sheet out, or name the XLSX');
  const isTabbed = /\.(tsv|tab)$/.test(bareName(file));
  return textRows(file, await bytesOf(file, readBytes(place)), isTabbed ? '\t' : null);
}

/** Reads what was pasted or piped: text, cells between tabs or other delimiters. */
export async function gridOfStream(stream: AsyncIterable<Buffer>): Promise<GridRead> {
  const bytes = await bytesOf('stdin', stream);
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    throw noMap('stdin: this is an XLSX or zip file', 'save it and give its name');
  return textRows('stdin', bytes, null);
}

async function bytesOf(file: string, stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > BYTES_MAX)
      throw noMap(
        `${file}: over ${BYTES_MAX} bytes is no journey map`,
        'give the map, not the data behind it',
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function textRows(file: string, bytes: Buffer, known: string | null): Promise<GridRead> {
  const unicode = await decoded(bytes, null);
  const isText = unicode.isWellFormed();
  const text = isText ? unicode : await decoded(bytes, 'windows-1252');
  const delimiter = known ?? (await delimiterSeen(text));
  const rows =
    delimiter === '\t' ? pastedRows(text) : numbered(file, await recordsOf(text, delimiter));
  const note = `${file} is no UTF-8 and was read as Windows-1252; if letters look wrong, save it as UTF-8`;
  return { rows, note: isText ? null : note };
}

async function decoded(bytes: Buffer, encoding: Encoding | null): Promise<string> {
  let text = '';
  for await (const part of decodeText(once(bytes), encoding)) text += part;
  return text;
}

async function* once<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

async function recordsOf(text: string, delimiter: string): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const batch of readCsv(once(text), delimiter)) records.push(...batch);
  return records;
}

/** Enough of a sheet to see its delimiter. */
const HEAD_CHARACTERS = 65_536;

/** The mark by which most rows have equally many cells, and many: sheets are written as rectangles, prose is not. */
async function delimiterSeen(text: string): Promise<string> {
  let best = { delimiter: ',', cells: 0 };
  for (const delimiter of ['\t', ';', ',', '|']) {
    const counts = new Map<number, number>();
    for (const { cells } of await recordsOf(text.slice(0, HEAD_CHARACTERS), delimiter))
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    const most = Math.max(0, ...[...counts].map(([width, count]) => (width - 1) * count));
    if (most > best.cells) best = { delimiter, cells: most };
  }
  return best.delimiter;
}

/** Rows by number: blank lines count, line breaks in cells do not. */
function numbered(file: string, records: readonly SourceRecord[]): readonly GridRow[] {
  let row = 0;
  let lineNext = 1;
  return records.map(({ line, cells, raw, flaw }) => {
    if (flaw !== null) throw noMap(`${file}:${line}:1: ${flaw.detail}`);
    row += 1 + Math.max(0, line - lineNext);
    lineNext = line + 1 + ((raw ?? '').split('\n').length - 1);
    return { line: row, cells };
  });
}

async function sheetRows(place: FilePlace, sheet: string | null): Promise<readonly GridRow[]> {
  const rows: GridRow[] = [];
  try {
    const source = await openSourceFile(place, { ...INPUT, format: 'xlsx', sheet }, tmpdir());
    let filled = 0;
    for await (const batch of source.records())
      for (const { line, cells } of batch) {
        filled += cells.filter((cell) => cell !== '').length;
        if (filled > GRID_MAX.cells)
          throw noMap(
            `${place.file}: over ${GRID_MAX.cells} cells are filled, on ${rows.length + 1} rows so far`,
            'that is no journey map: give the map, not the data behind it',
          );
        rows.push({ line, cells });
      }
  } catch (fault) {
    if (!(fault instanceof ImportRefused)) throw fault;
    const [problem] = fault.problems;
    if (problem?.code === 'no-header') return [];
    if (problem?.code !== 'unknown-sheet') throw fault;
    const hint = problem.hint.replace('set file.sheet to', 'give --sheet');
    throw noMap(`${place.file}: ${problem.message}`, hint);
  }
  return rows;
}

function noMap(message: string, hint?: string): JobRefused {
  return new JobRefused(422, { code: 'no-map', message, ...(hint === undefined ? {} : { hint }) });
}
