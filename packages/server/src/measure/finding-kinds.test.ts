// Made-up worlds in which a kind of fault is planted, and Larkfield, with real stores: what SQL counts is what was made.
import { larkfieldEvents, larkfieldTruth, readModel, type SegmentEvent } from '@bothways/core';
import { afterEach, expect, test } from 'vitest';
import { larkfieldFiles } from '../api/app-testing.ts';
import { importEvents } from '../ingest/import-events.ts';
import { type ModelFiles, rebuild } from '../ingest/rebuild.ts';
import { openTestStores } from '../store/testing.ts';
import { askedOf } from './finding-seen.ts';
import { type Measured, measuredFindings } from './findings.ts';
import { type Reading, readingNow } from './reading.ts';

let close: () => Promise<void> = async () => {};
afterEach(async () => {
  await close();
  close = async () => {};
});

async function foundIn(
  files: ModelFiles,
  events: Iterable<SegmentEvent>,
): Promise<Measured & { readonly reading: Reading }> {
  const opened = await openTestStores();
  close = () => opened.close();
  const { stores } = opened;
  const { model, problems } = readModel(files);
  if (model === null) throw new Error(JSON.stringify(problems[0]));
  await importEvents({ stores, source: 'made-up', events });
  await rebuild({ stores, model, files });
  const reading = await readingNow(stores);
  if (reading === null) throw new Error('a rebuild leaves a ledger');
  return { ...(await measuredFindings(reading)), reading };
}

/** A shop whose form loses people, whose farewell annoys, and which gives wrapping that nobody notices. */
const SHOP = `
bothways: 1
name: A shop with faults
currency: EUR
values:
  goods: { unit: EUR, scale: 2, form: in-use }
  goods:wrapping: { unit: wrap, scale: 0, form: experience }
  time:waiting: { unit: second, scale: 0 }
valuations:
  - { kind: goods, worth: { median: 1.5, low: 1.4, high: 1.6, basis: stated }, cost: { median: 0.5, low: 0.48, high: 0.52, basis: stated } }
  - { kind: goods:wrapping, worth: { median: 0.9, low: 0.8, high: 1, basis: stated }, cost: { median: 0.4, low: 0.38, high: 0.42, basis: stated } }
  - { kind: time:waiting, worth: { median: 0, exact: true, basis: stated }, cost: { median: 0.01, low: 0.009, high: 0.011, basis: stated } }
journeys:
  - id: order
    name: Order
    mission: { starts_when: event == "Form", ends_when: event == "Bye", gap: 5d }
    phases:
      - id: buy
        stage: purchase
        steps:
          - id: all
            touchpoints:
              - id: form
                name: Form
                channel: web
                when: event == "Form"
                measures: { wait_s: properties.wait }
                expects: [{ metric: wait_s, at_most: 60, source: the advert }]
                exchange: [{ give: customer, kind: time:waiting, quantity: properties.wait }]
              - id: pay
                name: Pay
                channel: web
                when: event == "Paid"
                felt: { from: properties.rating, scale: csat-5 }
                exchange:
                  - { give: customer, kind: money, quantity: 20 }
                  - { give: business, kind: goods, quantity: 20 }
                  - { give: business, kind: goods:wrapping, quantity: properties.wrap }
              - id: bye
                name: Farewell
                channel: web
                when: event == "Bye"
                felt: { from: properties.rating, scale: csat-5 }
                exchange: [{ give: business, kind: goods, quantity: properties.gift, believed: { median: 2, low: 1.8, high: 2.2 } }]
propositions: [{ id: gift, promise: A gift at the door, kept_by: [bye] }]
`;

interface Planted {
  /** Of a hundred who come to the form, those who go no further. */
  readonly leave: number;
  /** Of a hundred farewells, those that annoy, and those that have the gift. */
  readonly annoyed: number;
  readonly gifts: number;
  /** Of a hundred forms, those that take too long. */
  readonly slow: number;
}

