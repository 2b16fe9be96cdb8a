import { EVERYONE } from '@bothways/core';
import { type Overview, overviewReply, type ReportFuturePair } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { measuredRows } from './findings.ts';
import { pairsOf } from './future-pairs.ts';
import type { Reading } from './reading.ts';
import { reportData } from './report.ts';

const volume = 'believed: { volume: { per: month, median: 20, low: 10, high: 40 } }';
const FUTURE = `
  - id: caring-next
    state: future
    instead_of: buying
    phases:
      - id: next
        steps:
          - id: told
            touchpoints:
              - { id: paid-next, channel: web, instead_of: paid }
              - id: message
                channel: app
                instead_of: call
                ${volume}
                exchange: [{ give: business, kind: goods, quantity: 3 }]
              - id: short-call
                channel: phone
                instead_of: [call, asked]
                ${volume}
                exchange: [{ give: customer, kind: time:waiting, quantity: 60 }]
              - id: video
                channel: app
                ${volume}
                exchange: [{ give: business, kind: goods, quantity: 1 }]
  - { id: same, state: future, instead_of: buying, phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: a, channel: web, instead_of: [paid, gift] }, { id: b, channel: web, instead_of: [call, asked] }, { id: c, channel: web, instead_of: never }] }] }] }
personas: [{ id: ada, name: Ada, segment: big, goals: [Peace] }, { id: none }]
`;
const { model, files } = modelOf(WORLD + FUTURE);
const NOW = '2026-09-01T00:00:00.000Z';
let opened: Awaited<ReturnType<typeof openTestStores>>;
let reading: Reading;
let whole: Overview;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  await importEvents({ stores, source: 'world', events: worldEvents(21, 1200) });
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  reading = { stores, generation, model };
  whole = await reportData(reading, NOW);
});
afterAll(() => opened.close());

const SEGMENTS = ['big', 'known', EVERYONE];

test('[LN1] quantities, encounters and people of all segments add up to those of everybody', async () => {
  const sums = new Map<string, bigint>();
  const [all, ...parts] = await Promise.all(
    [undefined, ...SEGMENTS].map((segment) =>
      measuredRows({ ...reading, ...(segment === undefined ? {} : { segment }) }),
    ),
  );
  const keyOf = ({ keys, giver, receiver, kind }: NonNullable<typeof all>['cube'][number]) =>
    [keys['touchpoint'], giver, receiver, kind].join(' ');
  for (const row of parts.flatMap(({ cube }) => cube))
    sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0n) + row.quantity);
  const expected = new Map<string, bigint>();
  for (const row of all?.cube ?? [])
    expected.set(keyOf(row), (expected.get(keyOf(row)) ?? 0n) + row.quantity);
  expect(sums).toEqual(expected);
  const total = (of: 'people' | 'encounters') =>
    parts.reduce((sum, { totals }) => sum + totals[of], 0);
  expect(total('encounters')).toBe(all?.totals.encounters);
  expect(total('people')).toBe(all?.totals.people);
  expect(new Set(parts.map(({ totals }) => totals.days))).toEqual(new Set([all?.totals.days]));
  expect(whole.segments.map(({ id, people }) => [id, people])).toEqual(
    SEGMENTS.map((id, index) => [id, parts[index]?.totals.people]),
  );
});

test('[LN2] an overview of one segment is valued by its valuations, and believes nothing', async () => {
  const big = await reportData({ ...reading, segment: 'big' }, NOW);
  expect(overviewReply.parse(JSON.parse(JSON.stringify(big)))).toMatchObject({
    segment: { id: 'big', name: 'Big households', people: big.people },
    net: { believed: null },
  });
  expect(big.people).toBeLessThan(whole.people);
  expect(big.across?.people).toBeLessThanOrEqual(big.people);
  expect(big.values.filter(({ evidence }) => evidence === 'believed')).toEqual([]);
  const waiting = big.values.find(({ kind }) => kind === 'time:waiting');
  const cost = waiting?.cost.kind === 'estimate' ? waiting.cost.median : 0;
  expect(cost / Number(waiting?.quantity)).toBeCloseTo(0.03);
  const touchpoints = big.journeys.flatMap(({ phases }) => phases).flatMap(({ steps }) => steps);
  for (const each of touchpoints.flatMap((step) => step.touchpoints)) {
    expect(each.believed).toBeNull();
    expect(each.unseen).toBe(each.id === 'never');
  }
  expect(whole.segment).toBeNull();
  expect(whole.personas).toMatchObject([
    { id: 'ada', segment: { id: 'big', name: 'Big households' }, goals: ['Peace'] },
    { id: 'none', segment: null },
  ]);
});

