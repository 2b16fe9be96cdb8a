/** How money becomes length: linear from zero up to `cap`. What is larger is drawn up to the cap and visibly torn. */
export interface MoneyScale {
  readonly cap: number;
  /** Whether anything is larger than the cap. */
  readonly isTorn: boolean;
  /** Round values for grid lines, from 0 on, in `cap`. */
  readonly ticks: readonly number[];
}

/** Below this part of the largest, a bar cannot be read; the scale is torn where half of them are that small. */
const readable = 0.05;
/** The least gap, as a ratio, at which a tear is made. */
const gapMin = 1.5;

/**
 * A scale for these sizes. Where at least half of them would be too short to read, the cap follows the rest behind the
 * widest gap among the largest third; the torn ones carry their number, and are shown to scale elsewhere.
 *
 * Shape: sizes and the upper ends of their ranges, any order; what is not positive does not count. Units: money.
 */
export function moneyScale(sizes: readonly number[], highs: readonly number[] = []): MoneyScale {
  const sorted = sizes.filter((size) => size > 0).sort((a, b) => b - a);
  const largest = sorted[0] ?? 0;
  const kept = sorted[tornCount(sorted)] ?? largest;
  const isTorn = kept < largest;
  const limit = isTorn ? kept * 1.5 : largest * 1.3;
  const room = isTorn ? limit : Math.max(largest, ...highs.map((high) => Math.min(high, limit)));
  const step = niceStep(room / 3);
  const cap = room > 0 ? Math.ceil(room / step - 1e-9) * step : 1;
  const ticks: number[] = [];
  for (let index = 0; index * step <= cap * 1.0001; index += 1) ticks.push(index * step);
  return { cap, isTorn, ticks };
}

/** How many of the sorted sizes are torn. */
function tornCount(sorted: readonly number[]): number {
  const [largest = 0, middle = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  if (middle >= largest * readable) return 0;
  let torn = 0;
  let gap = gapMin;
  for (let index = 1; index <= Math.floor(sorted.length / 3); index += 1) {
    const ratio = (sorted[index - 1] ?? 0) / (sorted[index] ?? Number.POSITIVE_INFINITY);
    if (ratio >= gap) [torn, gap] = [index, ratio];
  }
  return torn;
}

/** The next of 1, 2, 5, 10 ... at or above a size. */
function niceStep(size: number): number {
  if (!(size > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const digit = [1, 2, 5, 10].find((each) => each * power >= size * 0.999) ?? 10;
  return digit * power;
}
