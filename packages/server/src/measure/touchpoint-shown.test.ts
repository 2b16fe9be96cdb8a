import { believedLedger, quantiles } from '@bothways/core';
import { type Spread, type TouchpointWhole, touchpointReply } from '@bothways/core/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop } from '../api/shop-testing.ts';
import { reportData } from './report.ts';
import { touchpointShown } from './touchpoint-shown.ts';
import { wilson } from './wilson.ts';

let opened: Awaited<ReturnType<typeof openShop>>;
let call: TouchpointWhole;
const waits = Array.from({ length: 90 }, (_, k) => k + 1 + (k >= 80 ? 100 : 0));

beforeAll(async () => {
  opened = await openShop();
  call = await shown('call');
}, 60_000);
afterAll(() => opened.close());

async function shown(id: string): Promise<TouchpointWhole> {
  const found = await touchpointShown(opened.reading, id);
  if (found === null) throw new Error(`no touchpoint ${id}`);
  return touchpointReply.parse(JSON.parse(JSON.stringify(found)));
}

function spreadOf({ spreads }: TouchpointWhole, metric: string): Spread & { kind: 'spread' } {
  const found = spreads.find((each) => each.metric === metric);
  if (found?.kind !== 'spread') throw new Error(`${metric} has no spread`);
  return found;
}

describe('exchange', () => {
  test('[TP1] a year of it is what the overview says, to the last digit', async () => {
    const overview = await reportData(opened.reading, '2026-06-01T00:00:00.000Z');
    for (const { id, measured, encounters } of overview.journeys
      .flatMap(({ phases }) => phases)
      .flatMap(({ steps }) => steps)
      .flatMap(({ touchpoints }) => touchpoints)) {
      const whole = await shown(id);
      expect(whole.measured === null).toBe(measured === null);
      if (measured === null || whole.measured === null) continue;
      const { delivered, captured, customer, business } = whole.measured;
      expect([customer, business]).toEqual([measured.customer, measured.business]);
      expect([delivered, captured]).toEqual(
        [measured.delivered, measured.captured].map(({ worth, cost }) => ({ worth, cost })),
      );
      expect(Math.round(whole.measured.encounters)).toBe(encounters);
    }
  });

  test('[TP2] at one encounter it is what was seen, over the encounters seen', () => {
    const lines = call.measured?.lines.map(({ kind, way, each, worthEach, costEach }) => ({
      ...{ kind, way, each },
      worth: worthEach.kind === 'estimate' ? worthEach.median : null,
      cost: costEach.kind === 'estimate' ? costEach.median : null,
    }));
    const waited = waits.reduce((sum, wait) => sum + wait, 0) / 100;
    expect(lines).toEqual([
      { kind: 'help', way: 'delivered', each: 0.5, worth: 1.5, cost: 0 },
      { kind: 'goods', way: 'captured', each: 0.05, worth: 0.1, cost: 0.05 },
      { kind: 'time:waiting', way: 'captured', each: waited, worth: 0, cost: waited / 100 },
    ]);
    expect(call.measured?.customerEach).toMatchObject({
      median: expect.closeTo(1.5 - 0.05 - waited / 100, 2),
    });
    expect(call.measured?.unsaid).toEqual(['Waiting']);
  });

  test('[TP2] believed, it is the believed ledger, also of a planned future', async () => {
    const { model } = opened.reading;
    const stated = believedLedger(model, { includeFuture: true }).touchpoints;
    for (const { touchpoint, nets, encounters } of stated) {
      const { believed } = await shown(touchpoint);
      expect(believed?.customer).toEqual(nets.customer);
      expect(believed?.tilt).toEqual(nets.tilt);
      expect(believed?.encounters).toBe(encounters.median);
    }
    expect((await shown('later')).believed?.customerEach).toMatchObject({ median: 10 });
    expect((await shown('planned')).believed?.lines).toMatchObject([
      { each: 5, quantity: '60.00' },
    ]);
  });
});

