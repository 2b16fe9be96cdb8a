import { timeFormatsLike } from './time-formats.ts';

/** A row of a grid that is not read yet: its line, and its cells. */
export interface GridRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Which line holds the column names. */
export interface HeaderSeen {
  /** From 1; 0: none. */
  readonly header: number;
  readonly why: string | null;
}

const ROWS_LOOKED_AT = 200;

/**
 * Which line holds the column names: the first that is as wide as most rows are, if it does not look like the rows below it.
 * What stands above it is a preamble.
 *
 * Shape: the first rows of a file, at least one; `width` cells have most of them.
 */
export function headerSeen(rows: readonly GridRow[], width: number): HeaderSeen {
  const start = rows.findIndex(({ cells }) => filledCount(cells) > 0 && reaches(cells, width));
  const first = rows[Math.max(0, start)];
  if (first === undefined) return { header: 1, why: null };
  const below = rows.slice(Math.max(0, start) + 1, ROWS_LOOKED_AT);
  if (!looksLikeNames(first.cells, below))
    return { header: 0, why: 'the first line looks like the lines below it, so it holds no names' };
  if (start <= 0) return { header: first.line, why: null };
  return {
    header: first.line,
    why: `the ${start} ${start === 1 ? 'line' : 'lines'} before it are not as wide`,
  };
}

/** A row of a sheet may lack cells at its end; one of a preamble has few at all. */
function reaches(cells: readonly string[], width: number): boolean {
  return width < 3 ? cells.length >= width : filledCount(cells) >= Math.max(2, 0.6 * width);
}

function filledCount(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Names are texts over columns of numbers or times, or at least do not come again below. */
function looksLikeNames(cells: readonly string[], below: readonly GridRow[]): boolean {
  let [names, values] = [0, 0];
  for (const [index, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    const column = below.flatMap((row) => row.cells[index]?.trim() || []);
    if (column.length === 0) continue;
    const typed = column.filter(isValue).length >= 0.8 * column.length;
    if (typed && isValue(cell)) values += 1;
    else if (typed) names += 1;
    else if (column.length >= 5 && column.filter((value) => value === cell.trim()).length > 1)
      values += 1;
  }
  const distinct = new Set(cells.map((cell) => cell.trim()));
  if (names === 0 && values === 0) return distinct.size > cells.length / 2 && !cells.some(isValue);
  return names >= values;
}

/** A number or a time: what is hardly ever a name. */
function isValue(cell: string): boolean {
  const text = cell.trim();
  return (
    /^[+-]?[\d.,' ]*\d[\d.,' ]*([eE][+-]?\d+)?$/.test(text) ||
    timeFormatsLike(text).length > 0 ||
    /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text) ||
    /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text)
  );
}
