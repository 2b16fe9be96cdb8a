import type { Estimate } from '../ledger/estimate.ts';
import type { Grade } from '../model/model.ts';
import { type DoubtRange, sigmaOfRange } from '../statistics/lognormal.ts';
import { quantiles } from '../statistics/quantile.ts';
import { normalStream } from '../statistics/random.ts';

/** A driver that can be raised for money. */
export interface Lever {
  readonly name: string;
  /** Slopes of bootstrap draws: change of the outcome for one unit of the driver. */
  readonly slopeDraws: Float64Array;
  /** How far it is to be raised, and how far it can: from its mean to the most of its scale. */
  readonly step: number;
  readonly headroom: number;
  /** What the step costs, in money a year; of a step cut short by the headroom as much a unit. */
  readonly cost: DoubtRange;
}

/** What is asked of levers. */
export interface MultiplierAsked {
  readonly levers: readonly Lever[];
  /** Joint value a year of one more unit of the outcome, over everybody, as drawn; as many draws as the slopes have. */
  readonly worth: Float64Array;
  readonly seed: number;
  readonly grade: Grade;
  readonly n: number;
  readonly level?: number;
}

/** Joint value for each unit of money put into a driver. */
export interface ForceMultiplier {
  readonly name: string;
  /** The step that was reckoned with: cut short by the headroom. */
  readonly step: number;
  /** Joint value that the step moves, a year. */
  readonly gain: Estimate;
  /** Joint value for one unit of cost. */
  readonly multiplier: Estimate;
  /** How likely it gives the most for its cost of all levers. */
  readonly bestChance: number;
  /** What it gives at the least in nine cases of ten. */
  readonly lowDecile: number;
}

/**
 * How much joint value a unit of money moves through each driver, from the most likely best to the least; equal chances by
 * what they give at the least. It takes the slopes for effects: see the caveat of association.
 *
 * Source: methods.md 4.4: E[dJ | raise x] / cost, with the draws of slopes, worth and cost together.
 */
export function forceMultipliers(asked: MultiplierAsked): readonly ForceMultiplier[] {
  const { levers, worth, seed } = asked;
  const draws = worth.length;
  const ratios = levers.map(() => new Float64Array(draws));
  const gains = levers.map(() => new Float64Array(draws));
  const steps = levers.map(({ step, headroom }) => Math.max(0, Math.min(step, headroom)));
  const chances = levers.map(() => 0);
  const costs = levers.map(({ name, cost }, at) => {
    const normal = normalStream(seed, 'cost of a lever', name, String(at));
    const sigma = sigmaOfRange(cost);
    return (draw: number): number => cost.median * Math.exp(sigma * normal(draw));
  });
  for (let draw = 0; draw < draws; draw += 1) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const [at, lever] of levers.entries()) {
      const step = steps[at] ?? 0;
      const gain = (worth[draw] ?? 0) * (lever.slopeDraws[draw] ?? 0) * step;
      const cost = (costs[at]?.(draw) ?? 1) * (lever.step > 0 ? step / lever.step : 1);
      const ratio = cost > 0 ? gain / cost : 0;
      put(gains[at], draw, gain);
      put(ratios[at], draw, ratio);
      if (ratio > most) [best, most] = [at, ratio];
    }
    chances[best] = (chances[best] ?? 0) + 1;
  }
  return levers
    .map((lever, at) => ({
      name: lever.name,
      step: steps[at] ?? 0,
      gain: estimated(gains[at], asked),
      multiplier: estimated(ratios[at], asked),
      bestChance: (chances[at] ?? 0) / draws,
      lowDecile: quantiles(ratios[at] ?? [0], [0.1])[0] ?? 0,
    }))
    .sort((a, b) => b.bestChance - a.bestChance || b.lowDecile - a.lowDecile);
}

function put(into: Float64Array | undefined, at: number, value: number): void {
  if (into !== undefined) into[at] = value;
}

function estimated(
  draws: Float64Array | undefined,
  { level = 0.9, n, grade }: MultiplierAsked,
): Estimate {
  if (draws === undefined || draws.length === 0)
    return { kind: 'abstained', reason: 'there are no draws of the slopes' };
  const tail = (1 - level) / 2;
  const [low = 0, median = 0, high = 0] = quantiles(draws, [tail, 0.5, 1 - tail]);
  return { kind: 'estimate', median, low, high, level, n, method: 'bootstrap of slopes', grade };
}
