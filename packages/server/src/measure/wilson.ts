import { type Estimate, type Grade, wilsonRange, Z_HIGH } from '@bothways/core';

/**
 * A share that was counted, with its range: never below 0 or above 1, and never without width.
 *
 * Shape: `n` at least 1; the level is 0.9.
 */
export function wilson(met: number, n: number, grade: Grade): Estimate {
  const part = met / n;
  return {
    kind: 'estimate',
    median: part,
    ...wilsonRange(part, n, Z_HIGH),
    level: 0.9,
    n,
    method: 'share of encounters, Wilson interval',
    grade,
  };
}
