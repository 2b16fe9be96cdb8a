import { stat } from 'node:fs/promises';
import { didYouMean } from '@bothways/core';
import { refusedFile } from '../read/import-refused.ts';
import type { Input } from '../read/input.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { openSourceFile, type SourceFile } from '../read/source-file.ts';
import type { SourceRecord } from '../read/source-record.ts';
import {
  type CellPlace,
  NumberCells,
  type NumberCodes,
  TextCells,
  type TextColumn,
} from './column-cells.ts';
import { plainColumns } from './plain-columns.ts';

/** The columns wanted of a file. A column may stand in both: as texts and as numbers. */
export interface ColumnsWanted {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly codes?: NumberCodes;
}

/** Cells or records that could not be taken: how many, and where the first of them stands. */
export interface NotTaken {
  readonly count: number;
  readonly first: CellPlace | null;
}

/** Columns of a file, each over the same rows. */
export interface ColumnsRead {
  readonly rows: number;
  readonly texts: ReadonlyMap<string, TextColumn>;
  /** NaN where a cell is empty, a code for no answer, or no number. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Cells of number columns that are neither a number nor empty. */
  readonly unread: NotTaken;
  /** Records left out: too few or too many cells, quotes gone wrong, bytes that are no text. */
  readonly refused: NotTaken;
}

/** How far reading is: rows so far, bytes read off the disk and bytes of the file. */
export interface ReadSoFar {
  readonly rows: number;
  readonly bytes: number;
  readonly bytesOfFile: number;
}

/** What a file may have: cells of it lie in memory, eight bytes each. */
export const COLUMN_LIMITS = { rowsMax: 50_000_000, cellsMax: 200_000_000 } as const;

export const NOTHING_ASKED: Input = {
  format: null,
  delimiter: null,
  encoding: null,
  sheet: null,
  header: 1,
};

/**
 * Reads some columns of a file of any format, whole into memory: numbers as numbers, texts as codes of their values.
 *
 * Errors: `ImportRefused` where the file cannot be read, has no such column (the refusal lists those there are), or has more
 * cells than memory is meant for.
 */
export async function readColumns(
  file: string | FilePlace,
  wanted: ColumnsWanted,
  progress: (soFar: ReadSoFar) => void = () => {},
): Promise<ColumnsRead> {
  const place = typeof file === 'string' ? { file, path: file } : file;
  const source = await openSourceFile(place, NOTHING_ASKED, undefined, [
    ...wanted.texts,
    ...wanted.numbers,
  ]);
  checkColumns(source, wanted);
  const fast = await plainColumns(source, wanted, {
    progress,
    checkSize: (rows, columns) => checkSize(source, rows, columns),
  });
  return fast ?? readRecords(source, wanted, progress);
}

/** The names of a file's columns, in their order. */
export async function columnNames(file: string | FilePlace): Promise<readonly string[]> {
  const place = typeof file === 'string' ? { file, path: file } : file;
  return (await openSourceFile(place, NOTHING_ASKED, undefined, [])).columns;
}

/** The cells of some columns in the first records of a file, without those out of shape. */
export async function columnHead(
  file: string | FilePlace,
  names: readonly string[],
  rowsMax = 2000,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const place = typeof file === 'string' ? { file, path: file } : file;
  const source = await openSourceFile(place, NOTHING_ASKED, undefined, names);
  checkColumns(source, { texts: names, numbers: [] });
  const places = names.map((name) => source.columns.indexOf(name));
  const head = names.map((): string[] => []);
  let rows = 0;
  for await (const records of source.records()) {
    for (const record of records.slice(0, rowsMax - rows)) {
      if (faultOf(record, source.columns.length, source.format === 'csv') !== null) continue;
      for (const [index, at] of places.entries()) head[index]?.push(record.cells[at] ?? '');
    }
    rows += records.length;
    if (rows >= rowsMax) break;
  }
  return new Map(names.map((name, index) => [name, head[index] ?? []]));
}

