import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encountersReply, type RuleTest, ruleTestReply } from '@bothways/core/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf, openShop, rebuiltShop } from '../api/shop-testing.ts';
import { importFiles } from '../ingest/import-files.ts';
import { ruleTested } from './rule-tested.ts';
import { encountersShown } from './touchpoint-encounters.ts';
import { touchpointShown } from './touchpoint-shown.ts';
import { typicalOf } from './touchpoint-typical.ts';

let opened: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  opened = await openShop();
}, 60_000);
afterAll(() => opened.close());

describe('one by one', () => {
  test('[TP9] the typical, the best and the worst for the customer, then the newest', async () => {
    const reply = encountersReply.parse(
      JSON.parse(JSON.stringify(await encountersShown(opened.reading, 'call', null))),
    );
    expect(reply).toMatchObject({ of: 100, among: 100, isMissing: false });
    const marked = (mark: string) =>
      reply.encounters.find(({ marks }) => marks.includes(mark as 'best'));
    // Nobody waited and it was solved; five given back beats ninety seconds too many.
    expect(marked('worst')?.id).toBe(idOf('shop', 'call-0', 'call'));
    expect(marked('best')?.id).toBe(idOf('shop', 'call-98', 'call'));
    expect(marked('newest')?.id).toBe(idOf('shop', 'call-99', 'call'));
    const days = reply.encounters.slice(3).map(({ at }) => at);
    expect(days).toEqual(days.toSorted().toReversed());
    expect(marked('worst')).toMatchObject({
      ...{ durationSeconds: 60, felt: { value: -1, raw: 1, scale: 'csat-5' } },
      customer: { median: expect.closeTo(-2.01, 9) },
      expected: [{ isMet: true, value: 1 }, { isMet: true }, { isMet: false, value: -1 }],
    });
    expect(marked('best')?.refused).toEqual([{ name: 'Waiting', reason: 'absent' }]);
    expect(new Set(reply.encounters.map(({ person }) => person?.length))).toEqual(new Set([8]));
  });

  test('[TP9] one asked for is among them, however long ago; one that is not there is told', async () => {
    const id = idOf('shop', 'call-3', 'call');
    const reply = await encountersShown(opened.reading, 'call', id);
    expect(reply?.encounters.map((each) => each.id)).toContain(id);
    expect(await encountersShown(opened.reading, 'call', 'f'.repeat(32))).toMatchObject({
      isMissing: true,
    });
    expect(await encountersShown(opened.reading, 'unseen', null)).toMatchObject({
      of: 0,
      encounters: [],
    });
    expect(await encountersShown(opened.reading, 'nobody', null)).toBe(null);
  });

  test.each([
    [[], -1],
    [
      [
        [1, 5],
        [2, 5],
        [9, 5],
      ],
      1,
    ],
    [
      [
        [1, null],
        [2, null],
        [3, 4],
        [2, null],
      ],
      1,
    ],
    [[[7], [7]], 0],
  ])('[TP9] of %j the most typical is at %d', (rows, place) => {
    expect(typicalOf(rows)).toBe(place);
  });
});

async function tried(body: Parameters<typeof ruleTested>[2]): Promise<RuleTest> {
  const tested = await ruleTested(opened.stores, opened.reading.model, body);
  return ruleTestReply.parse(JSON.parse(JSON.stringify(tested)));
}

test('[TP10] how many match, who takes them now, and what each quantity gives', async () => {
  const tested = await tried({
    touchpoint: 'call',
    when: 'event == "Called" && properties.seconds <= 3600',
    quantities: [
      { name: 'wait', quantity: 'properties.wait', kind: 'time:waiting' },
      { name: 'refund', quantity: 'properties.refund', kind: 'goods' },
    ],
  });
  expect(tested).toMatchObject({ faults: [], matched: 61, people: 50, comes: 60, leaves: 40 });
  expect(tested.looked).toMatchObject({ events: 105 });
  expect(tested.taken).toEqual([
    { touchpoint: 'call', name: 'Call', count: 60, order: 'this' },
    { touchpoint: 'first', name: 'First of all', count: 1, order: 'earlier' },
  ]);
  expect(tested.quantities).toEqual([
    {
      name: 'wait',
      known: 61,
      zero: 0,
      absent: 0,
      negative: 0,
      tooLarge: 0,
      least: 1,
      median: 30,
      most: 60,
    },
    {
      name: 'refund',
      known: 59,
      zero: 59,
      absent: 1,
      negative: 1,
      tooLarge: 0,
      least: 0,
      median: 0,
      most: 0,
    },
  ]);
  expect(tested.examples).toHaveLength(20);
});

