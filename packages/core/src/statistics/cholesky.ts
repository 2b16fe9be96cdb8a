import { assert } from '../model/assert.ts';

/** A symmetric positive definite matrix, row by row. */
export type Rows = readonly (readonly number[])[];

/**
 * The lower triangle L with L Lᵀ = matrix; null where the matrix is not positive definite (columns that say the same).
 *
 * Shape: square and symmetric; only the lower half is read.
 */
export function cholesky(matrix: Rows): number[][] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const made: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      let sum = row[j] ?? 0;
      const other = j === i ? made : (lower[j] ?? []);
      for (let k = 0; k < j; k += 1) sum -= (made[k] ?? 0) * (other[k] ?? 0);
      if (i === j && sum <= 1e-12 * Math.abs(row[i] ?? 0)) return null;
      made.push(i === j ? Math.sqrt(sum) : sum / (other[j] ?? 1));
    }
    lower.push(made);
  }
  return lower;
}

/** The x with L Lᵀ x = right. */
export function solveCholesky(lower: Rows, right: readonly number[]): number[] {
  assert(lower.length === right.length, 'solveCholesky wants one number a row');
  const x = forward(lower, right);
  for (let i = lower.length - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < lower.length; k += 1) sum -= (lower[k]?.[i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i]?.[i] ?? 1);
  }
  return x;
}

function forward(lower: Rows, right: readonly number[]): number[] {
  const x: number[] = [];
  for (const [i, row] of lower.entries()) {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (row[k] ?? 0) * (x[k] ?? 0);
    x.push(sum / (row[i] ?? 1));
  }
  return x;
}

/** The inverse of L Lᵀ. */
export function inverseCholesky(lower: Rows): number[][] {
  return lower.map((_, at) =>
    solveCholesky(
      lower,
      lower.map((_row, index) => (index === at ? 1 : 0)),
    ),
  );
}

/** ln det(L Lᵀ). */
export function logDeterminant(lower: Rows): number {
  return lower.reduce((sum, row, at) => sum + 2 * Math.log(row[at] ?? 1), 0);
}
