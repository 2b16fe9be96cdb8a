import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { bareName } from '../read/file-format.ts';
import { readBytes } from '../read/read-bytes.ts';
import { delimiterOf } from '../read/read-csv.ts';
import type { SourceFile } from '../read/source-file.ts';
import { RECORD_CHARACTERS_MAX } from '../read/source-record.ts';
import { NumberCells, type TextColumn } from './column-cells.ts';
import { type PlainColumn, PlainRows } from './plain-rows.ts';
import type { ColumnsRead, ColumnsWanted, ReadSoFar } from './read-columns.ts';
import { TextBytes } from './text-bytes.ts';

/** What the fast road asks of its caller: to say how far it is, and to stop where there is too much. */
export interface OnTheWay {
  readonly progress: (soFar: ReadSoFar) => void;
  readonly checkSize: (rows: number, columns: number) => void;
}

/**
 * Reads columns of delimited text the fast way; null where the file is not as most are, so that it must be read the other
 * way. What it reads is what the other way reads.
 */
export async function plainColumns(
  source: SourceFile,
  wanted: ColumnsWanted,
  { progress, checkSize }: OnTheWay,
): Promise<ColumnsRead | null> {
  if (source.format !== 'csv') return null;
  const columns = columnsOf(source, wanted);
  const count = columns.filter(({ numbers, texts }) => numbers !== null || texts !== null).length;
  if (columns.some(({ numbers }) => numbers?.hasNumberWords === true)) return null;
  const bytesOfFile = (await stat(source.path)).size;
  let bytes = 0;
  let rows: PlainRows | null = null;
  let held: Buffer = Buffer.alloc(0);
  const counted = (more: number): void => {
    bytes += more;
  };
  for await (const chunk of readBytes(source, counted)) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const end = held.lastIndexOf(0x0a) + 1;
    if (held.length - end > RECORD_CHARACTERS_MAX) return null;
    if (end === 0) continue;
    let start = 0;
    if (rows === null) {
      const header = headerOf(source, held.subarray(0, end));
      if (header === null) return null;
      rows = new PlainRows(columns, header.delimiter, 2);
      start = header.end;
    }
    if (!isUtf8(held.subarray(start, end)) || !rows.take(held, start, end)) return null;
    held = held.subarray(end);
    checkSize(rows.rows, count);
    progress({ rows: rows.rows, bytes, bytesOfFile });
  }
  if (rows === null) return null;
  if (held.length > 0) {
    const last = Buffer.concat([held, Buffer.from('\n')]);
    if (!isUtf8(last) || !rows.take(last, 0, last.length)) return null;
  }
  return read(columns, rows, source, wanted);
}

/** Where the header ends and what stands between its cells; null where it is not one plain line. */
function headerOf(
  source: SourceFile,
  head: Buffer,
): { readonly delimiter: string; readonly end: number } | null {
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe;
  const end = head.indexOf(0x0a) + 1;
  const line = head
    .toString('utf8', 0, end - 1)
    .replace(/^\uFEFF/, '')
    .replace(/\r$/, '');
  const quotes = line.split('"').length - 1;
  if (isUtf16 || line.trim() === '' || line.includes('\r') || quotes % 2 === 1) return null;
  const isTabs = /\.(tsv|tab)$/.test(bareName(source.file));
  return { delimiter: isTabs ? '\t' : delimiterOf(line), end };
}

function columnsOf(source: SourceFile, { texts, numbers, codes }: ColumnsWanted): PlainColumn[] {
  return source.columns.map((name) => ({
    numbers: numbers.includes(name) ? new NumberCells(name, codes) : null,
    texts: texts.includes(name) ? new TextBytes(source.file, name) : null,
  }));
}

function read(
  columns: readonly PlainColumn[],
  rows: PlainRows,
  source: SourceFile,
  wanted: ColumnsWanted,
): ColumnsRead {
  const at = (name: string): number => source.columns.indexOf(name);
  const cells = [...new Set(wanted.numbers)].flatMap((name) => columns[at(name)]?.numbers ?? []);
  let first: ColumnsRead['unread']['first'] = null;
  for (const each of cells)
    if (each.first !== null && (first === null || each.first.line < first.line)) first = each.first;
  return {
    rows: rows.rows,
    texts: new Map(
      [...new Set(wanted.texts)].map((name): [string, TextColumn] => [
        name,
        columns[at(name)]?.texts?.column() ?? { values: [], codes: new Int32Array() },
      ]),
    ),
    numbers: new Map([...new Set(wanted.numbers)].map((name) => [name, rows.values(at(name))])),
    unread: { count: cells.reduce((sum, each) => sum + each.unread, 0), first },
    refused: { count: 0, first: null },
  };
}
