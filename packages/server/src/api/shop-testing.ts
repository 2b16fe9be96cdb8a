// A shop whose figures can be worked out by hand, for tests of a touchpoint's page.
import { createHash } from 'node:crypto';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import type { SentEvent } from '../ingest/write-event.ts';
import { type Reading, readingNow } from '../measure/reading.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';

export const SHOP = `
bothways: 1
name: Shop
currency: EUR
actors: [{ id: care, kind: team, name: Care }]
values:
  goods: { name: Goods, unit: EUR, scale: 2 }
  time:waiting: { name: Waiting, unit: second, scale: 0 }
  help: { name: Answers, unit: answer, scale: 0 }
  belonging: { name: Belonging, unit: moment, scale: 0 }
valuations:
  - kind: goods
    worth: { median: 2, exact: true, basis: assumed }
    cost: { median: 1, exact: true, basis: assumed }
  - kind: time:waiting
    worth: { median: 0, exact: true, basis: assumed }
    cost: { median: 0.01, exact: true, basis: assumed }
  - kind: help
    worth: { median: 3, low: 2, high: 4.5, basis: assumed }
    cost: { median: 0, exact: true, basis: assumed }
journeys:
  - id: j
    name: Buying
    state: current
    phases:
      - id: p
        name: Shop
        steps:
          - id: s
            name: Pay
            touchpoints:
              - id: first
                name: First of all
                channel: web
                when: event == "Called" && properties.vip == true
                exchange: [{ give: care, to: customer, kind: help, quantity: 1 }]
              - id: call
                name: Call
                channel: phone
                owner: care
                when: event == "Called"
                measures: { duration_s: properties.seconds, wait_s: properties.wait, tips: properties.tips }
                expects:
                  - { metric: wait_s, at_most: 100, source: the tape }
                  - { metric: duration_s, at_most: 5000, source: habit }
                  - { metric: felt, at_least: 0 }
                felt: { from: properties.rating, scale: csat-5 }
                believed: { volume: { per: year, median: 365.25, low: 300, high: 444.7 } }
                exchange:
                  - { give: customer, kind: time:waiting, quantity: properties.wait, believed: { median: 20, low: 10, high: 40 } }
                  - { give: care, to: customer, kind: help, quantity: 'properties.solved == true ? 1 : 0' }
                  - { give: business, kind: goods, quantity: properties.refund, signed: true }
              - id: one
                name: Only once
                channel: web
                when: event == "Once"
                measures: { duration_s: properties.seconds }
                expects: [{ metric: duration_s, at_most: 10 }]
                exchange: [{ give: customer, kind: money, quantity: properties.total }]
              - id: bare
                name: Without an exchange
                channel: web
                when: event == "Bare"
              - id: unseen
                name: Never seen
                channel: web
                when: event == "Never"
                believed: { volume: { per: month, median: 10, low: 5, high: 20 } }
                exchange:
                  - { give: business, kind: goods, quantity: properties.total, believed: { median: 4, low: 3, high: 5.333 } }
                  - { give: customer, kind: money, quantity: properties.paid }
              - id: planned
                name: Planned only
                channel: web
                believed: { volume: { per: month, median: 1, low: 1, high: 1 } }
                exchange: [{ give: business, kind: goods, quantity: 5 }]
  - id: f
    name: Later
    state: future
    phases: [{ id: fp, steps: [{ id: fs, touchpoints: [{ id: later, channel: app, believed: { volume: { per: year, median: 1, low: 1, high: 1 } }, exchange: [{ give: business, kind: goods, quantity: 5 }] }] }] }]
`;

const day = (index: number): string =>
  new Date(Date.UTC(2026, 0, 1, 12) + index * 86_400_000).toISOString();

/**
 * A hundred calls on a hundred days, of fifty people who each call twice (persons 0..49, then again). Call k, from 0, waits
 * k + 1 seconds, the ten from 80 on a hundred more, and the last ten do not say; every second was solved. One more, a vip's, is the first touchpoint's.
 */
export function shopEvents(): readonly SentEvent[] {
  const calls = Array.from({ length: 100 }, (_, k) => ({
    ...{ type: 'track', event: 'Called', messageId: `call-${k}`, timestamp: day(k) },
    userId: `person-${k % 50}`,
    properties: {
      ...(k < 90 ? { wait: k + 1 + (k >= 80 ? 100 : 0) } : {}),
      seconds: 60 * (k + 1),
      solved: k % 2 === 0,
      ...(k < 5 ? { rating: k + 1 } : {}),
      refund: k === 0 ? -5 : 0,
      tips: k % 3,
      topic: k < 60 ? 'delivery' : `odd ${k}`,
      email: 'same@example.org',
      order: 1_000_000 + k,
      note: 'all the same',
    },
  }));
  return [
    ...calls,
    {
      type: 'track',
      event: 'Called',
      messageId: 'vip',
      timestamp: day(3),
      userId: 'person-3',
      properties: { vip: true, wait: 1, seconds: 1 },
    },
    {
      type: 'track',
      event: 'Once',
      messageId: 'once',
      timestamp: day(10),
      userId: 'person-1',
      properties: { total: 9.5, seconds: 11 },
    },
    { type: 'track', event: 'Bare', messageId: 'bare', timestamp: day(11), properties: {} },
    {
      type: 'identify',
      messageId: 'who',
      timestamp: day(12),
      userId: 'person-1',
      traits: { name: 'Ada', email: 'ada@example.org' },
    },
    {
      type: 'track',
      event: 'Lost',
      messageId: 'lost',
      timestamp: day(13),
      userId: 'person-1',
      properties: {},
    },
  ];
}

/** As the store makes it: 16 bytes of a hash, in hexadecimal. */
export function idOf(source: string, messageId: string, touchpoint: string): string {
  const text = `${source.length}:${source}${messageId.length}:${messageId}${touchpoint}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A workspace with the shop, and what its readers see. */
export async function openShop(): Promise<{
  readonly stores: Stores;
  readonly dataDir: string;
  readonly reading: Reading;
  close(): Promise<void>;
}> {
  const opened = await openTestStores();
  const { stores } = opened;
  await importEvents({ stores, source: 'shop', events: shopEvents() });
  return { ...opened, reading: await rebuiltShop(stores) };
}

/** The shop's ledger, built from what was imported by now. */
export async function rebuiltShop(stores: Stores): Promise<Reading> {
  const { model, files } = modelOf(SHOP);
  await rebuild({ stores, model, files });
  const reading = await readingNow(stores);
  if (reading === null) throw new Error('no ledger');
  return reading;
}