describe('spread', () => {
  test('[TP3] quantities are spread over the encounters that say them, nothing moved being nothing', () => {
    const waiting = spreadOf(call, 'leg:0');
    expect(waiting).toMatchObject({ n: 90, least: 1, tenth: 9, median: 45, most: 190 });
    expect(waiting).toMatchObject({ quarter: 23, threeQuarters: 68, ninth: 181 });
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / 90;
    expect(waiting.mean).toMatchObject({ median: expect.closeTo(mean, 9), n: 90 });
    // Type 7 lies between the two values that ours is the lower of.
    expect(quantiles(waits, [0.5])[0]).toBe(45.5);
    const answers = spreadOf(call, 'leg:1');
    expect(answers).toMatchObject({ n: 100, least: 0, most: 1, tenth: 0, ninth: 1 });
    expect(answers.bars).toEqual([
      { from: 0, to: 0, count: 50 },
      { from: 1, to: 1, count: 50 },
    ]);
    expect(spreadOf(call, 'leg:2')).toMatchObject({ least: -5, most: 0, n: 100 });
  });

  test('[TP3] the worst tenth is the mean of that tenth, at the end that is the worse for the customer', () => {
    // Nine encounters of ninety: 182 to 190.
    expect(spreadOf(call, 'leg:0').worst).toEqual({ side: 'high', from: 181, mean: 186 });
    // Ten of a hundred: nothing at nine, five given back at one.
    expect(spreadOf(call, 'leg:2').worst).toEqual({ side: 'low', from: 0, mean: -0.5 });
    expect(spreadOf(call, 'duration_s').worst).toEqual({ side: 'high', from: 5400, mean: 5730 });
    expect(spreadOf(call, 'tips').worst).toBe(null);
  });

  test('[TP3] every encounter is in one bar', () => {
    for (const each of call.spreads)
      if (each.kind === 'spread')
        expect(each.bars.reduce((sum, { count }) => sum + count, 0)).toBe(each.n);
  });

  test('[TP4] net(customer) is spread over people: what each gained and gave here', () => {
    const nets = Array.from({ length: 50 }, (_, person) =>
      [person, person + 50].reduce((sum, k) => {
        const answer = k % 2 === 0 ? 3 : 0;
        return sum + answer - (waits[k] ?? 0) / 100 - (k === 0 ? 5 : 0);
      }, 0),
    ).toSorted((a, b) => a - b);
    const spread = spreadOf(call, 'net');
    expect(spread).toMatchObject({ n: 50, over: 'people', unit: 'EUR' });
    expect(spread.least).toBeCloseTo(nets[0] ?? 0, 9);
    expect(spread.median).toBeCloseTo(nets[24] ?? 0, 9);
    const five = nets.slice(0, 5).reduce((sum, net) => sum + net, 0) / 5;
    expect(spread.worst?.mean).toBeCloseTo(five, 9);
    expect(spread.mean).toMatchObject({ grade: 'D' });
  });

  test('[TP4] of fewer than ten nothing is said but how many', async () => {
    expect(call.spreads.find(({ metric }) => metric === 'felt')).toMatchObject({
      ...{ kind: 'abstained', n: 5 },
      reason: '5 encounters say it: of fewer than 10 there is no worst tenth',
    });
    expect((await shown('one')).spreads).toMatchObject([
      { metric: 'net', kind: 'abstained', n: 1 },
      { metric: 'leg:0', kind: 'abstained', n: 1 },
      { metric: 'duration_s', kind: 'abstained', n: 1 },
    ]);
  });
});

describe('expectations', () => {
  test('[TP5] each is held against what every encounter says', () => {
    const [tape, habit, felt] = call.expectations.map(({ outcome }) => outcome);
    expect(tape).toMatchObject({ n: 90, met: 80, people: 50, peopleMissed: 10, grade: 'A' });
    // Missed by 81 to 90 seconds; the middle is the lower of the two there are.
    expect(tape).toMatchObject({ shortfall: { mean: 85.5, median: 86, most: 90 } });
    expect(habit).toMatchObject({ n: 100, met: 83, peopleMissed: 17, shortfall: { mean: 520 } });
    expect(felt).toMatchObject({ n: 5, met: 3, shortfall: { mean: 0.75, most: 1 } });
    expect(call.expectations[0]).toMatchObject({ source: 'the tape', atMost: 100, unit: 'second' });
  });

  test.each([
    // met of  low    high
    [0, 1, 0, 0.7301],
    [1, 1, 0.2699, 1],
    [80, 90, 0.8227, 0.9324],
    [5, 10, 0.2693, 0.7307],
  ])('[TP5] %d of %d is known between %d and %d', (met, n, low, high) => {
    const share = wilson(met, n, 'A');
    if (share.kind === 'abstained') throw new Error(share.reason);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
    expect(share.median).toBe(met / n);
  });
});

test('[TP6] believed stands beside measured, and what lies outside the range believed is a surprise', () => {
  const waited = waits.reduce((sum, wait) => sum + wait, 0) / 90;
  expect(call.compared).toMatchObject([
    { of: 'volume', believed: { median: 365.25 }, times: 1, isSurprising: false },
    { name: 'Waiting', times: expect.closeTo(waited / 20, 9), isSurprising: true },
    { name: 'Answers', believed: null, isSurprising: null },
    { name: 'Goods', believed: null, measured: { median: expect.closeTo(-0.05, 9) } },
  ]);
});

test('[TP7] by month there are the encounters and both nets; a month that events do not fill is told', () => {
  expect(
    call.months.map(({ month, encounters, isPartial }) => [month, encounters, isPartial]),
  ).toEqual([
    ['2026-01', 31, false],
    ['2026-02', 28, false],
    ['2026-03', 31, false],
    ['2026-04', 10, true],
  ]);
  const april = waits.slice(90).length;
  expect(april).toBe(0);
  expect(call.months[3]?.customer).toMatchObject({ kind: 'estimate', median: 15 });
});

describe('whatever there is', () => {
  test.each([
    ['unseen', 'unseen', false, true],
    ['planned', 'no-rule', false, true],
    ['later', 'future', false, true],
    ['one', 'measured', true, false],
    ['bare', 'measured', true, false],
  ])('[TP8] %s is %s', async (id, standing, isMeasured, isBelieved) => {
    const whole = await shown(id);
    expect(whole.standing).toBe(standing);
    expect([whole.measured !== null, whole.believed !== null]).toEqual([isMeasured, isBelieved]);
  });

  test('[TP8] what nobody met has no spread, and its expectations abstain; an exchange of nothing is nothing', async () => {
    const unseen = await shown('unseen');
    expect(unseen).toMatchObject({ spreads: [], months: [], people: null, period: null });
    expect(unseen.believed?.unsaid).toEqual(['Money']);
    const bare = await shown('bare');
    expect(bare.measured).toMatchObject({ lines: [], customer: { kind: 'abstained' } });
    expect(bare.spreads).toMatchObject([{ metric: 'net', kind: 'abstained' }]);
    expect(await touchpointShown(opened.reading, 'nobody')).toBe(null);
  });
});
