import type { Estimate } from '../ledger/estimate.ts';
import { assert } from '../model/assert.ts';
import { cholesky } from '../statistics/cholesky.ts';
import { normalStream } from '../statistics/random.ts';
import type { Belief } from './felt-curve.ts';
import { REGRESSORS } from './memory-sums.ts';
import { believedResidual, type Memory } from './memory-weights.ts';
import { leanAfter, type Memorable, memorable, rememberedValue } from './remembered.ts';
import { estimateOfDraws } from './spread.ts';

/** What is remembered of a journey, with all that is not known of it. */
export interface RememberedValue {
  /** What the journey's moments make of it: moments and weights drawn. */
  readonly remembered: Estimate;
  /** Where a single customer's own answer falls, 9 times in 10; null where nothing is known of how answers differ. */
  readonly band: Estimate | null;
  /** For each moment the chance that it is the most intense. Their sum is 1. */
  readonly peakChances: readonly number[];
  /** For each moment by how much memory rises for a point more there: nearly nothing for a middle that cannot become the peak. */
  readonly levers: readonly number[];
}

export interface RememberedOptions {
  /** Days since the end; 0 unless said. Of a learned memory, days beyond those at which its answers came. */
  readonly days?: number;
  readonly draws?: number;
  readonly seed?: number;
  /** How far journeys differ in what is remembered of them: the band of a memory that was not learned wants it. */
  readonly spread?: number;
}

/** By how much a moment is lifted to see what it does for memory. On a scale of -1..+1 a fortieth of it. */
const LIFT = 0.05;

/**
 * What is remembered of moments that are known with doubt: in each draw moments and weights are drawn, and the peak is
 * taken among the drawn ones, so that the most extreme of noisy means is not taken for what it seems.
 *
 * Shape: at least one moment, in order; their means already shrunk (feltCurve).
 * Source: methods.md 2.
 */
export function rememberedOf(
  moments: readonly Belief[],
  memory: Memory,
  { days = 0, draws = 2000, seed = 1, spread }: RememberedOptions = {},
): RememberedValue {
  assert(moments.length > 0, 'rememberedOf wants at least one moment');
  const normal = normalStream(seed, 'remembered', 'moments');
  const noise = normalStream(seed, 'remembered', 'residual');
  const weightsOf = weightDraws(memory, days, seed);
  const residual = residualOf(memory, spread);
  const [values, answers] = [new Float64Array(draws), new Float64Array(draws)];
  const peaks = moments.map(() => 0);
  const levers = moments.map(() => 0);
  const drawn = moments.map(() => 0);
  for (let draw = 0; draw < draws; draw += 1) {
    for (const [at, { mean, sd }] of moments.entries())
      drawn[at] = mean + sd * normal(draw * moments.length + at);
    const remember = weightsOf(draw);
    const value = remember(memorable(drawn));
    values[draw] = value;
    answers[draw] = value + (residual ?? 0) * noise(draw);
    const peak = peakPlace(drawn);
    peaks[peak] = (peaks[peak] ?? 0) + 1 / draws;
    addLevers(levers, drawn, remember, value, 1 / draws);
  }
  const n = memory.kind === 'learned' ? memory.n : 0;
  return {
    remembered: estimateOfDraws(values, n, methodOf(memory)),
    band: residual === null ? null : estimateOfDraws(answers, n, `${methodOf(memory)}, one answer`),
    peakChances: peaks,
    levers,
  };
}

/** What is remembered of one journey's own moments at a draw of the weights. */
export type Remember = (moments: Memorable) => number;

/** The way of remembering at the likeliest weights. */
export function rememberBy(memory: Memory, days: number): Remember {
  return memory.kind === 'believed'
    ? (moments) => rememberedValue(moments, days, memory.fading)
    : linear(memory.overall, memory.centre, faded(memory.weights, days));
}

/** The variance that the doubt of the weights gives to what is remembered where the regressors are these. */
export function weightsDoubt(memory: Memory, row: readonly number[], days: number): number {
  if (memory.kind === 'believed') return 0;
  const apart = row.map((value, at) => value - (memory.centre[at] ?? 0));
  return memory.residual ** 2 / memory.n + weightsDoubtOf(memory, apart, days);
}

