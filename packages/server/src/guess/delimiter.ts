import { readCsv } from '../read/read-csv.ts';
import type { SourceRecord } from '../read/source-record.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What separates the cells of a text, and how consistently, 0..1. */
export interface DelimiterSeen {
  readonly delimiter: string;
  /** Cells of most records. */
  readonly width: number;
  /** The share of records with as many cells. */
  readonly share: number;
}

/**
 * The mark by which most records have equally many cells: not the header alone decides, as a decimal comma may stand in
 * every line. Of marks that do equally well the one that makes more cells.
 */
export async function delimiterSeen(text: string, isWhole: boolean): Promise<DelimiterSeen> {
  let best: DelimiterSeen & { readonly worth: number } = {
    delimiter: ',',
    width: 1,
    share: 0,
    worth: -1,
  };
  for (const delimiter of DELIMITERS) {
    const records = await recordsOf(text, delimiter);
    // The last record of a part may be cut off.
    const whole = isWhole || records.length < 3 ? records : records.slice(0, -1);
    const seen = consistency(delimiter, whole);
    const [first] = whole;
    const headed = first !== undefined && first.cells.length === seen.width;
    const worth =
      seen.width < 2 ? 0 : seen.share + (headed ? 0.15 : 0) + 0.02 * Math.log(seen.width);
    if (worth > best.worth) best = { ...seen, worth };
  }
  const { delimiter, width, share } = best;
  return { delimiter, width, share };
}

async function recordsOf(text: string, delimiter: string): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const batch of readCsv(once(text), delimiter)) records.push(...batch);
  return records;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function consistency(delimiter: string, records: readonly SourceRecord[]): DelimiterSeen {
  const width = usualWidth(records.map(({ cells }) => cells.length));
  const fitting = records.filter(({ cells, flaw }) => cells.length === width && flaw === null);
  return { delimiter, width, share: records.length === 0 ? 0 : fitting.length / records.length };
}

/** The number of cells that most records have. */
export function usualWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let [usual, most] = [0, 0];
  for (const [width, count] of counts) {
    if (count < most || (count === most && width < usual)) continue;
    [usual, most] = [width, count];
  }
  return usual;
}
