import { normalStream } from '../statistics/random.ts';
import type { DriverRows } from './driver-rows.ts';

/** A made-up world for tests: drivers that one attitude colours, and what each weighs in the outcome. */
export interface MadeWorld {
  readonly seed: number;
  readonly rows: number;
  /** A weight a driver. */
  readonly weights: readonly number[];
  /** Correlation of each two drivers, 0..1. */
  readonly shared: number;
  readonly noise: number;
}

/** Its rows. */
export function madeWorld({ seed, rows, weights, shared, noise }: MadeWorld): DriverRows {
  const normal = normalStream(seed, 'made world');
  const columns = weights.map(() => new Float64Array(rows));
  const outcome = new Float64Array(rows);
  const stride = weights.length + 2;
  for (let row = 0; row < rows; row += 1) {
    const attitude = normal(row * stride);
    let sum = noise * normal(row * stride + 1);
    for (const [at, weight] of weights.entries()) {
      const own = normal(row * stride + 2 + at);
      const value = Math.sqrt(shared) * attitude + Math.sqrt(1 - shared) * own;
      (columns[at] ?? outcome)[row] = value;
      sum += weight * value;
    }
    outcome[row] = sum;
  }
  return {
    outcome,
    players: columns.map((column, at) => ({ name: `d${at + 1}`, columns: [column] })),
    weights: null,
    clusters: null,
  };
}

/** The covariance of that world's drivers and outcome, as endless rows would have it. */
export function madeCovariance({ weights, shared, noise }: MadeWorld): Float64Array {
  const size = weights.length;
  const width = size + 1;
  const covariance = new Float64Array(width * width);
  const between = (i: number, j: number): number => (i === j ? 1 : shared);
  let spread = noise * noise;
  for (let i = 0; i < size; i += 1) {
    const withOutcome = weights.reduce((sum, weight, j) => sum + weight * between(i, j), 0);
    for (let j = 0; j < size; j += 1) covariance[i * width + j] = between(i, j);
    covariance[i * width + size] = withOutcome;
    covariance[size * width + i] = withOutcome;
    spread += (weights[i] ?? 0) * withOutcome;
  }
  covariance[width * width - 1] = spread;
  return covariance;
}