test('[TP10] only so many newest events are looked at', async () => {
  expect(await tried({ when: 'event == "Lost"', sample: 10 })).toMatchObject({
    looked: { events: 10 },
    matched: 1,
    taken: [{ touchpoint: null, order: 'none', count: 1 }],
  });
});

test('[TP11] a fault is told with its place, in words; the others are tried', async () => {
  const tested = await tried({
    when: 'event == "Called"',
    quantities: [
      { name: 'wait', quantity: 'properties.wait *\n  "3"' },
      { name: 'ok', quantity: '1' },
    ],
  });
  expect(tested.faults).toMatchObject([{ of: 'wait', index: 0, line: 2, column: 3 }]);
  expect(tested.quantities.map(({ name }) => name)).toEqual(['ok']);
  const wrong = await tried({ when: 'evnt == "Called"' });
  expect(wrong).toMatchObject({
    matched: null,
    looked: null,
    faults: [{ of: 'when', column: 1 }],
  });
  expect(wrong.faults[0]?.hint).toContain('event');
});

test('[TP12] examples show nothing of a person: no traits, no names or addresses, no text and no long number of few', async () => {
  const [example] = (await tried({ when: 'properties.topic == "delivery"' })).examples;
  const values = Object.fromEntries(
    example?.properties.map(({ name, value }) => [name, value]) ?? [],
  );
  expect(values).toEqual({
    ...{
      wait: '60',
      seconds: '3600',
      solved: 'false',
      refund: '0',
      tips: '2',
      topic: 'delivery',
    },
    ...{ email: null, order: null, note: null },
  });
  const odd = (await tried({ when: 'properties.topic == "odd 60"' })).examples;
  expect(odd[0]?.properties.find(({ name }) => name === 'topic')).toEqual({
    name: 'topic',
    value: null,
  });
  const who = await tried({ when: 'type == "identify"' });
  expect(who).toMatchObject({ matched: 1, examples: [{ properties: [] }] });
  expect(JSON.stringify(who)).not.toContain('ada@');
});

test('[TP12] without a model there is nobody who takes them', async () => {
  const tested = await ruleTested(opened.stores, null, { when: 'event == "Called"' });
  expect(tested).toMatchObject({ matched: 101, comes: 101, taken: [{ order: 'none' }] });
});

test('[TP13] aggregates count, and are in no spread; with them alone there is none, and it says why', async () => {
  const { stores, dataDir } = opened;
  const folder = join(dataDir, 'totals');
  mkdirSync(folder);
  const [file, mappingFile] = [join(folder, 'calls.csv'), join(folder, 'calls.mapping.yaml')];
  writeFileSync(file, 'begin,calls,event\n2026-05-01,40,Called\n2026-05-01,7,Never\n');
  writeFileSync(
    mappingFile,
    `bothways_mapping: 1
source: switchboard
time: { column: begin, zone: Europe/Berlin }
event: { column: event }
aggregate: { n: calls, per: month }
properties: { wait: { value: 100 }, seconds: { value: 100 }, total: { value: 4 } }
`,
  );
  await importFiles({ stores, dataDir, files: [file], mappingFile });
  const now = await rebuiltShop(stores);
  const whole = await touchpointShown(now, 'call');
  expect(whole).toMatchObject({ encounters: 140, inAggregates: 40, people: 50 });
  expect(whole?.spreads.find(({ metric }) => metric === 'leg:0')).toMatchObject({
    n: 90,
    most: 190,
  });
  expect(whole?.expectations[1]?.outcome).toMatchObject({ n: 100, met: 83 });
  expect(whole?.months.at(-1)).toMatchObject({ month: '2026-04', encounters: 50 });
  const totals = await touchpointShown(now, 'unseen');
  expect(totals).toMatchObject({ standing: 'measured', encounters: 7, people: null });
  expect(totals?.spreads).toMatchObject([
    { kind: 'abstained' },
    { kind: 'abstained' },
    { kind: 'abstained' },
  ]);
  expect(await encountersShown(now, 'unseen', null)).toMatchObject({ of: 0, encounters: [] });
});