/** 1,200 people, one order each half a year; half of them get wrapping, and feel no different. */
function* shopping({ leave, annoyed, gifts, slow }: Planted): Generator<SegmentEvent> {
  const DAY = 86_400_000;
  const first = Date.parse('2025-01-01T10:00:00Z');
  for (let person = 0; person < 1200; person += 1)
    for (const round of [0, 1]) {
      const dice = (salt: number): number =>
        ((person * 7919 + round * 104_729 + salt * 31_337) % 1009) % 100;
      const at = first + (round * 182 + (person % 150)) * DAY;
      const say = (
        event: string,
        minutes: number,
        properties: Record<string, number>,
      ): SegmentEvent => ({
        ...{ type: 'track', event, userId: `person-${person}`, context: { channel: 'web' } },
        messageId: `${person}-${round}-${event}`,
        timestamp: new Date(at + minutes * 60_000).toISOString(),
        properties,
      });
      yield say('Form', 0, { wait: dice(1) < slow ? 90 : 30 });
      if (dice(2) < leave) continue;
      yield say('Paid', 5, { rating: dice(3) < 50 ? 4 : 5, wrap: person % 2 });
      // Two of a hundred turn back at the door, so that there is a next worst place.
      if (dice(4) < 2) continue;
      yield say('Bye', 60, { rating: dice(5) < annoyed ? 1 : 4, gift: dice(6) < gifts ? 2 : 0 });
    }
}

const SOUND: Planted = { leave: 5, annoyed: 10, gifts: 95, slow: 10 };

test.each([
  ['failure-point:form', { ...SOUND, leave: 45 }],
  ['bad-end:bye', { ...SOUND, annoyed: 75 }],
  ['promise-not-kept:bye', { ...SOUND, gifts: 15 }],
  ['unmet-expectation:form', { ...SOUND, slow: 80 }],
])('[FK1] what is planted is found: %s', async (key, planted) => {
  const { found } = await foundIn([{ file: 'shop.yaml', text: SHOP }], shopping(planted));
  const keys = found.findings.map(({ kind, touchpoint }) => `${kind}:${touchpoint}`);
  expect(keys).toContain(key);
  // The wrapping is there in every one of these worlds, and the gift where it is often left out: nobody minds either.
  expect(keys).toContain('delivered-unnoticed:pay');
  const others = keys.filter((each) => each !== key && !each.startsWith('delivered-unnoticed:'));
  expect(others).toEqual([]);
});

test('[FK2] without faults only the wrapping is found, and what was counted is what was made', async () => {
  const { found, looks, reading } = await foundIn(
    [{ file: 'shop.yaml', text: SHOP }],
    shopping(SOUND),
  );
  expect(found.findings.map(({ kind, touchpoint }) => `${kind}:${touchpoint}`)).toEqual([
    'delivered-unnoticed:pay',
  ]);
  const events = [...shopping(SOUND)];
  const of = (name: string): readonly SegmentEvent[] =>
    events.filter(({ event }) => event === name);
  const bye = looks.get('bye');
  expect(bye?.ends).toMatchObject({
    journeys: of('Bye').length,
    bad: of('Bye').filter(({ properties }) => properties?.['rating'] === 1).length,
  });
  expect(bye?.promises?.[0]).toMatchObject({ n: of('Bye').length, believed: { median: 2 } });
  expect(bye?.promises?.[0]?.mean).toBeCloseTo(
    of('Bye').reduce((sum, { properties }) => sum + Number(properties?.['gift']), 0) /
      of('Bye').length,
    9,
  );
  expect(looks.get('form')?.expectations?.[0]).toMatchObject({
    n: of('Form').length,
    met: of('Form').filter(({ properties }) => properties?.['wait'] === 30).length,
  });
  // What was asked can be asked again, as it stands.
  const all = [...found.findings, ...found.strengths, ...found.blindSpots];
  for (const each of all) {
    const { query } = askedOf(each, reading);
    expect(query).not.toMatch(/[{}]/);
    if (query !== '') expect(await reading.stores.facts.rows(query)).not.toEqual([]);
  }
});

test('[FK3] nothing measured, nothing asked', async () => {
  const { found, looks } = await foundIn([{ file: 'shop.yaml', text: SHOP }], []);
  expect([found.findings, found.strengths, looks.size]).toEqual([[], [], 0]);
});

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);

test.each(SEEDS)(
  '[FK4] of seed %i, what is planted in Larkfield comes first, and without it nothing is claimed',
  async (seed) => {
    // Each seed one way, the even ones without faults: the bench has both ways of each.
    for (const faults of [seed % 2 === 1]) {
      const { found } = await foundIn(
        larkfieldFiles(),
        larkfieldEvents({ people: 600, seed, faults }),
      );
      const planted = larkfieldTruth(faults).faults;
      const first = found.findings
        .slice(0, planted.length)
        .map(({ kind, touchpoint }) => ({ kind, touchpoint }));
      expect(new Set(first.map((each) => JSON.stringify(each)))).toEqual(
        new Set(planted.map((each) => JSON.stringify(each))),
      );
      if (!faults) expect(found.findings).toEqual([]);
      expect(found.blindSpots.length).toBeGreaterThan(0);
    }
  },
  60_000,
);
