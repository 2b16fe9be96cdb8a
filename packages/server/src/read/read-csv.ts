import { type Flaw, RECORD_CHARACTERS_MAX, type SourceRecord } from './source-record.ts';

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

/**
 * The records of delimited text (RFC 4180), in batches of one chunk each. Quoted cells may hold delimiters, newlines and
 * doubled quotes; a quote inside an unquoted cell is a character like any other; blank lines are no records.
 * After a record whose quotes go wrong reading goes on behind its first line, so that one stray quote costs one record.
 *
 * Shape: `line` is the physical line on which a record starts, from 1.
 * Errors: none; what cannot be read comes as a record with a flaw.
 */
export async function* readCsv(
  chunks: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<readonly SourceRecord[]> {
  const reader: Reader = {
    text: '',
    at: 0,
    line: 1,
    last: false,
    skipping: false,
    delimiter: delimiter.charCodeAt(0),
  };
  for await (const chunk of chunks) {
    reader.text = reader.text.slice(reader.at) + chunk;
    reader.at = 0;
    const records = recordsOf(reader);
    if (records.length > 0) yield records;
  }
  reader.last = true;
  const records = recordsOf(reader);
  if (records.length > 0) yield records;
}

/** The delimiter that stands most often in a header line, outside quotes; a comma where none does. */
export function delimiterOf(headerLine: string): string {
  const bare = headerLine.replaceAll(/"[^"]*"/g, '');
  const counted = [',', ';', '\t', '|'].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}

interface Reader {
  text: string;
  /** Where the next record starts in `text`. */
  at: number;
  line: number;
  /** Whether all text has come. */
  last: boolean;
  /** Whether a line too long is being passed over. */
  skipping: boolean;
  readonly delimiter: number;
}

/** What was read from one start: the cells, where they end without and with the newline, and how many newlines were inside quotes. */
interface Cells {
  cells: string[];
  rawEnd: number;
  end: number;
  newlines: number;
  flaw: Flaw | null;
}

/** Every record that is whole in the text at hand. */
function recordsOf(reader: Reader): readonly SourceRecord[] {
  const records: SourceRecord[] = [];
  while (reader.at < reader.text.length) {
    if (reader.skipping && !skipLine(reader)) break;
    const record = recordAt(reader);
    if (record === null) break;
    const blank = record.cells.length === 1 && record.raw === '';
    if (!blank) records.push(record);
  }
  return records;
}

function skipLine(reader: Reader): boolean {
  const end = lineEnd(reader, reader.at);
  reader.at = end === -1 ? reader.text.length : end;
  if (end === -1) return false;
  reader.skipping = false;
  reader.line += 1;
  return reader.at < reader.text.length;
}

/** The record at `at`, which moves behind it; null while its end has not come. */
function recordAt(reader: Reader): SourceRecord | null {
  const { text, at, line } = reader;
  const read = cellsAt(reader);
  const length = (read?.end ?? text.length) - at;
  if (length > RECORD_CHARACTERS_MAX) return tooLong(reader);
  if (read === null) return null;
  if (read.flaw !== null && read.newlines > 0) {
    const raw = text.slice(at, moveBehindLine(reader)).trimEnd();
    return { line, cells: [raw], raw, flaw: read.flaw };
  }
  reader.at = read.end;
  reader.line += 1 + read.newlines;
  return { line, cells: read.cells, raw: text.slice(at, read.rawEnd), flaw: read.flaw };
}

function tooLong(reader: Reader): SourceRecord {
  const { text, at, line } = reader;
  const end = moveBehindLine(reader);
  const raw = text.slice(at, Math.min(end, at + RECORD_CHARACTERS_MAX));
  const detail = `over ${RECORD_CHARACTERS_MAX} characters without an end; look for a quote that is never closed`;
  return { line, cells: [], raw, flaw: { reason: 'record-too-long', detail } };
}

/** Moves to the next physical line; where that has not come yet, what comes of this one is passed over. */
function moveBehindLine(reader: Reader): number {
  const end = lineEnd(reader, reader.at);
  reader.at = end === -1 ? reader.text.length : end;
  if (end === -1) reader.skipping = true;
  else reader.line += 1;
  return reader.at;
}

/** Where the line at `from` ends, behind its newline; -1 if that has not come. */
function lineEnd({ text, last }: Reader, from: number): number {
  LINE_END.lastIndex = from;
  const found = LINE_END.exec(text);
  if (found !== null && (found[0] !== '\r' || LINE_END.lastIndex < text.length))
    return LINE_END.lastIndex;
  return last ? text.length : -1;
}

const LINE_END = /\r\n|\n|\r/g;

/** Reads cells until the end of the record; null while that has not come. */
function cellsAt(reader: Reader): Cells | null {
  const { text, delimiter, last } = reader;
  const read: Cells = { cells: [], rawEnd: reader.at, end: reader.at, newlines: 0, flaw: null };
  let at = reader.at;
  for (;;) {
    const behind = text.charCodeAt(at) === QUOTE ? quotedCell(reader, at, read) : -2;
    if (behind === -1) return last ? unclosed(reader, read) : null;
    at = behind === -2 ? plainCell(reader, at, read) : behind;
    const code = text.charCodeAt(at);
    if (code === delimiter) {
      at += 1;
      continue;
    }
    if (Number.isNaN(code)) return last ? ended(read, at, at) : null;
    if (code === NEWLINE) return ended(read, at, at + 1);
    if (code !== RETURN) return textBehindQuote(reader, read, at);
    if (at + 1 === text.length && !last) return null;
    return ended(read, at, text.charCodeAt(at + 1) === NEWLINE ? at + 2 : at + 1);
  }
}

function ended(read: Cells, rawEnd: number, end: number): Cells {
  read.rawEnd = rawEnd;
  read.end = end;
  return read;
}

/** An unquoted cell: up to the next delimiter or line end, which it gives back. */
function plainCell({ text, delimiter }: Reader, start: number, read: Cells): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === NEWLINE || code === RETURN) break;
  }
  read.cells.push(text.slice(start, at));
  return at;
}

