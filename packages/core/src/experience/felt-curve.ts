import type { Estimate } from '../ledger/estimate.ts';
import type { Grade } from '../model/model.ts';
import { normalCdf } from '../statistics/normal.ts';
import { abstain, LEVEL, meanOf, type Spread, STATED } from './spread.ts';

/** A place of a journey (a touchpoint, or how many encounters in) with how it felt there, -1..+1. */
export interface FeltPlace extends Spread {
  readonly place: string;
  /** The worst grade of the answers behind it; C, stated, unless said. */
  readonly grade?: Grade;
}

export interface FeltPoint {
  readonly place: string;
  readonly n: number;
  /** The mean as the answers have it; null without one. */
  readonly seen: number | null;
  /** The mean, drawn towards the journey's own where few answered. */
  readonly felt: Estimate;
  /** Mean and standard deviation of what it may be: what draws are made from. */
  readonly belief: Belief;
}

/** What is believed of one number: a normal with this mean and deviation. */
export interface Belief {
  readonly mean: number;
  readonly sd: number;
}

export interface FeltCurve {
  readonly points: readonly FeltPoint[];
  /** The mean over places, each place counting once. */
  readonly mean: number;
  /** How far places lie from each other, as a standard deviation. */
  readonly tau: number;
}

/**
 * How a journey felt from place to place. A place with few answers is drawn towards the journey's mean: it is
 * believed to be one of N(mean, tau^2), and mean and tau are averaged over what the answers leave possible.
 *
 * Shape: places in the order of the journey; a place without answers gets the journey's belief, and an abstained figure.
 * Units: -1..+1 in and out (any scale, in truth).
 * Source: methods.md 2 (winner's curse); Gelman (2006), Prior distributions for variance parameters in hierarchical
 * models, Bayesian Analysis 1(3): a flat prior on tau, here by a grid.
 */
export function feltCurve(places: readonly FeltPlace[]): FeltCurve {
  const answered = places.filter(({ n }) => n > 0);
  const errors = errorsOf(answered);
  const grid = answered.length < 3 || errors === null ? [] : gridOf(answered, errors);
  const mean = weighted(grid, ({ mean }) => mean) ?? plainMean(answered);
  const tau = weighted(grid, (step) => step.tau) ?? 0;
  let at = -1;
  const points = places.map((place) => {
    if (place.n > 0) at += 1;
    return place.n > 0 && grid.length > 0 && errors !== null
      ? shrunkPoint(place, errors[at] ?? 0, grid)
      : plainPoint(place, grid, mean, errors?.[at] ?? null);
  });
  return { points, mean, tau };
}

/** One possible tau with what it leaves of the mean over places, and how likely it is. */
interface Step {
  readonly tau: number;
  readonly mean: number;
  readonly meanVariance: number;
  readonly weight: number;
}

/** Squared standard errors. A place's own variance is drawn towards that of all, as a few answers say little of it. */
function errorsOf(places: readonly FeltPlace[]): readonly number[] | null {
  const freedom = places.reduce((sum, { n }) => sum + Math.max(0, n - 1), 0);
  if (freedom < 3) return null;
  const inside =
    places.reduce((sum, { n, variance }) => sum + Math.max(0, n - 1) * variance, 0) / freedom;
  return places.map(({ n, variance }) => {
    const own = Math.max(0, n - 1);
    return Math.max((own * variance + OWN_AFTER * inside) / (own + OWN_AFTER), 1e-12) / n;
  });
}

/** So many answers' worth the common variance counts beside a place's own. */
const OWN_AFTER = 6;
const GRID = 81;

function gridOf(places: readonly FeltPlace[], errors: readonly number[]): readonly Step[] {
  const centre = plainMean(places);
  const far = Math.max(...places.map(({ mean }) => Math.abs(mean - centre)));
  const top = 4 * Math.max(far, Math.sqrt(Math.max(...errors)));
  const steps = Array.from({ length: GRID }, (_, at) =>
    stepOf(places, errors, top * (at / (GRID - 1)) ** 2, (at === 0 ? 0.5 : at) * top),
  );
  const most = Math.max(...steps.map(({ weight }) => weight));
  const raised = steps.map((step) => ({ ...step, weight: Math.exp(step.weight - most) }));
  const sum = raised.reduce((total, { weight }) => total + weight, 0);
  return raised
    .map((step) => ({ ...step, weight: step.weight / sum }))
    .filter(({ weight }) => weight > 1e-6);
}

