/** A row of a sheet as text cells. `line` is its row number as a spreadsheet shows it, from 1. */
export interface GridRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A cell that says something, and where it stands, from 1. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The cells of one line of a grid that say something, by their position in it. */
export type Line = ReadonlyMap<number, Cell>;

/** The lines that say something, cells cleaned. */
export function linesOf(rows: readonly GridRow[]): readonly Line[] {
  const lines = rows.map(({ line, cells }) => {
    const said = cells.flatMap((written, index): [number, Cell][] => {
      const text = cleaned(written);
      return text === '' ? [] : [[index + 1, { row: line, column: index + 1, text }]];
    });
    return new Map(said);
  });
  return lines.filter(({ size }) => size > 0);
}

/** The same cells with columns as lines; each keeps its own row and column. */
export function turned(lines: readonly Line[]): readonly Line[] {
  const columns = new Map<number, Map<number, Cell>>();
  for (const [index, line] of lines.entries())
    for (const [position, cell] of line) {
      const column = columns.get(position) ?? new Map<number, Cell>();
      columns.set(position, column.set(index + 1, cell));
    }
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
}

/** Where the widest line ends. */
export function widthOf(lines: readonly Line[]): number {
  return lines.reduce((width, line) => Math.max(width, ...line.keys()), 0);
}

/** Text as people mean it: one sort of line break, no characters that are none, nothing around it. */
function cleaned(written: string): string {
  return written
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\uFEFF]/gu, '')
    .trim();
}

/** A text on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
