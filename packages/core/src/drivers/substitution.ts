import { cholesky, solved } from '../statistics/matrix.ts';

/**
 * Several drivers as one value in which they stand in for one another more or less.
 *
 * Units: rho 1 adds up (strong ones make up for weak ones), 0 multiplies, far below 0 the weakest decides; the elasticity of
 * substitution is 1 / (1 - rho). Drivers above 0; weights sum to 1.
 * Source: Arrow, Chenery, Minhas & Solow (1961), Capital-labor substitution and economic efficiency, Rev. Econ. Stat. 43(3).
 */
export function substituted(
  drivers: readonly number[],
  weights: readonly number[],
  rho: number,
): number {
  const mean = (of: (value: number) => number): number =>
    drivers.reduce((sum, value, at) => sum + (weights[at] ?? 0) * of(value), 0);
  if (Math.abs(rho) < NEAR_ZERO) return Math.exp(mean(Math.log));
  return mean((value) => value ** rho) ** (1 / rho);
}

/** By how much that value rises with each driver. */
export function substitutedSlopes(
  drivers: readonly number[],
  weights: readonly number[],
  rho: number,
): readonly number[] {
  const value = substituted(drivers, weights, rho);
  return drivers.map((x, at) => (weights[at] ?? 0) * x ** (rho - 1) * value ** (1 - rho));
}

const NEAR_ZERO = 1e-6;
/** Beyond these it is the weakest, or the strongest, alone. */
export const RHO_RANGE = { least: -30, most: 10 } as const;

/** Rows to fit: the outcome, and the logarithms of the drivers as places in a list of all that occur. */
export interface SubstitutionRows {
  readonly outcome: Float64Array;
  readonly places: readonly Int32Array[];
  readonly logarithms: Float64Array;
}

/** A fit: outcome = base + scale * substituted(drivers, weights, rho). */
export interface Substitution {
  readonly base: number;
  readonly scale: number;
  readonly weights: Float64Array;
  readonly rho: number;
  /** Weighted sum of squares left. */
  readonly left: number;
}

/** Parameters as they are moved: base, ln scale, logits of the weights (the first is 0 and stands not here), rho. */
type Parameters = Float64Array;

/**
 * Fits by least squares (Levenberg and Marquardt's steps) from a start.
 *
 * Shape: `times` weighs the rows; `fixed` holds rho where it is.
 */
export function fitSubstitution(
  rows: SubstitutionRows,
  times: Float64Array,
  start: Substitution,
  { fixed = false, steps = 25 }: { readonly fixed?: boolean; readonly steps?: number } = {},
): Substitution {
  const size = rows.places.length + 2 - (fixed ? 1 : 0);
  let at = parametersOf(start);
  let seen = normalEquations(rows, times, at);
  let damping = 1e-2;
  for (let step = 0; step < steps; step += 1) {
    const move = damped(seen, size, damping);
    const next = move === null ? null : moved(at, move, size);
    const tried = next === null ? null : normalEquations(rows, times, next);
    if (tried === null || next === null || !(tried.left <= seen.left)) {
      damping *= 8;
      if (damping > 1e8) break;
      continue;
    }
    const gain = seen.left - tried.left;
    [at, seen, damping] = [next, tried, Math.max(1e-9, damping / 6)];
    if (gain < 1e-8 * seen.left) break;
  }
  return substitutionOf(at, seen.left);
}

function parametersOf({ base, scale, weights, rho }: Substitution): Parameters {
  const first = Math.log(Math.max(1e-6, weights[0] ?? 1));
  const logits = [...weights]
    .slice(1)
    .map((weight) => Math.max(-12, Math.log(Math.max(1e-6, weight)) - first));
  return Float64Array.from([base, Math.log(Math.max(1e-9, scale)), ...logits, rho]);
}

function substitutionOf(parameters: Parameters, left: number): Substitution {
  return {
    base: parameters[0] ?? 0,
    scale: Math.exp(parameters[1] ?? 0),
    weights: weightsOf(parameters),
    rho: parameters.at(-1) ?? 1,
    left,
  };
}

function weightsOf(parameters: Parameters): Float64Array {
  const logits = [0, ...parameters.subarray(2, -1)];
  const most = Math.max(...logits);
  const raised = logits.map((logit) => Math.exp(logit - most));
  const sum = raised.reduce((a, b) => a + b, 0);
  return Float64Array.from(raised, (each) => each / sum);
}

