import type { GridRow } from '@bothways/core';

/**
 * The rows of text whose cells stand between tabs. A spreadsheet puts quotes on the clipboard only round a cell with line
 * breaks; other programs put them round every cell. So quotes that nothing calls for are text, unless most cells have them.
 *
 * Shape: `line` is the row from 1, blank ones counted.
 */
export function pastedRows(text: string): readonly GridRow[] {
  const rows = readsOf(text);
  const said = rows.flat().filter(({ raw }) => raw !== '');
  const isQuoting = said.filter(({ isIdle }) => isIdle).length * 2 > said.length;
  return rows.map((reads, index) => {
    const cells = reads.map(({ cell, raw, isIdle }) => (isIdle && !isQuoting ? raw : cell));
    return { line: index + 1, cells };
  });
}

interface Read {
  readonly cell: string;
  /** As it stands in the text. */
  readonly raw: string;
  /** Whether it has quotes round it that nothing in it calls for. */
  readonly isIdle: boolean;
  /** Where the tab or line break behind it stands, or the text ends. */
  readonly end: number;
}

function readsOf(text: string): readonly (readonly Read[])[] {
  const rows: (readonly Read[])[] = [];
  let row: Read[] = [];
  for (let at = 0; at < text.length; ) {
    const read = quotedCell(text, at) ?? plainCell(text, at);
    row.push(read);
    at = read.end + 1;
    if (text[read.end] === '\t' && at < text.length) continue;
    rows.push(row);
    row = [];
    if (text[read.end] === '\r' && text[at] === '\n') at += 1;
  }
  return rows;
}

function plainCell(text: string, start: number): Read {
  BREAK.lastIndex = start;
  const end = BREAK.exec(text)?.index ?? text.length;
  const cell = text.slice(start, end);
  return { cell, raw: cell, isIdle: false, end };
}

const BREAK = /[\t\r\n]/g;

/** A cell in quotes that are closed at its end; null for any other. */
function quotedCell(text: string, start: number): Read | null {
  if (text[start] !== '"') return null;
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  const end = at + 1;
  if (at === -1 || (end < text.length && !/[\t\r\n]/.test(text[end] ?? ''))) return null;
  const inside = text.slice(start + 1, at);
  const cell = inside.replaceAll('""', '"');
  return { cell, raw: text.slice(start, end), isIdle: !/["\t\r\n]/.test(inside), end };
}