/** The mean over places under one tau, and the log of how likely that tau is; `width` is the grid's step there. */
function stepOf(
  places: readonly FeltPlace[],
  errors: readonly number[],
  tau: number,
  width: number,
): Step {
  let [precision, sum, logs] = [0, 0, 0];
  for (const [at, { mean }] of places.entries()) {
    const variance = tau * tau + (errors[at] ?? 0);
    precision += 1 / variance;
    sum += mean / variance;
    logs += Math.log(variance);
  }
  const mean = sum / precision;
  const misfit = places.reduce(
    (total, place, at) => total + (place.mean - mean) ** 2 / (tau * tau + (errors[at] ?? 0)),
    0,
  );
  const weight = Math.log(width) - (logs + Math.log(precision) + misfit) / 2;
  return { tau, mean, meanVariance: 1 / precision, weight };
}

function shrunkPoint(place: FeltPlace, error: number, grid: readonly Step[]): FeltPoint {
  const parts = grid.map((step) => {
    const towards = step.tau * step.tau;
    const keep = towards / (towards + error);
    return {
      weight: step.weight,
      mean: step.mean + keep * (place.mean - step.mean),
      sd: Math.sqrt(keep * error + (1 - keep) ** 2 * step.meanVariance),
    };
  });
  const belief = beliefOf(parts);
  const tail = (1 - LEVEL) / 2;
  const felt: Estimate = {
    kind: 'estimate',
    median: quantileOf(parts, belief, 0.5),
    low: quantileOf(parts, belief, tail),
    high: quantileOf(parts, belief, 1 - tail),
    level: LEVEL,
    n: place.n,
    method: 'mean, drawn towards the mean over places',
    grade: place.grade ?? STATED,
  };
  return { place: place.place, n: place.n, seen: place.mean, felt, belief };
}

interface Part extends Belief {
  readonly weight: number;
}

function beliefOf(parts: readonly Part[]): Belief {
  const mean = parts.reduce((sum, part) => sum + part.weight * part.mean, 0);
  const variance = parts.reduce(
    (sum, part) => sum + part.weight * (part.sd * part.sd + (part.mean - mean) ** 2),
    0,
  );
  return { mean, sd: Math.sqrt(variance) };
}

/** The quantile of a mixture of normals, by halving. */
function quantileOf(parts: readonly Part[], { mean, sd }: Belief, p: number): number {
  let [low, high] = [mean - 8 * sd, mean + 8 * sd];
  for (let step = 0; step < 60 && high - low > 1e-12; step += 1) {
    const middle = (low + high) / 2;
    const below = parts.reduce(
      (sum, part) => sum + part.weight * normalCdf((middle - part.mean) / Math.max(part.sd, 1e-15)),
      0,
    );
    if (below < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A place without answers, or in a journey of too few places to know how far they lie apart. */
function plainPoint(
  place: FeltPlace,
  grid: readonly Step[],
  mean: number,
  error: number | null,
): FeltPoint {
  if (place.n === 0) {
    const belief =
      grid.length === 0
        ? { mean, sd: 1 }
        : beliefOf(
            grid.map((step) => ({ ...step, sd: Math.sqrt(step.tau ** 2 + step.meanVariance) })),
          );
    return {
      place: place.place,
      n: 0,
      seen: null,
      felt: abstain('nobody said how it felt'),
      belief,
    };
  }
  const felt = meanOf(place);
  const sd = Math.sqrt(error ?? 1);
  return {
    place: place.place,
    n: place.n,
    seen: place.mean,
    felt: felt.kind === 'estimate' ? { ...felt, grade: place.grade ?? STATED } : felt,
    belief: { mean: place.mean, sd },
  };
}

function plainMean(places: readonly FeltPlace[]): number {
  return places.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, places.length);
}

function weighted(grid: readonly Step[], of: (step: Step) => number): number | null {
  return grid.length === 0 ? null : grid.reduce((sum, step) => sum + step.weight * of(step), 0);
}
