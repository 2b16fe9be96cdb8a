import type { Estimate } from '../ledger/estimate.ts';

/** Parts of a whole that differ by less than this part of the largest are alike: what lies between them is rounding. */
const ALIKE = 1e-9;

/**
 * Adds to each driver's counts at which rank one draw has it. Drivers that are alike share their ranks: of two the same
 * column neither is first by where it stands.
 *
 * Shape: `ranks[driver][rank]`, one row a driver as in `values`; each driver gets 1 in all.
 */
export function countRanks(ranks: readonly Float64Array[], values: Float64Array): void {
  const order = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const width = ALIKE * values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  for (let from = 0; from < order.length; ) {
    let until = from + 1;
    while (until < order.length && apart(values, order, until) <= width) until += 1;
    for (let at = from; at < until; at += 1)
      for (let rank = from; rank < until; rank += 1) {
        const mine = ranks[order[at] ?? 0];
        if (mine !== undefined) mine[rank] = (mine[rank] ?? 0) + 1 / (until - from);
      }
    from = until;
  }
}

/** How far a driver lies below the one before it. */
function apart(values: Float64Array, order: readonly number[], at: number): number {
  return (values[order[at - 1] ?? 0] ?? 0) - (values[order[at] ?? 0] ?? 0);
}

/** What is a part of a whole is none below 0 and none above 1, whatever draws and rounding make of it. */
export function withinWhole(estimate: Estimate): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { median, low, high } = estimate;
  return { ...estimate, median: part(median), low: part(low), high: part(high) };
}

function part(value: number): number {
  return Math.min(1, Math.max(0, value));
}
