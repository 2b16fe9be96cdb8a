import { normalCdf, normalQuantile } from './normal.ts';
import { quantiles } from './quantile.ts';
import { studentQuantile } from './student.ts';

/** Draws of a bootstrap, and what an interval of them is to be. */
export interface Drawn {
  readonly draws: Float64Array;
  readonly level: number;
  /** Rows or clusters drawn, less what was fitted to them: with few of them the draws spread too little. */
  readonly free: number;
}

/**
 * An interval from bootstrap draws: their percentiles, a little further out where few units were drawn. Draws that could not
 * be reckoned (NaN) are left out; NaN where none could.
 *
 * Source: Hesterberg (2015), What teachers should know about the bootstrap, Am. Stat. 69(4): the expanded percentile interval.
 */
export function percentileInterval(drawn: Drawn): { readonly low: number; readonly high: number } {
  return shifted(drawn, 0);
}

/**
 * The same, moved by how far the middle of the draws lies off the value: for what draws find larger than it is, as R².
 *
 * Source: Efron (1987), Better bootstrap confidence intervals, J. Am. Stat. Assoc. 82: the bias-corrected percentile method.
 */
export function correctedInterval(
  value: number,
  drawn: Drawn,
): { readonly low: number; readonly high: number } {
  const known = drawn.draws.filter((each) => !Number.isNaN(each));
  if (known.length === 0) return { low: Number.NaN, high: Number.NaN };
  let below = 0;
  for (const each of known) below += each < value ? 1 : each === value ? 0.5 : 0;
  const least = 0.5 / known.length;
  return shifted(drawn, normalQuantile(Math.min(1 - least, Math.max(least, below / known.length))));
}

function shifted({ draws, level, free }: Drawn, shift: number): { low: number; high: number } {
  const known = draws.filter((each) => !Number.isNaN(each));
  if (known.length === 0) return { low: Number.NaN, high: Number.NaN };
  const units = Math.max(2, free);
  const reach = studentQuantile((1 + level) / 2, units) * Math.sqrt((units + 1) / units);
  const ends = [normalCdf(2 * shift - reach), normalCdf(2 * shift + reach)];
  const [low = Number.NaN, high = Number.NaN] = quantiles(known, ends);
  return { low, high };
}
