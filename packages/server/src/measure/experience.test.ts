import { type Experience, experienceReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import { journeysRead } from '../store/measure/experience-journeys.ts';
import { openTestStores } from '../store/testing.ts';
import { setterOf } from './experience-setter.ts';
import { experienceShown } from './experience-shown.ts';
import type { Reading } from './reading.ts';
import { touchpointShown } from './touchpoint-shown.ts';

const felt = 'felt: { from: properties.rating, scale: csat-5 }';
const CLINIC = `
bothways: 1
name: Clinic
currency: EUR
values:
  money: { unit: EUR, scale: 2, form: in-exchange }
  data:opinion: { unit: disclosure, scale: 0, form: in-exchange, basis: contract }
segments: [{ id: young, name: Young, when: traits.age < 30 }]
journeys:
  - id: visit
    state: current
    mission: { ends_when: event == "Went Home", gap: 5d }
    phases:
      - id: in
        stage: purchase
        steps:
          - id: here
            touchpoints:
              - { id: desk, channel: desk, when: 'event == "Arrived"', ${felt} }
              - id: wait
                channel: room
                when: event == "Waited"
                measures: { wait_s: properties.seconds, duration_s: properties.seconds }
                expects: [{ metric: wait_s, at_most: 600, source: "poster: ten minutes" }, { metric: nothing, at_most: 1 }]
                ${felt}
              - { id: doctor, channel: room, when: 'event == "Seen"', ${felt} }
              - { id: home, channel: post, when: 'event == "Went Home"' }
  - id: asked
    state: current
    phases: [{ id: a, steps: [{ id: b, touchpoints: [{ id: survey, channel: mail, when: 'event == "Asked"', felt: { from: properties.score, scale: nps-10 } }] }] }]
  - id: buying
    state: current
    phases:
      - { id: p, steps: [{ id: q, touchpoints: [{ id: shop, channel: web, when: 'event == "Paid"', exchange: [{ give: customer, kind: money, quantity: 5 }] }] }] }
  - id: nobody
    state: current
    phases: [{ id: n, steps: [{ id: m, touchpoints: [{ id: box, channel: box, when: 'event == "Dropped In"', ${felt} }] }] }]
`;
const { model, files } = modelOf(CLINIC);
const DAY = 86_400_000;
const BEGIN = Date.UTC(2026, 0, 5, 9);
const PEOPLE = 300;

/** Ratings of one visit, each 1..5, that differ from person to person; no dice. */
function ratingsOf(person: number): readonly [number, number, number] {
  return [1 + (person % 5), 1 + (Math.floor(person / 5) % 5), 1 + (Math.floor(person / 25) % 5)];
}
const centred = (rating: number): number => (rating - 3) / 2;
/** What the whole is answered: the strongest and the last moment, on 0..10. */
function scoreOf(ratings: readonly number[]): number {
  const moments = ratings.map(centred);
  const peak = moments.reduce((a, b) => (Math.abs(b) >= Math.abs(a) ? b : a));
  return Math.round(((peak + (moments.at(-1) ?? 0)) / 2 + 1) * 5);
}

const events = Array.from({ length: PEOPLE }, (_, person) => {
  const ratings = ratingsOf(person);
  const at = BEGIN + (person % 100) * DAY;
  const event = (name: string, hours: number, properties: object) => ({
    ...{ type: 'track', event: name, messageId: `${name} ${person}`, userId: `p${person}` },
    ...{ timestamp: new Date(at + hours * 3_600_000).toISOString(), properties },
  });
  return [
    {
      ...{ type: 'identify', messageId: `i${person}`, userId: `p${person}` },
      ...{ timestamp: new Date(at).toISOString(), traits: { age: 20 + (person % 2) * 30 } },
    },
    event('Arrived', 0, { rating: ratings[0] }),
    // Who waits long says so.
    event('Waited', 1, { rating: ratings[1], seconds: ratings[1] >= 3 ? 300 : 900 }),
    event('Seen', 2, { rating: ratings[2] }),
    event('Went Home', 3, {}),
    ...(person % 3 === 0
      ? []
      : [event('Asked', 24 * (1 + (person % 20)), { score: scoreOf(ratings) })]),
    event('Paid', 24 * 90, {}),
  ];
}).flat();
const nameless = Array.from({ length: 40 }, (_, index) => ({
  ...{ type: 'track', event: 'Dropped In', messageId: `box ${index}` },
  ...{ timestamp: '2026-02-02T02:02:02Z', properties: { rating: 1 + (index % 5) } },
}));

let opened: Awaited<ReturnType<typeof openTestStores>>;
let reading: Reading;
let visit: Experience;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  await importEvents({ stores, source: 'clinic', events: [...events, ...nameless] });
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  reading = { stores, generation, model };
  visit = await shown('visit');
}, 60_000);
afterAll(() => opened.close());

