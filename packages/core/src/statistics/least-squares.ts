import { cholesky, inverseOf, solved } from './matrix.ts';
import type { Moments } from './moments.ts';

/** A linear regression: what one column is expected to be, given others. */
export interface LeastSquares {
  readonly intercept: number;
  readonly slopes: Float64Array;
  /** Standard errors, of the intercept first; NaN where there are no more rows than coefficients. */
  readonly errors: Float64Array;
  readonly r2: number;
  readonly r2Adjusted: number;
}

/**
 * Least squares by means and covariances; null where the predictors are not independent or the outcome does not vary.
 * `count` is the number of rows, by which errors are judged.
 */
export function leastSquares(
  moments: Moments,
  outcome: number,
  predictors: readonly number[],
  count: number,
): LeastSquares | null {
  const { width, means, covariance } = moments;
  const size = predictors.length;
  const at = (i: number, j: number): number => covariance[i * width + j] ?? 0;
  const inner = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const [i, a] of predictors.entries()) {
    for (const [j, b] of predictors.entries()) inner[i * size + j] = at(a, b);
    right[i] = at(a, outcome);
  }
  const lower = cholesky(inner, size);
  const spread = at(outcome, outcome);
  if (lower === null || !(spread > 0)) return null;
  const slopes = solved(lower, size, right);
  let [explained, intercept] = [0, means[outcome] ?? 0];
  for (const [i, a] of predictors.entries()) {
    explained += (slopes[i] ?? 0) * (right[i] ?? 0);
    intercept -= (slopes[i] ?? 0) * (means[a] ?? 0);
  }
  const free = count - size - 1;
  const unexplained = Math.max(0, spread - explained);
  const noise = free > 0 ? (unexplained * count) / free : Number.NaN;
  const inverse = inverseOf(lower, size);
  const errors = new Float64Array(size + 1);
  let ofIntercept = 1;
  for (const [i, a] of predictors.entries()) {
    errors[i + 1] = Math.sqrt((noise * (inverse[i * size + i] ?? 0)) / count);
    for (const [j, b] of predictors.entries())
      ofIntercept += (means[a] ?? 0) * (inverse[i * size + j] ?? 0) * (means[b] ?? 0);
  }
  errors[0] = Math.sqrt((noise * ofIntercept) / count);
  const r2 = explained / spread;
  return {
    intercept,
    slopes,
    errors,
    r2,
    r2Adjusted: free > 0 ? 1 - ((1 - r2) * (count - 1)) / free : Number.NaN,
  };
}
