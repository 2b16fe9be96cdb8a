/** How money becomes length: linear from zero up to `cap`. What is larger is drawn up to the cap and visibly torn. */
export interface MoneyScale {
  readonly cap: number;
  /** Whether anything is larger than the cap. */
  readonly isTorn: boolean;
  /** Round values for grid lines, from 0 on, in `cap`. */
  readonly ticks: readonly number[];
}

/** From how many times the next one on a value dwarfs all that follow. */
const dwarfing = 4;

/**
 * A scale for these sizes. Where a few of them (at most a quarter) dwarf all the rest, the cap follows the rest, so that
 * the rest can be read at all; the torn ones carry their number, and are shown to scale elsewhere.
 *
 * Shape: sizes and the upper ends of their ranges, not negative, any order. Units: money.
 */
export function moneyScale(sizes: readonly number[], highs: readonly number[] = []): MoneyScale {
  const sorted = sizes.filter((size) => size > 0).sort((a, b) => b - a);
  const largest = sorted[0] ?? 0;
  const kept = sorted[tornCount(sorted)] ?? largest;
  const isTorn = kept < largest;
  const room = isTorn
    ? kept * 1.6
    : Math.max(largest, ...highs.filter((high) => high <= largest * 1.5));
  const step = niceStep(room / 3);
  const cap = isTorn ? Math.ceil(room / step) * step : room > 0 ? room : 1;
  const ticks: number[] = [];
  for (let index = 0; index * step <= cap * 1.0001; index += 1) ticks.push(index * step);
  return { cap, isTorn, ticks };
}

/** How many of the sorted sizes are torn: up to the last great gap within the first quarter. */
function tornCount(sorted: readonly number[]): number {
  let torn = 0;
  for (let index = 1; index <= Math.floor(sorted.length / 4); index += 1)
    if ((sorted[index - 1] ?? 0) >= dwarfing * (sorted[index] ?? Number.POSITIVE_INFINITY))
      torn = index;
  return torn;
}

/** The next of 1, 2, 5, 10 ... at or above a size. */
function niceStep(size: number): number {
  if (!(size > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const digit = [1, 2, 5, 10].find((each) => each * power >= size * 0.999) ?? 10;
  return digit * power;
}