test('[LN3] a sum is of the touchpoints in it, and one of one touchpoint is what that says', () => {
  const [journey] = whole.journeys;
  const pay = journey?.phases[0];
  expect(journey).toMatchObject({ level: 'L1', state: 'current' });
  const all = journey?.phases.flatMap(({ sums }) => sums.encounters ?? 0) ?? [];
  expect(all.reduce((a, b) => a + b, 0)).toBe(journey?.sums.encounters);
  const paid = pay?.steps[0]?.touchpoints.find(({ id }) => id === 'paid');
  expect(pay?.sums.felt).toEqual(paid?.felt);
  expect(pay?.sums.measured?.captured.cost).toMatchObject({
    median: expect.closeTo(medianOf(paid?.measured?.captured.cost), 6),
  });
  const money = (of: 'delivered' | 'captured') =>
    journey?.sums.measured?.[of].transfers.find(({ kind }) => kind === 'money')?.quantity;
  expect(money('captured')).toBe(
    paid?.measured?.captured.transfers.find(({ kind }) => kind === 'money')?.quantity,
  );
});

test('[LN4] a journey beside itself differs by nothing', () => {
  const same = whole.futures.find(({ id }) => id === 'same');
  expect(same?.pairs.map(({ change }) => change)).toEqual(['kept', 'kept', 'kept']);
  for (const estimates of [
    same?.total.difference,
    ...(same?.pairs ?? []).map((each) => each.difference),
  ])
    for (const estimate of Object.values(estimates ?? {}))
      expect(estimate).toMatchObject({ kind: 'estimate', median: 0, low: 0, high: 0 });
});

test('[LN5] what is named together is one pair, and the total is of all pairs', () => {
  const next = whole.futures.find(({ id }) => id === 'caring-next');
  const ids = (side: ReportFuturePair['now']) => side?.touchpoints.map(({ id }) => id) ?? [];
  expect(next?.pairs.map(({ change, now, next: later }) => [change, ids(now), ids(later)])).toEqual(
    [
      ['kept', ['paid'], ['paid-next']],
      ['gone', ['gift'], []],
      ['changed', ['call', 'asked'], ['message', 'short-call']],
      ['gone', ['never'], []],
      ['new', [], ['video']],
    ],
  );
  expect(next?.unsaid).toEqual(['Never']);
  expect(next?.insteadOf).toEqual({ id: 'buying', name: 'Buying' });
  const hours = next?.pairs.flatMap(({ difference }) =>
    difference.waiting.kind === 'estimate' ? [difference.waiting.median] : [],
  );
  expect(medianOf(next?.total.difference.waiting)).toBeCloseTo(
    (hours ?? []).reduce((a, b) => a + b, 0),
    1,
  );
  expect(next?.pairs[2]).toMatchObject({
    now: { evidence: 'measured' },
    next: { evidence: 'believed' },
  });
});

test('[LN5] of one segment, what is believed of the future cannot be said', async () => {
  const big = await reportData({ ...reading, segment: 'big' }, NOW);
  const next = big.futures.find(({ id }) => id === 'caring-next');
  expect(next?.total.difference.customer).toMatchObject({ kind: 'abstained' });
  const kinds = next?.pairs.map(({ change, difference }) => [change, difference.hours.kind]);
  expect(kinds).toContainEqual(['kept', 'estimate']);
  expect(kinds).toContainEqual(['changed', 'abstained']);
});

test('[LN5] every touchpoint of both journeys is in one pair', () => {
  const [now, next] = model.journeys;
  if (now === undefined || next === undefined) throw new Error('two journeys are wanted');
  const pairs = pairsOf(next, now, model);
  for (const of of ['now', 'next'] as const) {
    const ids = pairs.flatMap((pair) => pair[of]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

function medianOf(estimate: { kind: string; median?: number } | undefined): number {
  if (estimate?.median === undefined) throw new Error('this abstained');
  return estimate.median;
}
