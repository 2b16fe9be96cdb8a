// A small made-up world in which it is known what shapes value: service most, purchase next, product a little, brand hardly.
import { readModel, type SegmentEvent } from '@bothways/core';
import type { Stores } from '../store/stores.ts';
import { importEvents } from './import-events.ts';
import { type ModelFiles, rebuild } from './rebuild.ts';

const part = (id: string, influence: string, event: string, more = ''): string => `
              - id: ${id}
                name: ${event}
                channel: web
                initiator: customer
                influence: ${influence}
                when: event == "${event}"
                felt: { from: properties.rating, scale: csat-5 }
                measures: { duration_s: properties.seconds }
                ${more}
                exchange:
                  - { give: customer, kind: time:personal, quantity: properties.seconds }`;

export const DRIVER_WORLD = `
bothways: 1
name: Known drivers
currency: EUR
segments:
  - { id: new, name: New people, when: traits.year >= 2025 }
values:
  goods: { unit: EUR, scale: 2 }
  time:personal: { unit: second, scale: 0 }
valuations:
  - kind: goods
    worth: { median: 1.2, low: 1, high: 1.44, basis: assumed }
    cost: { median: 0.6, low: 0.5, high: 0.72, basis: assumed }
  - kind: time:personal
    cost: { median: 0.004, low: 0.002, high: 0.008, basis: assumed }
journeys:
  - id: keep-warm
    name: Keep warm
    phases:
      - id: all
        steps:
          - id: all
            touchpoints:${part('advert', 'brand', 'Advert seen')}${part('mail', 'communications', 'Mail read')}${part(
              'checkout',
              'purchase',
              'Checkout',
              'expects: [{ metric: duration_s, at_most: 100 }]',
            )}${part('kit', 'product', 'Kit used')}${part('help', 'service', 'Help asked')}
              - id: order
                name: Order
                channel: web
                initiator: customer
                influence: purchase
                when: event == "Ordered"
                exchange:
                  - { give: business, kind: goods, quantity: properties.total }
                  - { give: customer, kind: money, quantity: properties.total }
              - id: recommend
                name: Would recommend us
                channel: email
                initiator: customer
                influence: brand
                when: event == "Asked"
                felt: { from: properties.score, scale: nps-10 }
                exchange:
                  - { give: customer, kind: time:personal, quantity: 20 }
`;

export const DRIVER_FILES: ModelFiles = [{ file: 'drivers.bothways.yaml', text: DRIVER_WORLD }];

const DAY = 86_400_000;
const STARTS = Date.UTC(2025, 0, 1);
const PARTS = [
  { event: 'Advert seen', effect: 0.15, rated: 0.95 },
  { event: 'Mail read', effect: 0, rated: 0.04 },
  { event: 'Checkout', effect: 0.8, rated: 0.9 },
  { event: 'Kit used', effect: 0.35, rated: 0.9 },
  { event: 'Help asked', effect: 1.5, rated: 0.9 },
] as const;

/** A year of so many people; who had better help buys more in its last months. */
export function* driverEvents(people: number): Generator<SegmentEvent> {
  for (let person = 0; person < people; person += 1) {
    const dice = diceOf(person + 1);
    const userId = `p${person}`;
    let sent = 0;
    const event = (
      name: string,
      day: number,
      properties: NonNullable<SegmentEvent['properties']>,
    ): SegmentEvent => {
      sent += 1;
      return {
        ...{ type: 'track', event: name, messageId: `${userId}-${sent}`, userId, properties },
        timestamp: new Date(STARTS + Math.floor(day * DAY)).toISOString(),
        context: { channel: 'web' },
      };
    };
    yield {
      ...{ type: 'identify', messageId: `${userId}-0`, userId },
      timestamp: new Date(STARTS).toISOString(),
      traits: { year: person % 2 === 0 ? 2025 : 2020 },
      context: { channel: 'web' },
    };
    const mood = 0.5 * dice.normal();
    let score = 6;
    let help = 0;
    for (const { event: name, effect, rated } of PARTS) {
      const felt = mood + 0.9 * dice.normal() - (name === 'Help asked' ? 0.6 : 0);
      score += effect * felt;
      if (name === 'Help asked') help = felt;
      const rating = clamp(3 + felt, 1, 5);
      const isRated = dice.uniform() < rated;
      yield event(name, 5 + 200 * dice.uniform(), {
        seconds: clamp(90 - 25 * felt + 20 * dice.normal(), 10, 400),
        ...(isRated ? { rating } : {}),
      });
    }
    yield event('Asked', 210 + 40 * dice.uniform(), { score: clamp(score + dice.normal(), 0, 10) });
    for (let month = 0; month < 3; month += 1)
      if (dice.uniform() < 0.25 + 0.18 * help)
        yield event('Ordered', 280 + 28 * month + 20 * dice.uniform(), { total: 40 + 10 * month });
    // Everybody is seen on the last day, so that the year has one.
    yield event('Checkout', 364.5, { seconds: 90 });
  }
}

/** Fills a workspace with them and builds their ledger. */
export async function fillDrivers(stores: Stores, people = 900): Promise<void> {
  const { model } = readModel(DRIVER_FILES);
  if (model === null) throw new Error('the model of known drivers does not read');
  await importEvents({ stores, source: 'drivers', events: driverEvents(people) });
  await rebuild({ stores, model, files: DRIVER_FILES });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)));
}

/** Chance that is the same each time: a multiplicative congruence, good enough for a made-up year. */
function diceOf(seed: number): { readonly uniform: () => number; readonly normal: () => number } {
  let state = (seed * 48_271 + 12_345) % 2_147_483_647;
  const uniform = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
