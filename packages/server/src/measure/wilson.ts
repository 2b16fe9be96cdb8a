import type { Estimate, Grade } from '@bothways/core';

/** The 95th percentile of the normal distribution: nine times in ten lies between it and its opposite. */
export const Z90 = 1.6448536269514722;

/**
 * A share that was counted, with its range: never below 0 or above 1, and never without width.
 *
 * Shape: `n` at least 1; the level is 0.9.
 * Source: Wilson (1927), Probable inference, J. Am. Stat. Assoc. 22: (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n).
 */
export function wilson(met: number, n: number, grade: Grade): Estimate {
  const [part, z2] = [met / n, Z90 ** 2];
  const middle = part + z2 / (2 * n);
  const half = Z90 * Math.sqrt((part * (1 - part)) / n + z2 / (4 * n * n));
  return {
    kind: 'estimate',
    median: part,
    low: Math.max(0, (middle - half) / (1 + z2 / n)),
    high: Math.min(1, (middle + half) / (1 + z2 / n)),
    level: 0.9,
    n,
    method: 'share of encounters, Wilson interval',
    grade,
  };
}
