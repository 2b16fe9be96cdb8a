import type { Estimate } from '../ledger/estimate.ts';
import { normalStream } from '../statistics/random.ts';
import type { Belief } from './felt-curve.ts';
import type { Memory } from './memory-weights.ts';
import { memorable } from './remembered.ts';
import { methodOf, type Remember, weightDraws } from './remembered-journey.ts';
import { type FeltJourney, filler } from './remembered-journeys.ts';
import { abstain, estimateOfDraws, spreadOf } from './spread.ts';

/** Fewer journeys say nothing of where memory is made. */
const JOURNEYS_MIN = 40;
/** Journeys that are lifted anew for each draw of the weights; more say the same of them. */
const LIFTED_MAX = 300;
const DRAWS = 100;

/**
 * How much better the mean journey is remembered where it feels better at one place by `lift`, as far as the scale goes up to `most`:
 * for each place, with the doubt of the weights and that of these journeys standing for all.
 *
 * The weights are the same for all journeys, so that their doubt does not shrink with the number of journeys: they are drawn anew for
 * all together. Journeys differ by chance, which shrinks with the root of their number.
 *
 * Shape: as rememberedJourneys; figures in the order of `moments`.
 * Errors: abstains with fewer than 40 journeys.
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
  const some = known.slice(0, LIFTED_MAX);
  const fill = filler(some, moments, seed);
  const weights = weightDraws(memory, 0, seed);
  const chance = normalStream(seed, 'levers', 'journeys');
  const draws = moments.map(() => new Float64Array(DRAWS));
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const whole = some.map((journey, at) => ({
      places: journey.places,
      felt: fill(journey, at, draw),
    }));
    const lifts = liftsOf(whole, moments.length, weights(draw), { lift, most });
    for (const [at, mine] of lifts.entries()) {
      const { mean, variance } = spreadOf(mine);
      const error = Math.sqrt(variance / known.length);
      const into = draws[at];
      if (into !== undefined) into[draw] = mean + error * chance(draw * lifts.length + at);
    }
  }
  const method = `remembered anew with the moment lifted; ${methodOf(memory)}`;
  return draws.map((mine) => estimateOfDraws(mine, known.length, method));
}

/** For each place by how much better each journey is remembered; 0 of a journey that does not come by. */
function liftsOf(
  journeys: readonly FeltJourney[],
  places: number,
  remember: Remember,
  { lift, most }: { readonly lift: number; readonly most: number },
): readonly Float64Array[] {
  const lifts = Array.from({ length: places }, () => new Float64Array(journeys.length));
  for (const [index, { places: met, felt }] of journeys.entries()) {
    const value = remember(memorable(felt));
    for (const place of new Set(met)) {
      const lifted = felt.map((each, at) =>
        met[at] === place ? Math.max(each, Math.min(most, each + lift)) : each,
      );
      const mine = lifts[place];
      if (mine !== undefined) mine[index] = remember(memorable(lifted)) - value;
    }
  }
  return lifts;
}
