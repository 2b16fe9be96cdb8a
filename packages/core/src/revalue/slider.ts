/** The values that a slider goes through: multiples of `step` away from the median, in the unit that screens show. */
export interface Grid {
  readonly median: number;
  readonly step: number;
  readonly low: number;
  readonly high: number;
}

/** How far a slider goes: from a quarter of the median to four times it. */
export const REACH = 4;
/** About so many steps lie between nothing and the median. */
const STEPS = 40;

/**
 * The grid of a slider about a median above zero.
 *
 * Units: any, the same in and out.
 */
export function gridOf(median: number): Grid {
  return { median, step: roundStep(median / STEPS), low: median / REACH, high: median * REACH };
}

/** The next below of 1, 2 or 5 times a power of ten. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const digit = size / power;
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

/** The nearest value on the grid; its ends are on it. */
export function snap({ median, step, low, high }: Grid, value: number): number {
  if (value >= high * (1 - CLOSE)) return high;
  if (value <= low * (1 + CLOSE)) return low;
  const steps = Math.round((value - median) / step);
  if (steps === 0) return median;
  return Math.min(high, Math.max(low, clean(median + steps * step)));
}

/** Values as close as rounding are the same. */
const CLOSE = 1e-9;

/** So many steps on from a value. */
export function stepped(grid: Grid, value: number, steps: number): number {
  return snap(grid, value + steps * grid.step);
}

/** Where a value stands, from -1 at a quarter over 0 at the median to +1 at four times it: equal ratios are equally long. */
export function placeOn({ median }: Grid, value: number): number {
  return Math.log(value / median) / Math.log(REACH);
}

/** The value at a place, on the grid. */
export function valueAt(grid: Grid, place: number): number {
  return snap(grid, grid.median * REACH ** place);
}

/** 0.30000000000000004 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}