/** The same of a change of the regressors. */
export function weightsDoubtOf(memory: Memory, moved: readonly number[], days: number): number {
  if (memory.kind === 'believed') return 0;
  const felt = unfaded(moved, days);
  return memory.covariance.reduce(
    (sum, line, i) =>
      sum + line.reduce((part, cell, j) => part + cell * (felt[i] ?? 0) * (felt[j] ?? 0), 0),
    0,
  );
}

/** What each weight as learned acts on, once a part of peak and end has gone over to the mean. */
function unfaded(moved: readonly number[], days: number): readonly number[] {
  if (days <= 0) return moved;
  const kept = leanAfter(days) / leanAfter(0);
  const [best = 0, worst = 0, end = 0, mean = 0, slope = 0] = moved;
  const gone = (1 - kept) * mean;
  return [best * kept + gone, worst * kept + gone, end * kept + gone, mean, slope * kept];
}

/** For each draw the way of remembering. */
export function weightDraws(
  memory: Memory,
  days: number,
  seed: number,
): (draw: number) => Remember {
  if (memory.kind === 'believed')
    return () => (moments) => rememberedValue(moments, days, memory.fading);
  const normal = normalStream(seed, 'remembered', 'weights');
  const lower = cholesky(memory.covariance) ?? memory.covariance.map((row) => row.map(() => 0));
  const wide = REGRESSORS.length;
  const level = memory.residual / Math.sqrt(memory.n);
  return (draw) => {
    const at = draw * (wide + 2);
    const stretch = studentStretch(memory.freedom, normal(at + wide + 1));
    const weights = memory.weights.map((weight, i) => {
      let drawn = weight;
      for (let j = 0; j <= i; j += 1) drawn += stretch * (lower[i]?.[j] ?? 0) * normal(at + j);
      return drawn;
    });
    const shift = stretch * level * normal(at + wide);
    return linear(memory.overall + shift, memory.centre, faded(weights, days));
  };
}

/**
 * What a normal draw is to be stretched by to be Student's: as the noise itself is known from so many answers only.
 *
 * Source: Wilson & Hilferty (1931), The distribution of chi-square, PNAS 17.
 */
function studentStretch(freedom: number, normal: number): number {
  const part = 2 / (9 * freedom);
  return 1 / Math.sqrt(Math.max(0.05, (1 - part + normal * Math.sqrt(part)) ** 3));
}

/** Later than the answers came, peak and end have lost a part of their weight to the mean. */
function faded(weights: readonly number[], days: number): readonly number[] {
  if (days <= 0) return weights;
  const kept = leanAfter(days) / leanAfter(0);
  const [best = 0, worst = 0, end = 0, mean = 0, slope = 0] = weights;
  const lost = (1 - kept) * (best + worst + end);
  return [best * kept, worst * kept, end * kept, mean + lost, slope * kept];
}

function linear(level: number, centre: readonly number[], weights: readonly number[]): Remember {
  return (moments) =>
    REGRESSORS.reduce(
      (sum, of, at) => sum + (weights[at] ?? 0) * (moments[of] - (centre[at] ?? 0)),
      level,
    );
}

export function residualOf(memory: Memory, spread: number | undefined): number | null {
  if (memory.residual !== null) return memory.residual;
  return spread === undefined ? null : believedResidual(spread);
}

/** Where the most intense of moments stands; of two alike the later. */
export function peakPlace(moments: ArrayLike<number>): number {
  let place = 0;
  for (let at = 1; at < moments.length; at += 1)
    if (Math.abs(moments[at] ?? 0) >= Math.abs(moments[place] ?? 0)) place = at;
  return place;
}

function addLevers(
  levers: number[],
  moments: number[],
  remember: Remember,
  value: number,
  share: number,
): void {
  for (const [at, moment] of moments.entries()) {
    moments[at] = moment + LIFT;
    levers[at] = (levers[at] ?? 0) + ((remember(memorable(moments)) - value) / LIFT) * share;
    moments[at] = moment;
  }
}

export function methodOf(memory: Memory): string {
  return memory.kind === 'learned'
    ? 'weights learned from answers, drawn'
    : 'half peak and end, half mean, as studies found';
}
