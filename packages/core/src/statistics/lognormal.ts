import { assert } from '../model/assert.ts';
import { Z_HIGH } from './normal.ts';

/** A number with doubt: its middle, and the 5th and 95th percentile somebody gave. Equal to the median: a point. */
export interface DoubtRange {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The spread of a lognormal whose 5th and 95th percentile are low and high; 0 for a point.
 *
 * Errors: asserts on a range that is upside down or reaches zero.
 * Source: methods.md 1.3: sigma = ln(high / low) / (2 * 1.6448536).
 */
export function sigmaOfRange({
  low,
  high,
}: {
  readonly low: number;
  readonly high: number;
}): number {
  if (low === high) return 0;
  assert(low > 0 && high > low, `sigmaOfRange(${low}, ${high}) wants 0 < low <= high`);
  return Math.log(high / low) / (2 * Z_HIGH);
}

/** The 5th and 95th percentile that the fitted lognormal really has: symmetric about the median in ratio. */
export function fittedRange(range: DoubtRange): DoubtRange {
  const reach = Math.exp(Z_HIGH * sigmaOfRange(range));
  return { median: range.median, low: range.median / reach, high: range.median * reach };
}