/** A quoted cell: where it ends, behind its closing quote; -1 if that is not in the text. */
function quotedCell({ text, last }: Reader, start: number, read: Cells): number {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || (quote + 1 === text.length && !last)) return -1;
    if (text.charCodeAt(quote + 1) !== QUOTE) {
      value += text.slice(from, quote);
      read.newlines += newlinesIn(value);
      read.cells.push(value);
      return quote + 1;
    }
    value += text.slice(from, quote + 1);
    from = quote + 2;
  }
}

function newlinesIn(value: string): number {
  let count = 0;
  for (let at = value.indexOf('\n'); at !== -1; at = value.indexOf('\n', at + 1)) count += 1;
  return count;
}

function unclosed(reader: Reader, read: Cells): Cells {
  const detail = `cell ${read.cells.length + 1} opens a quote that is never closed; close it, or double a quote that is part of the text`;
  read.flaw = { reason: 'bad-quotes', detail };
  read.newlines += newlinesIn(reader.text.slice(reader.at, reader.text.length - 1));
  return ended(read, reader.text.length, reader.text.length);
}

/** After a closing quote only a delimiter or a line end may stand; passes over the rest of that line. */
function textBehindQuote(reader: Reader, read: Cells, at: number): Cells | null {
  const end = lineEnd(reader, at);
  if (end === -1) return null;
  const behind = JSON.stringify(reader.text.slice(at, Math.min(end, at + 12)));
  const detail = `${behind} stands behind the closing quote of cell ${read.cells.length}; double a quote that is part of the text`;
  read.flaw = { reason: 'bad-quotes', detail };
  return ended(read, reader.text.slice(0, end).trimEnd().length, end);
}
