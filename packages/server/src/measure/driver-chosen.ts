import type { DriverPattern } from '../store/measure/driver-table.ts';
import type { DriverChoice } from './driver-choices.ts';

/** Which scores are held against the outcome, by their place among the choices, and how many rows have all of them. */
export interface Chosen {
  readonly columns: readonly number[];
  readonly rows: number;
}

/** Rows wanted for so many drivers of a ledger, where scores come from whoever cared to give them. */
export function rowsWanted(drivers: number): number {
  return Math.max(100, 20 * drivers);
}

/** Rows with the outcome and all of these scores. */
export function rowsWith(
  patterns: readonly DriverPattern[],
  columns: readonly number[],
  outcome: number,
): number {
  const wanted = [...columns, outcome].reduce((mask, column) => mask + 2 ** column, 0);
  return patterns.reduce(
    (sum, { mask, rows }) => ((mask & wanted) === wanted ? sum + rows : sum),
    0,
  );
}

/**
 * The scores that say most together. Nobody is made up: only rows that have every score count, so a score that few have
 * costs rows. One more driver is worth having unless it costs too many: of five instead of four, more than half of them.
 * Whether something was kept is worth three quarters of how it felt. Null: no score has rows enough.
 *
 * Shape: choices of the same id stand for the same driver, of which one is taken.
 */
export function chooseDrivers(
  choices: readonly DriverChoice[],
  patterns: readonly DriverPattern[],
  most: number,
): Chosen | null {
  const outcome = choices.length;
  const worth = (columns: readonly number[]): number => {
    const rows = rowsWith(patterns, columns, outcome);
    if (columns.length === 0 || rows < rowsWanted(columns.length)) return 0;
    return (
      columns.reduce((sum, at) => sum + (choices[at]?.column.kind === 'felt' ? 1 : 0.75), 0) *
      rows ** 0.25
    );
  };
  const known = choices.flatMap((_, at) =>
    rowsWith(patterns, [at], outcome) >= rowsWanted(1) ? [at] : [],
  );
  const byDriver = [...Map.groupBy(known, (at) => choices[at]?.id ?? '').values()];
  const columns =
    byDriver.length <= 6
      ? bestOf(byDriver, worth)
      : fewerAndFewer(mostKnown(byDriver, patterns, outcome, most), worth);
  const rows = rowsWith(patterns, columns, outcome);
  return columns.length === 0 || worth(columns) === 0 ? null : { columns, rows };
}

/** Goes through all of them: each driver by one of its scores, or left out. */
function bestOf(
  byDriver: readonly (readonly number[])[],
  worth: (columns: readonly number[]) => number,
): readonly number[] {
  let sets: readonly (readonly number[])[] = [[]];
  for (const scores of byDriver)
    sets = sets.flatMap((set) => [...scores.map((score) => [...set, score]), set]);
  let [best, value]: [readonly number[], number] = [[], 0];
  for (const set of sets) {
    const own = worth(set);
    if (own > value) [best, value] = [set, own];
  }
  return best;
}

function mostKnown(
  byDriver: readonly (readonly number[])[],
  patterns: readonly DriverPattern[],
  outcome: number,
  most: number,
): readonly number[] {
  const rows = new Map(
    byDriver.flat().map((at) => [at, rowsWith(patterns, [at], outcome)] as const),
  );
  return byDriver
    .flatMap((scores) => scores.slice(0, 1))
    .toSorted((a, b) => (rows.get(b) ?? 0) - (rows.get(a) ?? 0) || a - b)
    .slice(0, most)
    .toSorted((a, b) => a - b);
}

/** Too many to go through all: the score without which the others say most goes, as long as they then say more. */
function fewerAndFewer(
  columns: readonly number[],
  worth: (columns: readonly number[]) => number,
): readonly number[] {
  let [left, value] = [columns, worth(columns)];
  let [best, most] = [left, value];
  while (left.length > 1) {
    const fewer = left.map((at) => left.filter((each) => each !== at));
    const values = fewer.map((each) => worth(each));
    // Where none has rows enough yet, the score that the fewest have goes.
    value = Math.max(...values);
    left = fewer[values.indexOf(value)] ?? [];
    if (value > most) [best, most] = [left, value];
  }
  return best;
}
