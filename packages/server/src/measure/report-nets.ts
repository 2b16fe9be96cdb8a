import { drawsOf, type Estimate, type Grade, quantiles } from '@bothways/core';
import type { ReportAcross } from '../deliver/report-data.ts';
import { cube, segmentsMatter } from '../store/measure/cube.ts';
import { customerSpread, type Spread } from '../store/measure/customers.ts';
import { customerWeights } from './customer-weights.ts';
import type { Reading } from './reading.ts';

/** Scenarios of the valuations in which the spread over people is worked out again. */
const SCENARIOS = 40;

/** How net(customer) is spread over people: at the medians, with its range over scenarios of the valuations. `grade`: that of net(customer). */
export async function acrossOf(
  { stores, generation, model, segment: only }: Reading,
  perYear: number,
  grade: Grade,
): Promise<ReportAcross | null> {
  const { facts } = stores;
  const whole = await cube({ facts, generation, model, by: [] });
  const weights = customerWeights(whole, model, drawsOf({ iterations: SCENARIOS }));
  const segmented = segmentsMatter(model);
  const { people, sampled, spreads, withoutPerson } = await customerSpread(facts, generation, {
    segmented,
    segment: only,
    weights,
  });
  if (people === 0) return null;
  const method =
    sampled < people
      ? `${SCENARIOS} draws, on ${sampled} people drawn by id`
      : `${SCENARIOS} draws`;
  const estimate = (pick: (spread: Spread) => number | null, by = 1): Estimate => {
    const values = spreads.flatMap((spread) => {
      const value = pick(spread);
      return value === null ? [] : [value * by];
    });
    const [median, ...draws] = values;
    if (median === undefined || draws.length === 0)
      return { kind: 'abstained', reason: 'nothing that people exchanged has a value' };
    const [low = median, high = median] = quantiles(draws, [0.05, 0.95]);
    return {
      kind: 'estimate',
      median,
      low: Math.min(low, median),
      high: Math.max(high, median),
      level: 0.9,
      n: sampled,
      method,
      grade,
    };
  };
  return {
    people,
    gini: estimate(({ gini }) => gini),
    negative: estimate(({ shareNegative }) => shareNegative),
    cvar: estimate(({ cvar10 }) => cvar10, perYear),
    withoutPerson,
  };
}