async function shown(journey: string, segment?: string): Promise<Experience> {
  const found = await experienceShown(
    segment === undefined ? reading : { ...reading, segment },
    journey,
  );
  expect(experienceReply.safeParse(found).error).toBeUndefined();
  if (found === null) throw new Error(`${journey} is not there`);
  return found;
}

const people = Array.from({ length: PEOPLE }, (_, person) => person);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function middle(estimate: Experience['lenses']['remembered']): number {
  return estimate.kind === 'estimate' ? estimate.median : Number.NaN;
}

test('[EP1] the curve has the mean, the number and the part that felt bad of the events, by touchpoint and by place', () => {
  for (const [at, id] of ['desk', 'wait', 'doctor'].entries()) {
    const ratings = people.map((person) => centred(ratingsOf(person)[at] ?? 0));
    const [seen, place] = [visit.curve.touchpoints[at], visit.curve.places[at]];
    expect(seen).toMatchObject({ id, encounters: PEOPLE, n: PEOPLE });
    expect(place).toMatchObject({ place: at + 1, encounters: PEOPLE, n: PEOPLE });
    for (const each of [seen, place]) {
      expect(each?.felt).toMatchObject({ median: expect.closeTo(mean(ratings), 9), n: PEOPLE });
      const bad = ratings.filter((rating) => rating < 0).length / PEOPLE;
      expect(each?.negative).toMatchObject({ median: expect.closeTo(bad, 9) });
    }
  }
  expect(visit.curve.touchpoints[3]).toMatchObject({ id: 'home', n: 0, scale: null });
  expect(visit.curve.touchpoints[3]?.felt.kind).toBe('abstained');
});

test('[EP1] it is the mean that the touchpoint shows', async () => {
  const whole = await touchpointShown(reading, 'wait');
  const spread = whole?.spreads.find(({ metric }) => metric === 'felt');
  const own = visit.curve.touchpoints.find(({ id }) => id === 'wait');
  expect(spread?.kind === 'spread' && middle(spread.mean)).toBeCloseTo(
    middle(own?.felt ?? { kind: 'abstained', reason: '' }),
    9,
  );
});

test('[EP2] peaks and ends are those of real journeys, each by itself', () => {
  const peaks = people.map((person) => {
    const sizes = ratingsOf(person).map((rating) => Math.abs(centred(rating)));
    return sizes.lastIndexOf(Math.max(...sizes));
  });
  for (const at of [0, 1, 2]) {
    const part = peaks.filter((peak) => peak === at).length / PEOPLE;
    expect(visit.curve.touchpoints[at]?.peaks).toMatchObject({ median: expect.closeTo(part, 9) });
    expect(middle(visit.curve.touchpoints[at]?.ends ?? visit.lenses.spread)).toBeCloseTo(
      at === 2 ? 1 : 0,
      9,
    );
  }
  expect(visit.curve.touchpoints[3]?.lasts).toMatchObject({ median: 1 });
  expect(visit).toMatchObject({ instances: PEOPLE, people: PEOPLE, imagined: 0 });
});

test('[EP3] answers made of the strongest and the last moment teach just that', () => {
  const { remembered } = visit;
  expect(remembered).toMatchObject({
    answer: { kind: 'asked', touchpoint: { id: 'survey' }, scale: 'nps-10', days: 30 },
    ...{ answers: 200, verdict: 'peak-and-end', strength: 'decisive', isUsed: true, unsaid: null },
  });
  const end = remembered.weights.find(({ of }) => of === 'end');
  expect(end?.learned.kind === 'estimate' && end.learned.low).toBeGreaterThan(0.25);
});

test('[EP3] the last moment moves the memory more than the first', () => {
  const [desk, , doctor] = visit.curve.touchpoints.map(({ lever }) => middle(lever));
  expect(doctor ?? 0).toBeGreaterThan(2 * (desk ?? 1));
  expect(visit.lenses.later[0]?.remembered).toEqual(visit.lenses.remembered);
});

