import type { Journey, Model } from '@bothways/core';
import type { JourneysReply } from '@bothways/core/contract';
import { journeyCounts } from '../store/measure/journey-here.ts';
import { exchangesOf } from './journeys-exchange.ts';
import { flowOf } from './journeys-flow.ts';
import type { Reading } from './reading.ts';
import { lensNames } from './report-lens.ts';

/**
 * What happened: the journeys of people that the ledger's encounters make, and one of them whole: the one asked for, else the
 * one with most encounters. Null: there is no current journey of that name.
 *
 * Source: methods.md 7; semantics.md 10.
 */
export async function journeysShown(
  reading: Reading,
  wanted: string | null,
): Promise<JourneysReply | null> {
  const { stores, generation, model, segment } = reading;
  const current = currentJourneys(model);
  if (wanted !== null && !current.some(({ id }) => id === wanted)) return null;
  const counts = await journeyCounts(stores.facts, generation, segment);
  const countOf = new Map(counts.map((count) => [count.journey, count]));
  const id =
    wanted ?? counts.find((each) => current.some((one) => one.id === each.journey))?.journey;
  const journey = current.find((each) => each.id === id) ?? null;
  const whole =
    journey === null ? null : await flowOf(reading, journey, await exchangesOf(reading));
  const segments = lensNames(model).map(({ id: lens, name }) => ({ id: lens, name }));
  return {
    of: 'ledger',
    currency: model.currency,
    generation: generation.id,
    segment: segments.find((each) => each.id === segment) ?? null,
    segments,
    journeys: current.map(({ id: each, name }) => {
      const { cases = 0, encounters = 0, people = 0 } = countOf.get(each) ?? {};
      return { id: each, name, cases, encounters, people };
    }),
    journey: whole?.flow ?? null,
    notices: whole?.notices ?? [],
  };
}

/** Those that take events. */
export function currentJourneys({ journeys }: Model): readonly Journey[] {
  return journeys.filter(({ state }) => state === 'current');
}
