// Arithmetic of the made-up report.

import type { Estimate, Grade } from '@bothways/core';
import type { ReportSums } from '@bothways/core/contract';
import type { ReportJourney, ReportTouchpoint } from './report-data.ts';

export function touchpointsIn(journeys: readonly ReportJourney[]): readonly ReportTouchpoint[] {
  return journeys
    .flatMap((journey) => journey.phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints);
}

export function estimate(
  median: number,
  low: number,
  high: number,
  grade: Grade = 'A',
  n = 48_112,
): Estimate {
  return { kind: 'estimate', median, low, high, level: 0.9, n, method: 'shared draws', grade };
}

/** Ranges add in squares: good enough for made-up data. Abstained: no part can be said. */
export function sum(parts: readonly Estimate[]): Estimate {
  const known = parts.filter((part) => part.kind === 'estimate');
  const first = known[0];
  if (first === undefined)
    return parts.length === 0
      ? estimate(0, 0, 0)
      : { kind: 'abstained', reason: 'no kind of this side is valued' };
  const total = known.reduce((all, { median }) => all + median, 0);
  const below = Math.hypot(...known.map(({ median, low }) => median - low));
  const above = Math.hypot(...known.map(({ median, high }) => high - median));
  return { ...first, median: total, low: total - below, high: total + above };
}

export function minus(a: Estimate, b: Estimate): Estimate {
  if (b.kind === 'abstained') return a;
  const less = { ...b, median: -b.median, low: -b.high, high: -b.low };
  return sum([a, less]);
}

/** No sums over touchpoints: the report shows none. */
export const noSums: ReportSums = {
  ...{ measured: null, believed: null, felt: null, encounters: null, elsewhere: 0 },
};
