import { cholesky, inverseOf, solved } from './matrix.ts';

/** Rows of an ordered outcome and what it may depend on. */
export interface LogitRows {
  /** The category of each row, from 0. */
  readonly outcome: Int32Array;
  readonly categories: number;
  readonly predictors: readonly Float64Array[];
  readonly weights: Float64Array | null;
}

/** A fitted logit: P(outcome <= k) = 1 / (1 + exp(x slopes - cut k)). With two categories it is the binary one. */
export interface Logit {
  readonly cuts: Float64Array;
  readonly slopes: Float64Array;
  readonly logLikelihood: number;
  /** Of each row, without its weight. */
  readonly rowLikelihoods: Float64Array;
  /** Standard errors, of the cuts first; null where the predictors are not independent. */
  readonly errors: Float64Array | null;
  /** Whether the likelihood had stopped rising; where not, some predictor separates the categories. */
  readonly isSettled: boolean;
}

/** From where Newton's steps start. */
export interface LogitStart {
  readonly cuts: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * Fits the proportional odds model by Newton's steps, halved where they overshoot.
 *
 * Shape: every category stands in some row of weight above 0; no NaN.
 * Source: McCullagh (1980), Regression models for ordinal data, J. R. Stat. Soc. B 42(2).
 */
export function fitLogit(
  rows: LogitRows,
  {
    start,
    steps = 40,
    wantsErrors = false,
    tolerance = 1e-9,
  }: { start?: LogitStart; steps?: number; wantsErrors?: boolean; tolerance?: number } = {},
): Logit {
  const begun = start ?? { cuts: cutsOf(rows), slopes: new Float64Array(rows.predictors.length) };
  let at = evaluate(rows, begun.cuts, begun.slopes);
  let isSettled = false;
  for (let step = 0; step < steps && !isSettled; step += 1) {
    const lower = cholesky(at.information, at.gradient.length);
    if (lower === null) break;
    const move = solved(lower, at.gradient.length, at.gradient);
    const rise = move.reduce((sum, each, k) => sum + each * (at.gradient[k] ?? 0), 0);
    isSettled = rise < tolerance * (1 + Math.abs(at.logLikelihood));
    const next = along(rows, at, move);
    if (next === null) break;
    at = next;
  }
  const { cuts, slopes, logLikelihood, rowLikelihoods } = at;
  const errors = wantsErrors ? errorsOf(at.information, at.gradient.length) : null;
  return { cuts, slopes, logLikelihood, rowLikelihoods, errors, isSettled };
}

interface Point {
  readonly cuts: Float64Array;
  readonly slopes: Float64Array;
  readonly logLikelihood: number;
  readonly rowLikelihoods: Float64Array;
  readonly gradient: Float64Array;
  /** Less the second derivatives. */
  readonly information: Float64Array;
}

/** Cuts where the predictors say nothing: the logits of the cumulated shares. */
function cutsOf({ outcome, categories, weights }: LogitRows): Float64Array {
  const shares = new Float64Array(categories);
  let total = 0;
  for (let row = 0; row < outcome.length; row += 1) {
    const weight = weights === null ? 1 : (weights[row] ?? 0);
    shares[outcome[row] ?? 0] = (shares[outcome[row] ?? 0] ?? 0) + weight;
    total += weight;
  }
  let below = 0;
  return Float64Array.from({ length: categories - 1 }, (_, k) => {
    below += (shares[k] ?? 0) / total;
    return Math.log(below / (1 - below));
  });
}

/** The first point along a move that is no worse; null where none is. */
function along(rows: LogitRows, from: Point, move: Float64Array): Point | null {
  for (let part = 1; part > 1e-6; part /= 2) {
    const cuts = from.cuts.map((cut, k) => cut + part * (move[k] ?? 0));
    const ordered = cuts.every((cut, k) => k === 0 || cut > (cuts[k - 1] ?? 0));
    if (!ordered) continue;
    const slopes = from.slopes.map((slope, k) => slope + part * (move[cuts.length + k] ?? 0));
    const next = evaluate(rows, cuts, slopes);
    if (next.logLikelihood >= from.logLikelihood - 1e-9 * Math.abs(from.logLikelihood)) return next;
  }
  return null;
}

/** Likelihood, gradient and information at a point. */
function evaluate(rows: LogitRows, cuts: Float64Array, slopes: Float64Array): Point {
  const { outcome, predictors, weights } = rows;
  const n = outcome.length;
  const cutCount = cuts.length;
  const size = cutCount + slopes.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const rowLikelihoods = linear(predictors, slopes, n);
  // Per row: what the likelihood changes with the predictors' sum, and how that changes with it and with the two cuts.
  const first = new Float64Array(n);
  const second = new Float64Array(n);
  const ofUpper = new Float64Array(n);
  const ofLower = new Float64Array(n);
  let logLikelihood = 0;
  for (let row = 0; row < n; row += 1) {
    const eta = rowLikelihoods[row] ?? 0;
    const k = outcome[row] ?? 0;
    const weight = weights === null ? 1 : (weights[row] ?? 0);
    const upper = k === cutCount ? 1 : sigmoid((cuts[k] ?? 0) - eta);
    const lower = k === 0 ? 0 : sigmoid((cuts[k - 1] ?? 0) - eta);
    // Each by its own tail, as the difference of two numbers near 1 is nothing.
    const p = Math.max(1e-300, k === cutCount ? sigmoid(eta - (cuts[k - 1] ?? 0)) : upper - lower);
    const [fUpper, fLower] = [upper * (1 - upper), lower * (1 - lower)];
    const likelihood = Math.log(p);
    rowLikelihoods[row] = likelihood;
    logLikelihood += weight * likelihood;
    first[row] = weight * (upper + lower - 1);
    second[row] = weight * (fUpper + fLower);
    ofUpper[row] = weight * fUpper;
    ofLower[row] = weight * fLower;
    if (k < cutCount) {
      const share = fUpper / p;
      add(gradient, k, weight * share);
      add(information, k * size + k, weight * (share * share - (fUpper * (1 - 2 * upper)) / p));
    }
    if (k > 0) {
      const share = fLower / p;
      add(gradient, k - 1, -weight * share);
      add(
        information,
        (k - 1) * size + k - 1,
        weight * (share * share + (fLower * (1 - 2 * lower)) / p),
      );
      if (k < cutCount) {
        const both = (-weight * fUpper * fLower) / (p * p);
        add(information, k * size + k - 1, both);
        add(information, (k - 1) * size + k, both);
      }
    }
  }
  addSlopes(rows, { first, second, ofUpper, ofLower }, gradient, information, cutCount);
  return { cuts, slopes, logLikelihood, rowLikelihoods, gradient, information };
}

interface RowParts {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly ofUpper: Float64Array;
  readonly ofLower: Float64Array;
}

function addSlopes(
  { outcome, predictors }: LogitRows,
  { first, second, ofUpper, ofLower }: RowParts,
  gradient: Float64Array,
  information: Float64Array,
  cutCount: number,
): void {
  const size = gradient.length;
  const n = outcome.length;
  const scaled = new Float64Array(n);
  const byCut = new Float64Array(cutCount);
  for (const [i, x] of predictors.entries()) {
    const at = cutCount + i;
    byCut.fill(0);
    let sum = 0;
    for (let row = 0; row < n; row += 1) {
      const value = x[row] ?? 0;
      const k = outcome[row] ?? 0;
      sum += value * (first[row] ?? 0);
      scaled[row] = value * (second[row] ?? 0);
      if (k < cutCount) byCut[k] = (byCut[k] ?? 0) + value * (ofUpper[row] ?? 0);
      if (k > 0) byCut[k - 1] = (byCut[k - 1] ?? 0) + value * (ofLower[row] ?? 0);
    }
    gradient[at] = sum;
    for (let k = 0; k < cutCount; k += 1) {
      information[at * size + k] = -(byCut[k] ?? 0);
      information[k * size + at] = -(byCut[k] ?? 0);
    }
    for (let j = 0; j <= i; j += 1) {
      const product = dotOf(scaled, predictors[j] ?? scaled);
      information[at * size + cutCount + j] = product;
      information[(cutCount + j) * size + at] = product;
    }
  }
}

function linear(
  predictors: readonly Float64Array[],
  slopes: Float64Array,
  length: number,
): Float64Array {
  const sums = new Float64Array(length);
  for (const [i, x] of predictors.entries()) {
    const slope = slopes[i] ?? 0;
    if (slope !== 0)
      for (let row = 0; row < length; row += 1)
        sums[row] = (sums[row] ?? 0) + slope * (x[row] ?? 0);
  }
  return sums;
}

function dotOf(a: Float64Array, b: Float64Array): number {
  let [even, odd] = [0, 0];
  const whole = a.length & ~1;
  for (let at = 0; at < whole; at += 2) {
    even += (a[at] ?? 0) * (b[at] ?? 0);
    odd += (a[at + 1] ?? 0) * (b[at + 1] ?? 0);
  }
  if (whole < a.length) even += (a[whole] ?? 0) * (b[whole] ?? 0);
  return even + odd;
}

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x));
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] ?? 0) + value;
}

function errorsOf(information: Float64Array, size: number): Float64Array | null {
  const lower = cholesky(information, size);
  if (lower === null) return null;
  const inverse = inverseOf(lower, size);
  return Float64Array.from({ length: size }, (_, k) => Math.sqrt(inverse[k * size + k] ?? 0));
}
