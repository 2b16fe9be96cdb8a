import type { Estimate } from '../ledger/estimate.ts';
import type { Belief } from './felt-curve.ts';
import type { Memory } from './memory-weights.ts';
import { memorable } from './remembered.ts';
import { type Remember, weightDraws } from './remembered-journey.ts';
import { type FeltJourney, filler } from './remembered-journeys.ts';
import { abstain, meanOf, spreadOf } from './spread.ts';

/** Parts of the journeys that are held against each other. */
const PARTS = 8;
/** Journeys that each part wants. */
const OF_A_PART = 5;

/**
 * How much better the mean journey is remembered where it feels better at one place by `lift`, as far as the scale goes up to `most`:
 * for each place, with the range that journeys and weights leave.
 *
 * Shape: as rememberedJourneys; figures in the order of `moments`.
 * Errors: abstains with fewer than 40 journeys.
 * Source: random groups, Wolter (2007), Introduction to Variance Estimation, 2; weights are drawn anew for each part.
 */
export function leversOf(
  journeys: readonly FeltJourney[],
  moments: readonly Belief[],
  memory: Memory,
  { lift = 0.5, most = 1, seed = 1 } = {},
): readonly Estimate[] {
  const known = journeys.filter(({ felt }) => felt.some((each) => !Number.isNaN(each)));
  if (known.length < PARTS * OF_A_PART) {
    const reason = `${known.length} journeys say how they felt; a lever wants ${PARTS * OF_A_PART}`;
    return moments.map(() => abstain(reason));
  }
  const weights = weightDraws(memory, 0, seed);
  const fill = filler(known, moments, seed);
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const levers = moments.map(() => 0);
    const mine = known.flatMap((journey, at) =>
      at % PARTS === part ? [{ places: journey.places, felt: fill(journey, at, part) }] : [],
    );
    for (const journey of mine)
      addLifts(levers, journey, weights(part), { lift, most }, mine.length);
    return levers;
  });
  return moments.map((_, at) => {
    const estimate = meanOf(spreadOf(parts.map((part) => part[at] ?? 0)), METHOD);
    return estimate.kind === 'estimate' ? { ...estimate, n: known.length } : estimate;
  });
}

const METHOD = 'remembered anew with the moment lifted, parts of the journeys';

function addLifts(
  levers: number[],
  { places, felt }: FeltJourney,
  remember: Remember,
  { lift, most }: { readonly lift: number; readonly most: number },
  journeys: number,
): void {
  const value = remember(memorable(felt));
  for (const place of new Set(places)) {
    const lifted = felt.map((each, at) =>
      places[at] === place ? Math.max(each, Math.min(most, each + lift)) : each,
    );
    levers[place] = (levers[place] ?? 0) + (remember(memorable(lifted)) - value) / journeys;
  }
}
