import type { Estimate } from '../ledger/estimate.ts';
import { normalStream } from '../statistics/random.ts';
import type { Belief } from './felt-curve.ts';
import type { Memory } from './memory-weights.ts';
import { type Memorable, memorable } from './remembered.ts';
import {
  methodOf,
  peakPlace,
  type Remember,
  type RememberedOptions,
  residualOf,
  weightDraws,
} from './remembered-journey.ts';
import { abstain, estimateAbout, estimateOfDraws, type Spread, spreadOf } from './spread.ts';

/** One real journey: where each of its moments was, and how it felt; NaN where nobody said. */
export interface FeltJourney {
  readonly places: readonly number[];
  readonly felt: readonly number[];
}

export interface PlaceInMemory {
  /** The share of journeys whose most intense moment is here. */
  readonly peakChance: number;
  /** The share that ends here. */
  readonly endShare: number;
  /** By how much the mean journey is remembered better for a point more here. */
  readonly lever: number;
}

export interface RememberedJourneys {
  /** What the mean journey is remembered as. */
  readonly remembered: Estimate;
  /** Where a single customer's own answer falls, 9 times in 10. */
  readonly band: Estimate | null;
  readonly places: readonly PlaceInMemory[];
  /** Journeys that were followed; those without any answer are left out. */
  readonly n: number;
  /** The share of their moments of which nobody said how they felt: drawn from how others felt there. */
  readonly drawn: number;
}

const DRAWS = 200;
const LIFT = 0.05;

/**
 * What is remembered of many journeys: each by its own moments, then the mean, because a mean of profiles has no peaks.
 * A moment of which nobody said how it felt is drawn from how it felt to others at that place; the last answer is never taken for the end.
 *
 * Shape: a belief for each place: how a single moment there feels (not its mean). At most some thousands of journeys: a sample.
 * Source: methods.md 2 (missing moments; compute per customer, then aggregate).
 */
export function rememberedJourneys(
  journeys: readonly FeltJourney[],
  moments: readonly Belief[],
  memory: Memory,
  { days = 0, draws = DRAWS, seed = 1 }: RememberedOptions = {},
): RememberedJourneys {
  const known = journeys.filter(({ felt }) => felt.some((each) => !Number.isNaN(each)));
  const missing = known.reduce((sum, { felt }) => sum + felt.filter(Number.isNaN).length, 0);
  const all = known.reduce((sum, { felt }) => sum + felt.length, 0);
  const places = moments.map(() => ({ peakChance: 0, endShare: 0, lever: 0 }));
  if (known.length < 2) {
    const reason = `${known.length} journeys in which somebody said how it felt; at least 2 are wanted`;
    return { remembered: abstain(reason), band: null, places, n: known.length, drawn: 0 };
  }
  const means = new Float64Array(draws);
  const sample = normalStream(seed, 'remembered journeys', 'sample');
  const weights = weightDraws(memory, days, seed);
  const fill = filler(known, moments, seed);
  const spread = spreadOf(valuesAt(known, fill, 0, weights(0)));
  const residual = residualOf(memory, Math.sqrt(spread.variance));
  for (let draw = 0; draw < draws; draw += 1) {
    const remember = weights(draw);
    const values = valuesAt(known, fill, draw, remember);
    means[draw] =
      values.reduce((sum, value) => sum + value, 0) / known.length +
      Math.sqrt(spread.variance / known.length) * sample(draw);
    if (draw < LEVER_DRAWS) addPlaces(places, known, fill, draw, remember);
  }
  const share = 1 / (known.length * Math.min(draws, LEVER_DRAWS));
  return {
    remembered: estimateOfDraws(means, known.length, methodOf(memory)),
    band: bandOf(means, spread, residual, memory),
    places: places.map((place) => ({
      peakChance: place.peakChance * share,
      endShare: place.endShare * share,
      lever: place.lever * share,
    })),
    n: known.length,
    drawn: all === 0 ? 0 : missing / all,
  };
}

/** Places move little from draw to draw: the mean over so many is steady. */
const LEVER_DRAWS = 20;

/** Journeys differ, their mean is not known for certain, and an answer has something of its own. */
function bandOf(
  means: Float64Array,
  journeys: Spread,
  residual: number | null,
  memory: Memory,
): Estimate | null {
  if (residual === null) return null;
  const { mean, variance } = spreadOf(means);
  const sd = Math.sqrt(variance + journeys.variance + residual ** 2);
  return estimateAbout(mean, sd, journeys.n, `${methodOf(memory)}, one answer`);
}

export type Fill = (journey: FeltJourney, index: number, draw: number) => readonly number[];

/** The moments of a journey, those that nobody spoke of drawn. */
export function filler(
  known: readonly FeltJourney[],
  moments: readonly Belief[],
  seed: number,
): Fill {
  const normal = normalStream(seed, 'remembered journeys', 'moments');
  const starts: number[] = [];
  let count = 0;
  for (const { felt } of known) {
    starts.push(count);
    count += felt.length;
  }
  return ({ places, felt }, index, draw) =>
    felt.some(Number.isNaN)
      ? felt.map((value, at) => {
          if (!Number.isNaN(value)) return value;
          const { mean, sd } = moments[places[at] ?? -1] ?? { mean: 0, sd: 0 };
          return mean + sd * normal((draw * count + (starts[index] ?? 0) + at) % 2 ** 32);
        })
      : felt;
}

function valuesAt(
  known: readonly FeltJourney[],
  fill: Fill,
  draw: number,
  remember: Remember,
): readonly number[] {
  return known.map((journey, index) => remember(memorable(fill(journey, index, draw))));
}

function addPlaces(
  places: { peakChance: number; endShare: number; lever: number }[],
  known: readonly FeltJourney[],
  fill: Fill,
  draw: number,
  remember: Remember,
): void {
  for (const [index, journey] of known.entries()) {
    const moments = [...fill(journey, index, draw)];
    const value = remember(memorable(moments));
    const peak = places[journey.places[peakPlace(moments)] ?? -1];
    if (peak !== undefined) peak.peakChance += 1;
    const end = places[journey.places.at(-1) ?? -1];
    if (end !== undefined) end.endShare += 1;
    for (const [at, moment] of moments.entries()) {
      const place = places[journey.places[at] ?? -1];
      if (place === undefined) continue;
      moments[at] = moment + LIFT;
      const lifted: Memorable = memorable(moments);
      place.lever += (remember(lifted) - value) / LIFT;
      moments[at] = moment;
    }
  }
}
