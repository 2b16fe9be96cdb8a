import type { Estimate } from '../ledger/estimate.ts';
import { normalStream } from '../statistics/random.ts';
import type { Belief } from './felt-curve.ts';
import { REGRESSORS } from './memory-sums.ts';
import type { Memory } from './memory-weights.ts';
import { type Memorable, memorable } from './remembered.ts';
import {
  methodOf,
  peakPlace,
  type RememberedOptions,
  rememberBy,
  residualOf,
  weightsDoubt,
} from './remembered-journey.ts';
import { abstain, estimateAbout, type Spread, spreadOf } from './spread.ts';

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

/**
 * What is remembered of many journeys: each by its own moments, then the mean, because a mean of profiles has no peaks.
 * A moment of which nobody said how it felt is drawn from how it felt to others at that place; the last answer is never taken for the end.
 *
 * The doubt of the mean has two parts: these journeys stand for all, and the weights, which are the same for all of them.
 *
 * Shape: a belief for each place: how a single moment there feels (not its mean). At most some thousands of journeys: a sample.
 * Source: methods.md 2 (missing moments; compute per customer, then aggregate).
 */
export function rememberedJourneys(
  journeys: readonly FeltJourney[],
  moments: readonly Belief[],
  memory: Memory,
  { days = 0, seed = 1 }: Pick<RememberedOptions, 'days' | 'seed'> = {},
): RememberedJourneys {
  const known = journeys.filter(({ felt }) => felt.some((each) => !Number.isNaN(each)));
  const missing = known.reduce((sum, { felt }) => sum + felt.filter(Number.isNaN).length, 0);
  const all = known.reduce((sum, { felt }) => sum + felt.length, 0);
  if (known.length < 2) {
    const reason = `${known.length} journeys in which somebody said how it felt; at least 2 are wanted`;
    const places = moments.map(() => ({ peakChance: 0, endShare: 0 }));
    return { remembered: abstain(reason), band: null, places, n: known.length, drawn: 0 };
  }
  const whole = filled(known, moments, seed);
  const rows = whole.map(({ felt }) => memorable(felt));
  const values = spreadOf(rows.map(rememberBy(memory, days)));
  const doubt = weightsDoubt(memory, meanRow(rows), days);
  const error = Math.sqrt(values.variance / values.n + doubt);
  return {
    remembered: estimateAbout(values.mean, error, values.n, methodOf(memory), {
      freedom: values.n - 1,
    }),
    band: bandOf(values, doubt, memory),
    places: placesOf(whole, moments.length),
    n: known.length,
    drawn: all === 0 ? 0 : missing / all,
  };
}

/** Journeys differ, their mean is not known for certain, and an answer has something of its own. */
function bandOf(values: Spread, doubt: number, memory: Memory): Estimate | null {
  const residual = residualOf(memory, Math.sqrt(values.variance));
  if (residual === null) return null;
  const sd = Math.sqrt(values.variance * (1 + 1 / values.n) + doubt + residual ** 2);
  return estimateAbout(values.mean, sd, values.n, `${methodOf(memory)}, one answer`);
}

/** The mean of each regressor over journeys. */
export function meanRow(rows: readonly Memorable[]): readonly number[] {
  return REGRESSORS.map((of) => rows.reduce((sum, row) => sum + row[of], 0) / rows.length);
}

/** The journeys with the moments that nobody spoke of drawn. */
export function filled(
  known: readonly FeltJourney[],
  moments: readonly Belief[],
  seed: number,
): readonly FeltJourney[] {
  const normal = normalStream(seed, 'remembered journeys', 'moments');
  let next = 0;
  return known.map((journey) => {
    if (!journey.felt.some(Number.isNaN)) return journey;
    const felt = journey.felt.map((value, at) => {
      if (!Number.isNaN(value)) return value;
      const { mean, sd } = moments[journey.places[at] ?? -1] ?? { mean: 0, sd: 0 };
      next += 1;
      return mean + sd * normal(next);
    });
    return { places: journey.places, felt };
  });
}

function placesOf(whole: readonly FeltJourney[], places: number): readonly PlaceInMemory[] {
  const counts = Array.from({ length: places }, () => ({ peakChance: 0, endShare: 0 }));
  const share = 1 / whole.length;
  for (const { places: met, felt } of whole) {
    const peak = counts[met[peakPlace(felt)] ?? -1];
    if (peak !== undefined) peak.peakChance += share;
    const end = counts[met.at(-1) ?? -1];
    if (end !== undefined) end.endShare += share;
  }
  return counts;
}
