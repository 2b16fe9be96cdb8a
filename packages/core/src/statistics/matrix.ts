/** Symmetric matrices as they lie in a Float64Array, row by row. */

/** A pivot below this share of its diagonal is nothing but rounding: the column is a sum of others. */
export const PIVOT_SHARE_MIN = 1e-10;

/** The lower triangle L with L Lᵀ = matrix; null where the matrix is not positive definite. */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    const start = i * size;
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[start + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (lower[start + k] ?? 0) * (lower[j * size + k] ?? 0);
      if (i !== j) lower[start + j] = sum / (lower[j * size + j] ?? 1);
      else if (sum > PIVOT_SHARE_MIN * Math.abs(matrix[start + i] ?? 0))
        lower[start + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/** The solution of matrix x = right, by the matrix' Cholesky triangle. */
export function solved(lower: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (lower[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (lower[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i * size + i] ?? 1);
  }
  return x;
}

/** The inverse, by the matrix' Cholesky triangle. */
export function inverseOf(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column += 1) {
    unit.fill(0);
    unit[column] = 1;
    const x = solved(lower, size, unit);
    for (let row = 0; row < size; row += 1) inverse[row * size + column] = x[row] ?? 0;
  }
  return inverse;
}

/** Eigenvalues, largest first, and for each its vector: row `i` of `vectors` belongs to value `i`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and vectors of a symmetric matrix.
 *
 * Source: Jacobi's cyclic rotations, Golub & Van Loan (2013), Matrix Computations, 8.5.
 */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 60 && offDiagonal(a, size) > 1e-26; sweep += 1)
    for (let p = 0; p < size - 1; p += 1)
      for (let q = p + 1; q < size; q += 1) rotate(a, vectors, size, p, q);
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (i, j) => (a[j * size + j] ?? 0) - (a[i * size + i] ?? 0),
  );
  const ordered = new Float64Array(size * size);
  for (const [to, from] of order.entries())
    ordered.set(vectors.subarray(from * size, (from + 1) * size), to * size);
  return { values: Float64Array.from(order, (i) => a[i * size + i] ?? 0), vectors: ordered };
}

/** What stands beside the diagonal, as a share of what stands on it. */
function offDiagonal(a: Float64Array, size: number): number {
  let [off, on] = [0, 0];
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1)
      if (i === j) on += (a[i * size + j] ?? 0) ** 2;
      else off += (a[i * size + j] ?? 0) ** 2;
  return on === 0 ? 0 : off / on;
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k += 1) {
    const akp = a[k * size + p] ?? 0;
    const akq = a[k * size + q] ?? 0;
    a[k * size + p] = c * akp - s * akq;
    a[k * size + q] = s * akp + c * akq;
  }
  for (const rows of [a, vectors])
    for (let k = 0; k < size; k += 1) {
      const pk = rows[p * size + k] ?? 0;
      const qk = rows[q * size + k] ?? 0;
      rows[p * size + k] = c * pk - s * qk;
      rows[q * size + k] = s * pk + c * qk;
    }
}