test('[EP4] an expectation says how often it was kept, who set it, and how it felt then', () => {
  const [held, unmeasured] = visit.expectations.held;
  const kept = people.filter((person) => ratingsOf(person)[1] >= 3);
  expect(held).toMatchObject({
    ...{ touchpoint: { id: 'wait' }, setter: 'advert', n: PEOPLE, missedBy: 300 },
    kept: { median: kept.length / PEOPLE },
    feltKept: { median: mean(kept.map((person) => centred(ratingsOf(person)[1]))) },
  });
  expect(held?.tie.kind === 'estimate' && held.tie.low).toBeGreaterThan(0.5);
  expect(unmeasured).toMatchObject({ setter: 'nobody-said', unsaid: { code: 'not-measured' } });
  expect(visit.expectations.setters.map(({ setter }) => setter)).toEqual(['advert', 'nobody-said']);
});

test.each([
  ["advert: 'three minutes'", 'advert'],
  ["the tape: 'in two minutes'", 'own-words'],
  ['last time', 'last-time'],
  ['the supermarket next door', 'rival'],
  ['a colleague at the desk', 'colleague'],
  ['Anzeige im Sommer', 'advert'],
  ['my neighbour', 'other-customers'],
  ['the weather', 'other'],
  [null, 'nobody-said'],
] as const)('[EP4] %s is set by %s', (source, setter) => {
  expect(setterOf(source)).toBe(setter);
});

test('[EP5] NPS is promoters less detractors, over time and by segment on its own terms', async () => {
  const [score] = (await shown('asked')).scores.asked;
  const scores = people
    .filter((person) => person % 3 !== 0)
    .map((person) => scoreOf(ratingsOf(person)));
  const [good, bad] = [
    scores.filter((each) => each >= 9).length,
    scores.filter((each) => each <= 6).length,
  ];
  expect(score).toMatchObject({ measure: 'nps', n: scores.length, good, bad });
  expect(score?.value).toMatchObject({
    median: expect.closeTo((100 * (good - bad)) / scores.length, 9),
  });
  for (const parts of [score?.months, score?.segments])
    expect(parts?.reduce((sum, { n }) => sum + n, 0)).toBe(scores.length);
  expect(score?.answers.reduce((sum, { n }) => sum + n, 0)).toBe(scores.length);
});

test('[EP6] nobody asked, or nobody named: it says so and what to add', async () => {
  const buying = await shown('buying');
  expect(buying.curve.unsaid).toMatchObject({ code: 'no-felt' });
  expect(buying.remembered).toMatchObject({ answer: null, unsaid: { code: 'no-felt' } });
  expect(buying.scores.unsaid?.todo).toMatch('nps-10');
  const box = await shown('nobody');
  expect(box.curve.touchpoints[0]).toMatchObject({ n: 40, felt: { kind: 'estimate' } });
  expect(box.people).toBe(0);
  expect(box.instances).toBe(0);
  expect(box.lenses.unsaid).toMatchObject({ code: 'nobody-named' });
  expect(box.lenses.cost.seconds.kind).toBe('abstained');
  expect(await experienceShown(reading, 'none')).toBeNull();
});

test('[EP7] the segments add up to everybody, and each is of its people alone', async () => {
  const [young, others] = [await shown('visit', 'young'), await shown('visit', 'everyone')];
  expect(young.instances + others.instances).toBe(visit.instances);
  expect(young.felt + others.felt).toBe(visit.felt);
  const own = people.filter((person) => person % 2 === 0);
  expect(young.curve.touchpoints[0]?.felt).toMatchObject({
    median: expect.closeTo(mean(own.map((person) => centred(ratingsOf(person)[0]))), 9),
  });
});

test('[EP8] a sample of journeys is the same each time, and the whole is in its parts', async () => {
  const { stores, generation } = reading;
  const asked = { facts: stores.facts, generation, journey: 'visit' };
  const ids = ['desk', 'wait', 'doctor', 'home'];
  const [some, again, all] = [
    await journeysRead(asked, ids, 4),
    await journeysRead(asked, ids, 4),
    await journeysRead(asked, ids, 1),
  ];
  expect(again).toEqual(some);
  expect(some.length).toBeGreaterThan(PEOPLE / 8);
  expect(some.length).toBeLessThan(PEOPLE / 2);
  expect(all).toHaveLength(PEOPLE);
  const known = new Map(all.map((journey) => [journey.id, journey]));
  for (const journey of some) expect(known.get(journey.id)).toEqual(journey);
});
