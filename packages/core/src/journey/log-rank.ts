import { chiSquareTail } from '../statistics/chi-square.ts';
import { cholesky, solved } from '../statistics/matrix.ts';
import { momentsOf, type Stay } from './survival.ts';

/** Whether groups end at the same pace: how many ended, how many would have, and the chance of a difference as large. */
export interface LogRank {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly chiSquare: number;
  readonly freedom: number;
  readonly probability: number;
}

/**
 * The log-rank test between groups of stays, of any exit. Stays may have been seen late.
 *
 * Shape: null where fewer than two groups ever had anything to lose.
 * Source: Mantel (1966), Cancer Chemother. Rep. 50; Peto & Peto (1972), J. R. Stat. Soc. A 135.
 */
export function logRank(groups: readonly (readonly Stay[])[]): LogRank | null {
  const there = groups.filter((stays) => stays.length > 0);
  const size = there.length;
  const moments = there.map(momentsAndRisk);
  const observed = new Float64Array(size);
  const expected = new Float64Array(size);
  const variance = new Float64Array(size * size);
  for (const { at, atRisk, ended } of momentsOf(there.flat())) {
    const risks = moments.map((group) => group.riskAt(at));
    for (let one = 0; one < size; one += 1) {
      const share = (risks[one] ?? 0) / atRisk;
      observed[one] = (observed[one] ?? 0) + (moments[one]?.endedAt(at) ?? 0);
      expected[one] = (expected[one] ?? 0) + ended * share;
      if (atRisk <= 1) continue;
      const scale = (ended * (atRisk - ended)) / (atRisk - 1);
      for (let other = 0; other < size; other += 1) {
        const cell = share * ((one === other ? 1 : 0) - (risks[other] ?? 0) / atRisk);
        variance[one * size + other] = (variance[one * size + other] ?? 0) + scale * cell;
      }
    }
  }
  return testOf(observed, expected, variance);
}

function momentsAndRisk(stays: readonly Stay[]): {
  riskAt(at: number): number;
  endedAt(at: number): number;
} {
  const ended = new Map<number, number>();
  for (const { until, exit, weight = 1, entry = 0 } of stays)
    if (exit > 0 && (entry < until || until === 0))
      ended.set(until, (ended.get(until) ?? 0) + weight);
  const entries = sums(stays.map(({ entry = 0, weight = 1 }) => [entry, weight]));
  const leavings = sums(stays.map(({ until, weight = 1 }) => [until, weight]));
  return {
    riskAt: (at) => (at === 0 ? entries(1e-300) : entries(at)) - leavings(at),
    endedAt: (at) => ended.get(at) ?? 0,
  };
}

/** The weight of all that stands before a moment. */
function sums(rows: readonly (readonly [number, number])[]): (before: number) => number {
  const ordered = [...rows].sort(([a], [b]) => a - b);
  let sum = 0;
  const total = ordered.map(([, weight]) => {
    sum += weight;
    return sum;
  });
  return (before) => {
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ordered[middle]?.[0] ?? 0) < before) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : (total[low - 1] ?? 0);
  };
}

function testOf(
  observed: Float64Array,
  expected: Float64Array,
  variance: Float64Array,
): LogRank | null {
  const size = observed.length;
  const used = [...observed.keys()].filter((each) => (variance[each * size + each] ?? 0) > 1e-12);
  const kept = used.slice(0, -1);
  if (kept.length === 0) return null;
  const matrix = Float64Array.from(
    kept.flatMap((one) => kept.map((other) => variance[one * size + other] ?? 0)),
  );
  const parts = Float64Array.from(kept, (each) => (observed[each] ?? 0) - (expected[each] ?? 0));
  const lower = cholesky(matrix, kept.length);
  if (lower === null) return null;
  const weighted = solved(lower, kept.length, parts);
  const chiSquare = parts.reduce((sum, part, at) => sum + part * (weighted[at] ?? 0), 0);
  return {
    observed: [...observed],
    expected: [...expected],
    chiSquare,
    freedom: kept.length,
    probability: chiSquareTail(chiSquare, kept.length),
  };
}
