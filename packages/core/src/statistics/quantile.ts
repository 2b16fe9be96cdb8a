import { assert } from '../model/assert.ts';

/**
 * Quantiles of a sample, by linear interpolation between its ordered values.
 *
 * Shape: at least one number, none of them NaN; the sample is left as it is.
 * Errors: asserts on an empty sample or a probability outside 0..1.
 * Source: Hyndman & Fan (1996), Sample quantiles in statistical packages, Am. Stat. 50(4), type 7.
 */
export function quantiles(
  sample: Float64Array | readonly number[],
  probabilities: readonly number[],
): readonly number[] {
  assert(sample.length > 0, 'quantiles wants at least one number');
  const ordered = Float64Array.from(sample).sort();
  return probabilities.map((p) => {
    assert(p >= 0 && p <= 1, `quantiles wants probabilities in 0..1, not ${p}`);
    const place = p * (ordered.length - 1);
    const below = ordered[Math.floor(place)] ?? Number.NaN;
    const above = ordered[Math.ceil(place)] ?? Number.NaN;
    return below + (place - Math.floor(place)) * (above - below);
  });
}
