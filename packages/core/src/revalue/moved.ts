import type { Valuation, Worth } from '../model/model.ts';
import type { Factors } from './revalue.ts';

/** The valuations as moved: medians with their ranges, in proportion. */
export function movedValuations(
  valuations: readonly Valuation[],
  factors: Factors,
): readonly Valuation[] {
  return valuations.map((valuation, at) => ({
    ...valuation,
    worth: moved(valuation.worth, factors.get(`${at}.worth`)),
    cost: moved(valuation.cost, factors.get(`${at}.cost`)),
  }));
}

function moved(worth: Worth | null, factor = 1): Worth | null {
  if (worth === null || factor === 1) return worth;
  const { median, low, high } = worth;
  return { ...worth, median: median * factor, low: low * factor, high: high * factor };
}