/** Reads by the reader of all formats, record by record: what the fast way is held to. */
export async function readRecords(
  source: SourceFile,
  wanted: ColumnsWanted,
  progress: (soFar: ReadSoFar) => void,
): Promise<ColumnsRead> {
  const cells = cellsOf(source, wanted);
  const bytesOfFile = (await stat(source.path)).size;
  const width = source.columns.length;
  const isText = source.format === 'csv';
  let [rows, bytes] = [0, 0];
  const refused = { count: 0, first: null as CellPlace | null };
  for await (const records of source.records((count) => {
    bytes += count;
  })) {
    for (const record of records) {
      const fault = faultOf(record, width, isText);
      if (fault !== null) {
        refused.count += 1;
        refused.first ??= { line: record.line, column: '', cell: fault };
        continue;
      }
      for (const { at, column } of cells) column.push(record.cells[at] ?? '', record.line);
      rows += 1;
    }
    checkSize(source, rows, cells.length);
    progress({ rows, bytes, bytesOfFile });
  }
  return columnsRead(cells, rows, refused);
}

/** What is wrong with the shape of a record; null: nothing. Sheets and keyed formats leave empty cells at the end out. */
function faultOf(
  { cells, flaw, raw }: SourceRecord,
  width: number,
  isText: boolean,
): string | null {
  if (flaw !== null) return flaw.detail;
  if (raw !== null && !raw.isWellFormed()) return 'its bytes are no text in UTF-8';
  if (!isText || cells.length === width) return null;
  return `it has ${cells.length} cells under ${width} column names`;
}

interface Reading {
  readonly name: string;
  readonly at: number;
  readonly column: NumberCells | TextCells;
}

function cellsOf(source: SourceFile, { texts, numbers, codes }: ColumnsWanted): readonly Reading[] {
  const at = (name: string): number => source.columns.indexOf(name);
  return [
    ...[...new Set(texts)].map((name) => ({
      name,
      at: at(name),
      column: new TextCells(source.file, name),
    })),
    ...[...new Set(numbers)].map((name) => ({
      name,
      at: at(name),
      column: new NumberCells(name, codes),
    })),
  ];
}

function columnsRead(cells: readonly Reading[], rows: number, refused: NotTaken): ColumnsRead {
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, Float64Array>();
  let count = 0;
  let first: CellPlace | null = null;
  for (const { name, column } of cells) {
    if (column instanceof TextCells) {
      texts.set(name, column.column());
      continue;
    }
    numbers.set(name, column.values());
    count += column.unread;
    if (column.first !== null && (first === null || column.first.line < first.line))
      first = column.first;
  }
  return { rows, texts, numbers, unread: { count, first }, refused };
}

function checkColumns({ file, columns }: SourceFile, { texts, numbers }: ColumnsWanted): void {
  for (const name of new Set([...texts, ...numbers])) {
    const times = columns.filter((each) => each === name).length;
    if (times === 1) continue;
    throw refusedFile(file, {
      code: times === 0 ? 'no-such-column' : 'column-twice',
      message:
        times === 0
          ? `there is no column ${JSON.stringify(name)}; its columns are ${columnList(columns)}`
          : `the column ${JSON.stringify(name)} stands ${times} times in the header`,
      hint: times === 0 ? didYouMean(name, columns, 'name one of them') : 'rename one of them',
    });
  }
}

/** `"a", "b" and 12 more`: the columns that there are. */
export function columnList(columns: readonly string[]): string {
  const shown = columns.slice(0, 40).map((name) => JSON.stringify(name.slice(0, 80)));
  const left = columns.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function checkSize({ file }: SourceFile, rows: number, columns: number): void {
  const { rowsMax, cellsMax } = COLUMN_LIMITS;
  if (rows <= rowsMax && rows * columns <= cellsMax) return;
  throw refusedFile(file, {
    code: 'too-large',
    message: `it has over ${rows} records; ${columns} columns of at most ${Math.min(rowsMax, Math.floor(cellsMax / columns))} are read into memory`,
    hint: 'name fewer columns, or take a sample of its rows',
  });
}
