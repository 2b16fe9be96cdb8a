import type { SentFile } from './uploads.ts';

/** What the first records of a file hold in one column. */
export interface ColumnSeen {
  readonly name: string;
  readonly holds: 'number' | 'time' | 'text';
  /** Part of the records, 0..1. */
  readonly filled: number;
  readonly distinct: number;
  readonly examples: readonly string[];
  /** Of numbers; null where it holds none. */
  readonly range: { readonly least: number; readonly most: number } | null;
}

const COLUMNS_MAX = 400;
const EXAMPLES_MAX = 4;
/** So much of a column may be something else and it is still told as what the rest is. */
const ODD_MAX = 0.05;
const NUMBER = /^[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:e[-+]?\d+)?$/i;
const TIME = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?:[T ]|$)/;

/**
 * The columns of a file as its first records show them.
 *
 * Errors: `ImportRefused` where the file cannot be read or holds no records.
 */
export async function columnsSeen(
  file: SentFile,
): Promise<{ format: string; records: number; columns: readonly ColumnSeen[] }> {
  const { head } = await file.head();
  const columns = head.columns.slice(0, COLUMNS_MAX).map((name, index) =>
    columnSeen(
      name,
      head.rows.map((cells) => cells[index] ?? ''),
    ),
  );
  return { format: head.format, records: head.rows.length, columns };
}

function columnSeen(name: string, cells: readonly string[]): ColumnSeen {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const values = new Set(filled);
  const part = (pattern: RegExp): number =>
    filled.filter((cell) => pattern.test(cell)).length / Math.max(1, filled.length);
  const holds =
    filled.length > 0 && part(NUMBER) >= 1 - ODD_MAX
      ? 'number'
      : filled.length > 0 && part(TIME) >= 1 - ODD_MAX
        ? 'time'
        : 'text';
  return {
    ...{ name, holds, filled: filled.length / Math.max(1, cells.length), distinct: values.size },
    examples: [...values].slice(0, EXAMPLES_MAX).map((each) => each.slice(0, 60)),
    range: holds === 'number' ? rangeOf(filled) : null,
  };
}

function rangeOf(cells: readonly string[]): ColumnSeen['range'] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const cell of cells) {
    const value = Number(cell.replace(',', '.'));
    if (Number.isNaN(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least > most ? null : { least, most };
}
