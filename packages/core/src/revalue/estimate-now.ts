import type { Estimate } from '../ledger/estimate.ts';
import { Z_HIGH } from '../statistics/normal.ts';
import type { Figure } from './sums.ts';

/** An estimate moved along: its middle by what the sum moves, its reach by the ratio of the spreads. */
export function estimateNow(
  estimate: Estimate,
  was: Figure | undefined,
  is: Figure | undefined,
): Estimate {
  if (estimate.kind === 'abstained' || was === undefined || is === undefined) return estimate;
  if (was === is || (was.sum === is.sum && was.sd === is.sd)) return estimate;
  const median = estimate.median + (is.sum - was.sum);
  if (was.sd === 0 && estimate.low === estimate.high) {
    const reach = Z_HIGH * is.sd;
    return { ...estimate, median, low: median - reach, high: median + reach };
  }
  const scale = was.sd > 0 ? is.sd / was.sd : 1;
  return {
    ...estimate,
    median,
    low: median - (estimate.median - estimate.low) * scale,
    high: median + (estimate.high - estimate.median) * scale,
  };
}
