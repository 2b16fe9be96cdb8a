import type { Estimate } from '@bothways/core';
import { wilson } from './wilson.ts';

/** A share of journeys with its range; of none nothing can be said. */
export function shareOfJourneys(met: number, n: number): Estimate {
  if (n === 0) return { kind: 'abstained', reason: 'there are no journeys to count' };
  const share = wilson(met, n, 'A');
  return share.kind === 'abstained'
    ? share
    : { ...share, method: 'share of journeys, Wilson interval' };
}
