import { assert } from '../model/assert.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { quantiles } from './quantile.ts';

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

/**
 * The value below which Student's t falls with probability p.
 *
 * Units: degrees of freedom from 2 up; to 0.5 % of itself between the 1st and 99th percentile, better with more of them.
 * Source: Hill (1970), Algorithm 396: Student's t-quantiles, Commun. ACM 13(10).
 */
export function studentQuantile(p: number, free: number): number {
  assert(
    p > 0 && p < 1 && free >= 2,
    `studentQuantile(${p}, ${free}) wants 0 < p < 1 and free >= 2`,
  );
  const tails = 2 * Math.min(p, 1 - p);
  const sign = p < 0.5 ? -1 : 1;
  if (free === 2) return sign * Math.sqrt(2 / (tails * (2 - tails)) - 2);
  const a = 1 / (free - 0.5);
  const b = 48 / (a * a);
  let c = ((20700 * a) / b - 98) * a - 16;
  c = c * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * free;
  let y = (d * tails) ** (2 / free);
  if (y <= a + 0.05) {
    y =
      ((1 / (((free + 6) / (free * y) - 0.089 * d - 0.822) * (free + 2) * 3) + 0.5 / (free + 4)) *
        y -
        1) *
        ((free + 1) / (free + 2)) +
      1 / y;
    return sign * Math.sqrt(free * y);
  }
  const x = normalQuantile(tails / 2);
  y = x * x;
  if (free < 5) c += 0.3 * (free - 4.5) * (x + 0.6);
  c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
  y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
  return sign * Math.sqrt(free * Math.expm1(a * y * y));
}
