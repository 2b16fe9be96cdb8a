import type { Estimate } from '../ledger/estimate.ts';
import { cholesky, inverseCholesky, solveCholesky } from '../statistics/cholesky.ts';
import { studentQuantile } from '../statistics/student.ts';
import { COLUMNS, type MemorySums, productOf, REGRESSORS, type Regressor } from './memory-sums.ts';
import { FADING, type Fading, META_CORRELATION, unexplained } from './remembered.ts';
import { answers, estimateAbout } from './spread.ts';

/** How journeys of a kind are remembered: what their own answers say, or, until there are enough, what studies found. */
export type Memory =
  | {
      readonly kind: 'learned';
      readonly n: number;
      /** The means of REGRESSORS and of what was said of the whole. */
      readonly centre: readonly number[];
      readonly overall: number;
      readonly weights: readonly number[];
      readonly covariance: readonly (readonly number[])[];
      /** What a single answer differs by beside all that, as a standard deviation. */
      readonly residual: number;
      readonly freedom: number;
      readonly r2: number;
      /** Each weight with its range, and what it was believed to be before. */
      readonly shown: readonly WeightShown[];
    }
  | {
      readonly kind: 'believed';
      readonly fading: Fading;
      /** Null: nothing is known of how far answers differ. */
      readonly residual: number | null;
      readonly reason: string;
    };

export interface WeightShown {
  readonly of: Regressor;
  readonly believed: number;
  readonly weight: Estimate;
}

/** Fewer journeys than that with an answer for the whole teach nothing. */
export const LEARNS_FROM = 30;

/** How far a weight may lie from what was believed, on standardised scales. Source: methods.md 2. */
const WEIGHT_SD = 0.25;

/**
 * Learns how a journey is remembered: a regression of what was said of the whole on its best, its worst and its last moment, its mean
 * and its slope, drawn towards the rule that studies found, half peak and end, half mean.
 *
 * The believed weight of the peak goes to the best and the worst moment by how often the most intense one is good; so where all are
 * good the believed rule is the one of `rememberedValue`. The spread of 0.25 is in standard deviations of the answers to one of the column.
 *
 * Units: weights are points of the whole to a point of a moment, both on one scale.
 * Source: methods.md 2: beta = (X'X/s^2 + L)^-1 (X'y/s^2 + L beta0), V the inverse; s^2 from the residuals over n - 1 - effective weights.
 */
export function learnMemory(sums: MemorySums, believed: Fading = FADING): Memory {
  const spread = productOf(sums, 'overall', 'overall');
  if (sums.n < LEARNS_FROM || sums.freedom < LEARNS_FROM / 2 || spread <= 0)
    return {
      kind: 'believed',
      fading: believed,
      residual: null,
      reason:
        spread <= 0 && sums.n >= LEARNS_FROM
          ? `all ${sums.n} answers for the whole are alike; the weights that studies found are used`
          : `${answers(sums.n)} for the whole; weights are learned from ${LEARNS_FROM}, until then those that studies found are used`,
    };
  const prior = believedWeights(sums.positive, believed);
  const precision = precisionOf(sums);
  const fit = settle(sums, prior, precision);
  const freedom = Math.max(1, sums.freedom - fit.effective);
  return {
    kind: 'learned',
    n: sums.n,
    centre: sums.means.slice(0, REGRESSORS.length),
    overall: sums.means[COLUMNS.indexOf('overall')] ?? 0,
    weights: fit.weights,
    covariance: fit.covariance,
    residual: Math.sqrt(fit.noise),
    freedom,
    r2: 1 - fit.misfit / spread,
    shown: REGRESSORS.map((of, at) => ({
      of,
      believed: prior[at] ?? 0,
      weight: estimateAbout(
        fit.weights[at] ?? 0,
        Math.sqrt(fit.covariance[at]?.[at] ?? 0),
        sums.n,
        'ridge towards peak, end and mean',
        { freedom },
      ),
    })),
  };
}

/** What the weights are before a single answer, in the order of REGRESSORS. */
export function believedWeights(positive: number, { lean }: Fading = FADING): readonly number[] {
  return [(lean / 2) * positive, (lean / 2) * (1 - positive), lean / 2, 1 - lean, 0];
}

/** The inverse of each weight's believed variance. */
function precisionOf(sums: MemorySums): readonly number[] {
  const spread = productOf(sums, 'overall', 'overall');
  return REGRESSORS.map((of) => {
    const own = productOf(sums, of, of);
    const variance = WEIGHT_SD ** 2 * (own <= 0 ? 1 : spread / own);
    return 1 / variance;
  });
}

interface Fit {
  readonly weights: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly noise: number;
  readonly misfit: number;
  /** How many weights the answers themselves settle. */
  readonly effective: number;
}

/** Weights and noise settle each other in a few rounds. */
function settle(sums: MemorySums, prior: readonly number[], precision: readonly number[]): Fit {
  let noise = productOf(sums, 'overall', 'overall') / sums.freedom;
  let fit = fitAt(sums, prior, precision, noise);
  for (let round = 0; round < 50; round += 1) {
    const next = fit.misfit / Math.max(1, sums.freedom - fit.effective);
    const still = Math.abs(next - noise) <= 1e-12 * noise;
    noise = Math.max(next, 1e-12);
    fit = fitAt(sums, prior, precision, noise);
    if (still) break;
  }
  return fit;
}

function fitAt(
  sums: MemorySums,
  prior: readonly number[],
  precision: readonly number[],
  noise: number,
): Fit {
  const inner = REGRESSORS.map((a) => REGRESSORS.map((b) => productOf(sums, a, b)));
  const lower = cholesky(
    inner.map((row, i) => row.map((cell, j) => cell / noise + (i === j ? (precision[i] ?? 0) : 0))),
  );
  if (lower === null)
    return { weights: prior, covariance: inner, noise, misfit: noise, effective: 0 };
  const right = REGRESSORS.map(
    (of, at) => productOf(sums, of, 'overall') / noise + (precision[at] ?? 0) * (prior[at] ?? 0),
  );
  const weights = solveCholesky(lower, right);
  const covariance = inverseCholesky(lower);
  const effective = REGRESSORS.reduce(
    (sum, _, at) => sum + 1 - (precision[at] ?? 0) * (covariance[at]?.[at] ?? 0),
    0,
  );
  const cross = REGRESSORS.reduce(
    (sum, of, at) => sum + (weights[at] ?? 0) * productOf(sums, of, 'overall'),
    0,
  );
  const own = inner.reduce(
    (sum, row, i) =>
      sum + row.reduce((part, cell, j) => part + cell * (weights[i] ?? 0) * (weights[j] ?? 0), 0),
    0,
  );
  const misfit = Math.max(0, productOf(sums, 'overall', 'overall') - 2 * cross + own);
  return { weights, covariance, noise, misfit, effective };
}

/** By how much one answer's memory may differ, where the weights were not learned but the spread of journeys is known. */
export function believedResidual(spreadOfRemembered: number): number {
  return (spreadOfRemembered * unexplained(META_CORRELATION)) / META_CORRELATION;
}

/** The 90 % reach of Student's t for a learned memory. */
export function reachOf(freedom: number): number {
  return studentQuantile(0.95, freedom);
}
