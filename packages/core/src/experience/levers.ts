import type { Estimate } from '../ledger/estimate.ts';
import type { Belief } from './felt-curve.ts';
import { REGRESSORS } from './memory-sums.ts';
import type { Memory } from './memory-weights.ts';
import { type Memorable, memorable } from './remembered.ts';
import { methodOf, type Remember, rememberBy, weightsDoubtOf } from './remembered-journey.ts';
import { type FeltJourney, filled } from './remembered-journeys.ts';
import { abstain, estimateAbout, spreadOf } from './spread.ts';

/** Fewer journeys say nothing of where memory is made. */
const JOURNEYS_MIN = 40;

/**
 * How much better the mean journey is remembered where it feels better at one place by `lift`, as far as the scale goes up to `most`:
 * for each place, with the doubt of the weights and that of these journeys standing for all.
 *
 * The weights are the same for all journeys, so that their doubt does not shrink with the number of journeys; that journeys differ by
 * chance shrinks with the root of their number.
 *
 * Shape: as rememberedJourneys; figures in the order of `moments`.
 * Errors: abstains with fewer than 40 journeys, and at a place that none of them comes by.
 */
export function leversOf(
  journeys: readonly FeltJourney[],
  moments: readonly Belief[],
  memory: Memory,
  { lift = 0.5, most = 1, seed = 1 } = {},
): readonly Estimate[] {
  const known = journeys.filter(({ felt }) => felt.some((each) => !Number.isNaN(each)));
  if (known.length < JOURNEYS_MIN) {
    const reason = `${known.length} journeys say how they felt; a lever wants ${JOURNEYS_MIN}`;
    return moments.map(() => abstain(reason));
  }
  const remember = rememberBy(memory, 0);
  const places = moments.map(() => ({
    lifts: new Float64Array(known.length),
    moved: REGRESSORS.map(() => 0),
    met: 0,
  }));
  for (const [index, journey] of filled(known, moments, seed).entries()) {
    const before = memorable(journey.felt);
    for (const place of new Set(journey.places)) {
      const mine = places[place];
      if (mine === undefined) continue;
      const after = liftedAt(journey, place, { lift, most });
      mine.met += 1;
      mine.lifts[index] = gainOf(remember, before, after);
      for (const [at, of] of REGRESSORS.entries())
        mine.moved[at] = (mine.moved[at] ?? 0) + (after[of] - before[of]) / known.length;
    }
  }
  const method = `remembered anew with the moment lifted; ${methodOf(memory)}`;
  return places.map(({ lifts, moved, met }) => {
    if (met === 0) return abstain('no journey that says how it felt comes by here');
    const { mean, variance } = spreadOf(lifts);
    const error = Math.sqrt(variance / known.length + weightsDoubtOf(memory, moved, 0));
    return estimateAbout(mean, error, known.length, method, { freedom: freedomOf(memory) });
  });
}

function gainOf(remember: Remember, before: Memorable, after: Memorable): number {
  return remember(after) - remember(before);
}

function liftedAt(
  { places, felt }: FeltJourney,
  place: number,
  { lift, most }: { readonly lift: number; readonly most: number },
): Memorable {
  return memorable(
    felt.map((each, at) =>
      places[at] === place ? Math.max(each, Math.min(most, each + lift)) : each,
    ),
  );
}

function freedomOf(memory: Memory): number {
  return memory.kind === 'learned' ? memory.freedom : JOURNEYS_MIN - 1;
}
