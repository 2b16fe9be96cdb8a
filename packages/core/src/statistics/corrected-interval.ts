import { normalCdf, normalQuantile } from './normal.ts';
import { quantiles } from './quantile.ts';

/**
 * An interval from bootstrap draws: their percentiles, moved by how far the middle of the draws lies off the value itself.
 * Draws that could not be reckoned (NaN) are left out.
 *
 * Source: Efron (1987), Better bootstrap confidence intervals, J. Am. Stat. Assoc. 82: the bias-corrected percentile method.
 */
export function correctedInterval(
  value: number,
  draws: Float64Array,
  level: number,
): { readonly low: number; readonly high: number } {
  const known = draws.filter((each) => !Number.isNaN(each));
  if (known.length === 0) return { low: Number.NaN, high: Number.NaN };
  let below = 0;
  for (const each of known) below += each < value ? 1 : each === value ? 0.5 : 0;
  const share = Math.min(1 - 1 / known.length, Math.max(1 / known.length, below / known.length));
  const shift = 2 * normalQuantile(share);
  const reach = normalQuantile((1 + level) / 2);
  const [low = value, high = value] = quantiles(known, [
    normalCdf(shift - reach),
    normalCdf(shift + reach),
  ]);
  return { low, high };
}
