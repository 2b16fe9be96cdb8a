import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CubeRow } from '@bothways/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../../ingest/import-events.ts';
import { importFiles } from '../../ingest/import-files.ts';
import { rebuild } from '../../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../../ingest/world-testing.ts';
import { merged } from '../../measure/yearly.ts';
import { type Generation, generationReady } from '../generation.ts';
import { openTestStores } from '../testing.ts';
import { cube } from './cube.ts';
import { movedSpreads } from './moved-spreads.ts';
import { aggregatePeriods, DAY_MS, daysCovered } from './periods.ts';
import { totals } from './totals.ts';
import { touchpointEvidence } from './touchpoints.ts';

const { model, files } = modelOf(WORLD);
let opened: Awaited<ReturnType<typeof openTestStores>>;
let counted: Generation;
let both: Generation;

/** Months in which `Paid` was rated on average: n, mean rating of 1..5. */
const RATED = [
  ['2026-01-01', 40, 4],
  ['2026-02-01', 12, 2],
  ['2026-04-01', 30, 5],
] as const;
const SINGLE = [1, 5, 3, 4];

beforeAll(async () => {
  opened = await openTestStores();
  const { stores, dataDir } = opened;
  const folder = join(dataDir, 'files');
  mkdirSync(folder);
  const [file, mappingFile] = [join(folder, 'rated.csv'), join(folder, 'rated.mapping.yaml')];
  writeFileSync(file, ['month,n,rating', ...RATED.map((line) => line.join())].join('\n'));
  writeFileSync(
    mappingFile,
    `bothways_mapping: 1
source: survey
time: { column: month, zone: America/New_York }
event: Paid
aggregate: { n: n, per: month }
properties: { rating: { column: rating, as: number }, total: { value: 2.5 } }
`,
  );
  await importFiles({ stores, dataDir, files: [file], mappingFile });
  counted = await rebuilt();
  const rated = SINGLE.map((rating, index) => ({
    ...{ type: 'track', event: 'Paid', messageId: `rated ${index}`, userId: `u${index}` },
    ...{ timestamp: '2026-05-05T05:05:05Z', properties: { rating, total: 7 } },
  }));
  const unrated = worldEvents(4, 300).map(({ properties, ...event }) => ({
    ...event,
    properties: { ...(properties as object), rating: undefined },
  }));
  await importEvents({ stores, source: 'till', events: [...rated, ...unrated] });
  both = await rebuilt();
}, 60_000);
afterAll(() => opened.close());

async function rebuilt(): Promise<Generation> {
  const { stores } = opened;
  await rebuild({ stores, model, files });
  const ready = await generationReady(stores.state);
  if (ready === null) throw new Error('no generation is ready');
  return ready;
}

test('[TT2] the period is that of single events; of aggregates alone what they count', async () => {
  const { facts } = opened.stores;
  expect(await totals(facts, counted)).toEqual({
    ...{ from: '2026-01-01', to: '2026-04-30', days: 31 + 28 + 30, people: 0, encounters: 82 },
  });
  expect([...(await aggregatePeriods(facts, both)).keys()]).toEqual(['paid']);
  const whole = await totals(facts, both);
  const [row] = await facts.rows<{ from: string; days: string }>(
    `SELECT toString(toDate(min(at))) AS from, dateDiff('day', min(at), max(at)) + 1 AS days
     FROM encounter_g${both.id} WHERE isNull(until)`,
  );
  expect(whole).toMatchObject({ from: row?.from, days: Number(row?.days) });
  expect(whole.encounters).toBeGreaterThan(82 + 4);
});

test('[TT3] each moment counts once, and days are whole', () => {
  const day = (from: number, until: number) => ({ from: from * DAY_MS, until: until * DAY_MS });
  const period = fc
    .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
    .map(([from, days]) => day(from, from + days));
  fc.assert(
    fc.property(fc.array(period), (periods) => {
      const days = new Set<number>();
      for (const { from, until } of periods)
        for (let at = from; at < until; at += DAY_MS) days.add(at);
      expect(daysCovered(periods)).toBe(days.size);
    }),
  );
  const hour = DAY_MS / 24;
  expect(daysCovered([{ from: 0, until: 31 * DAY_MS - hour }])).toBe(31);
  expect(daysCovered([{ from: 0, until: 31 * DAY_MS + hour }])).toBe(31);
  expect(daysCovered([{ from: 0, until: hour }])).toBe(1);
});

test('[CB7] single events and aggregates are the whole, neither has any of the other', async () => {
  const { facts } = opened.stores;
  const of = (part?: 'single' | 'aggregate') =>
    cube({ facts, generation: both, model, by: ['touchpoint'], ...(part && { part }) });
  const [whole, single, aggregate] = [await of(), await of('single'), await of('aggregate')];
  expect(inOrder(merged([...single, ...aggregate]))).toEqual(inOrder(whole));
  // 82 payments of 2.50: goods one way, and 0.9 of it in money the other.
  expect(aggregate.map(({ kind, quantity, n }) => [kind, quantity, n])).toEqual([
    ['goods', 20_500n, 82],
    ['money', 18_450n, 82],
  ]);
  expect(single.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(100);
});

test('[TE2] of an aggregate only the mean is known: its ratings are taken for as wide as that allows', async () => {
  const { facts } = opened.stores;
  // Half the ratings at each end, as far as the mean allows.
  const widest = RATED.flatMap(([, n, mean]) => {
    const high = (n * (mean - 1)) / 4;
    return [...Array<number>(high).fill(1), ...Array<number>(n - high).fill(-1)];
  });
  for (const [generation, ratings] of [
    [counted, widest],
    [both, [...widest, ...SINGLE.map((rating) => (rating - 3) / 2)]],
  ] as const) {
    const evidence = await touchpointEvidence(facts, generation, ['customer']);
    const paid = evidence.find(({ touchpoint }) => touchpoint === 'paid');
    const mean = ratings.reduce((sum, each) => sum + each, 0) / ratings.length;
    const variance = ratings.reduce((sum, each) => sum + (each - mean) ** 2, 0) / ratings.length;
    const half = 1.6448536269514722 * Math.sqrt(variance / ratings.length);
    if (paid?.felt?.kind !== 'estimate') throw new Error('ratings give an estimate');
    expect(paid.felt.n).toBe(ratings.length);
    expect(paid.felt.median).toBeCloseTo(mean, 12);
    expect(paid.felt.low).toBeCloseTo(mean - half, 9);
    expect(paid.felt.high).toBeCloseTo(mean + half, 9);
    expect(paid.felt.grade).toBe('B');
    expect(paid.encountersInAggregates).toBe(82);
  }
});

function inOrder(rows: readonly CubeRow[]): readonly string[] {
  return rows
    .map(({ quantity, ...row }) => JSON.stringify({ ...row, quantity: String(quantity) }))
    .sort();
}

test('[MS3] a total of n encounters counts as n alike, of nobody named', async () => {
  const { all } = await movedSpreads(opened.stores.facts, counted);
  const encounters = RATED.reduce((sum, [, n]) => sum + n, 0);
  for (const spread of Object.values(all)) expect(spread).toBeCloseTo(1 / Math.sqrt(encounters), 5);
  expect(Object.keys(all)).not.toEqual([]);
  const { at } = await movedSpreads(opened.stores.facts, both, { month: '2026-01' });
  for (const spreads of at.values())
    for (const spread of Object.values(spreads)) expect(spread).toBeGreaterThan(0);
});