interface Equations {
  readonly left: number;
  /** Jᵀ J, all parameters. */
  readonly inner: Float64Array;
  readonly right: Float64Array;
  readonly size: number;
}

function normalEquations(
  rows: SubstitutionRows,
  times: Float64Array,
  parameters: Parameters,
): Equations {
  const size = parameters.length;
  const drivers = rows.places.length;
  const [base = 0, logScale = 0] = parameters;
  const rho = parameters.at(-1) ?? 1;
  const scale = Math.exp(logScale);
  const weights = weightsOf(parameters);
  const isFlat = Math.abs(rho) < NEAR_ZERO;
  // The power of each value that occurs, once.
  const powers = rows.logarithms.map((log) => Math.exp(rho * log));
  const inner = new Float64Array(size * size);
  const right = new Float64Array(size);
  const slope = new Float64Array(size);
  slope[0] = 1;
  let left = 0;
  for (let row = 0; row < rows.outcome.length; row += 1) {
    const weight = times[row] ?? 0;
    if (weight === 0) continue;
    let [sum, logSum, squares] = [0, 0, 0];
    for (let k = 0; k < drivers; k += 1) {
      const place = rows.places[k]?.[row] ?? 0;
      const log = rows.logarithms[place] ?? 0;
      const part = (weights[k] ?? 0) * (powers[place] ?? 0);
      sum += part;
      logSum += isFlat ? (weights[k] ?? 0) * log : part * log;
      squares += (weights[k] ?? 0) * log * log;
    }
    const value = scale * (isFlat ? Math.exp(logSum) : Math.exp(Math.log(sum) / rho));
    slope[1] = value;
    for (let k = 1; k < drivers; k += 1) {
      const place = rows.places[k]?.[row] ?? 0;
      const own = isFlat
        ? (rows.logarithms[place] ?? 0) - logSum
        : ((powers[place] ?? 0) - sum) / (rho * sum);
      slope[1 + k] = value * (weights[k] ?? 0) * own;
    }
    slope[size - 1] = isFlat
      ? (value * (squares - logSum * logSum)) / 2
      : value * (logSum / (rho * sum) - Math.log(sum) / (rho * rho));
    const miss = (rows.outcome[row] ?? 0) - base - value;
    left += weight * miss * miss;
    addRow(inner, right, slope, weight, miss);
  }
  return { left, inner, right, size };
}

function addRow(
  inner: Float64Array,
  right: Float64Array,
  slope: Float64Array,
  weight: number,
  miss: number,
): void {
  const size = slope.length;
  for (let i = 0; i < size; i += 1) {
    const scaled = weight * (slope[i] ?? 0);
    right[i] = (right[i] ?? 0) + scaled * miss;
    for (let j = 0; j <= i; j += 1)
      inner[i * size + j] = (inner[i * size + j] ?? 0) + scaled * (slope[j] ?? 0);
  }
}

/** The step of the first `wanted` parameters under damping. */
function damped(
  { inner, right, size }: Equations,
  wanted: number,
  damping: number,
): Float64Array | null {
  const matrix = new Float64Array(wanted * wanted);
  for (let i = 0; i < wanted; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const value = inner[i * size + j] ?? 0;
      matrix[i * wanted + j] = i === j ? value * (1 + damping) + 1e-12 : value;
      matrix[j * wanted + i] = matrix[i * wanted + j] ?? 0;
    }
  const lower = cholesky(matrix, wanted);
  return lower === null ? null : solved(lower, wanted, right.subarray(0, wanted));
}

function moved(at: Parameters, move: Float64Array, size: number): Parameters | null {
  const next = Float64Array.from(at);
  for (let k = 0; k < size; k += 1) {
    const step = move[k] ?? 0;
    if (!Number.isFinite(step)) return null;
    next[k] = (next[k] ?? 0) + step;
  }
  for (let k = 2; k < next.length - 1; k += 1) next[k] = Math.min(12, Math.max(-12, next[k] ?? 0));
  const last = next.length - 1;
  next[last] = Math.min(RHO_RANGE.most, Math.max(RHO_RANGE.least, next[last] ?? 1));
  return next;
}
