import type { Estimate } from '../ledger/estimate.ts';
import { cholesky, inverseCholesky, solveCholesky } from '../statistics/cholesky.ts';
import { fisherTail, studentCdf } from '../statistics/student.ts';
import { estimateAbout } from './spread.ts';

/** A plain regression: weights with their covariance. */
export interface LeastSquares {
  readonly n: number;
  readonly freedom: number;
  readonly weights: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly r2: number;
  readonly misfit: number;
}

/**
 * Ordinary least squares with a constant, which is the first weight.
 *
 * Shape: rows of regressors without the constant, one answer a row; NaN anywhere leaves the row out.
 * Errors: null where there are too few rows or two regressors say the same.
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  answers: readonly number[],
): LeastSquares | null {
  const wide = (rows[0]?.length ?? 0) + 1;
  const inner = Array.from({ length: wide }, () => new Array<number>(wide).fill(0));
  const right = new Array<number>(wide).fill(0);
  let [n, sum, squares] = [0, 0, 0];
  for (const [index, row] of rows.entries()) {
    const y = answers[index] ?? Number.NaN;
    if (Number.isNaN(y) || row.some(Number.isNaN)) continue;
    const full = [1, ...row];
    n += 1;
    sum += y;
    squares += y * y;
    for (const [i, x] of full.entries()) {
      right[i] = (right[i] ?? 0) + x * y;
      const line = inner[i];
      if (line !== undefined)
        for (let j = 0; j <= i; j += 1) line[j] = (line[j] ?? 0) + x * (full[j] ?? 0);
    }
  }
  const lower = n <= wide ? null : cholesky(inner);
  if (lower === null) return null;
  const weights = solveCholesky(lower, right);
  const misfit = Math.max(
    0,
    squares - weights.reduce((total, w, at) => total + w * (right[at] ?? 0), 0),
  );
  const spread = squares - (sum * sum) / n;
  const freedom = n - wide;
  const noise = misfit / freedom;
  const covariance = inverseCholesky(lower).map((row) => row.map((cell) => cell * noise));
  return { n, freedom, weights, covariance, r2: spread <= 0 ? 0 : 1 - misfit / spread, misfit };
}

/** A sum of weights, each times its factor, with its range and the chance of seeing so much were it nothing. */
export function combination(
  fit: LeastSquares,
  factors: readonly number[],
): { readonly estimate: Estimate; readonly probability: number } {
  const middle = factors.reduce((sum, factor, at) => sum + factor * (fit.weights[at] ?? 0), 0);
  const variance = factors.reduce(
    (sum, a, i) =>
      sum + factors.reduce((part, b, j) => part + a * b * (fit.covariance[i]?.[j] ?? 0), 0),
    0,
  );
  const error = Math.sqrt(Math.max(0, variance));
  return {
    estimate: estimateAbout(middle, error, fit.n, 'least squares', { freedom: fit.freedom }),
    probability: error === 0 ? 1 : 2 * studentCdf(-Math.abs(middle / error), fit.freedom),
  };
}

/** The chance of a fit so much better than the narrower one that lies within it, were the narrower one true. */
export function betterByChance(wider: LeastSquares, narrower: LeastSquares): number {
  const above = narrower.freedom - wider.freedom;
  if (above <= 0 || wider.misfit <= 0) return 1;
  return fisherTail(
    (narrower.misfit - wider.misfit) / above / (wider.misfit / wider.freedom),
    above,
    wider.freedom,
  );
}
