/** Equal bars from a first edge on. */
export interface Bars {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

const BARS_WANTED = 18;

/**
 * Bars for a distribution: a step of 1, 2 or 5 times a power of ten that makes about eighteen of them, from just below
 * the lowest half in a hundred to just above the highest. What lies beyond is counted in the outermost.
 *
 * Shape: at least one; a figure that never differs has one.
 */
export function barsOf({
  least,
  most,
  low,
  high,
  isTime = false,
}: {
  readonly least: number;
  readonly most: number;
  /** Where the lowest and the highest half in a hundred begin. */
  readonly low: number;
  readonly high: number;
  /** In seconds: edges are round minutes and hours. */
  readonly isTime?: boolean;
}): Bars {
  // A long tail is not let out of the picture where it is most of the spread, such as a third of zeros.
  const [from, to] = low < high ? [low, high] : [least, most];
  // Closer than numbers can tell edges apart.
  const isOne = !(to - from > Math.max(1e-300, 1e-9 * Math.max(Math.abs(from), Math.abs(to))));
  if (isOne) return { from, step: Math.max(1, niceStep(Math.abs(from) / 10)), count: 1 };
  const wanted = (to - from) / BARS_WANTED;
  const step = (isTime ? timeStep(wanted) : null) ?? niceStep(wanted);
  const first = Math.floor(from / step + 1e-9) * step;
  return { from: first, step, count: Math.floor((to - first) / step + 1e-9) + 1 };
}

/** Null: days and more, or less than a second. */
function timeStep(least: number): number | null {
  if (least < 1) return null;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 86_400];
  return steps.find((each) => each >= least * (1 - 1e-9)) ?? null;
}

/** The next of 1, 2, 5, 10 ... above a number, so that edges are round. */
function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return step * power;
}
