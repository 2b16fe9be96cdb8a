import { type Drivers, driversReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVER_FILES, fillDrivers } from '../ingest/driver-testing.ts';
import { generationReady } from '../store/generation.ts';
import type { DriverPattern } from '../store/measure/driver-table.ts';
import { openTestStores } from '../store/testing.ts';
import type { DriverChoice } from './driver-choices.ts';
import { chooseDrivers, rowsWanted } from './driver-chosen.ts';
import { readCosts, WrongCosts } from './driver-costs.ts';
import { driversShown, UnknownOutcome } from './drivers.ts';
import { type Reading, readingNow } from './reading.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let reading: Reading;
let whole: Drivers;

beforeAll(async () => {
  opened = await openTestStores();
  await fillDrivers(opened.stores, 700);
  const now = await readingNow(opened.stores);
  if (now === null) throw new Error('no ledger was built');
  reading = now;
  whole = await shown();
}, 120_000);
afterAll(() => opened.close());

function shown(asked: Partial<Parameters<typeof driversShown>[1]> = {}): Promise<Drivers> {
  return driversShown(reading, { costs: new Map(), ...asked });
}
function found({ result }: Drivers): Extract<Drivers['result'], { kind: 'found' }> {
  if (result.kind === 'abstained') throw new Error(result.reason);
  return result;
}
function medianOf(estimate: ReturnType<typeof found>['r2']): number {
  return estimate.kind === 'estimate' ? estimate.median : Number.NaN;
}

test('[DL1] what was planted is found: the order, where to begin, and that strong sides make up for weak ones', async () => {
  expect(driversReply.parse(JSON.parse(JSON.stringify(whole)))).toEqual(
    JSON.parse(JSON.stringify(whole)),
  );
  const { drivers, weakestLink, r2 } = found(whole);
  expect(drivers.map(({ name }) => name)).toEqual(['service', 'purchase', 'product', 'brand']);
  expect(drivers[0]).toMatchObject({ rank: 1, quadrant: 'concentrate', score: 'felt' });
  const shares = drivers.map(({ share }) => medianOf(share));
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
  const parts = drivers.map(({ importance }) => medianOf(importance));
  expect(parts.reduce((a, b) => a + b)).toBeCloseTo(medianOf(r2), 9);
  for (const { rankProbabilities } of drivers)
    expect(rankProbabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
  expect(weakestLink).toMatchObject({ kind: 'tested', verdict: 'compensating' });
  expect(await shown()).toEqual(whole);
});

test('[DL2] a rating of the whole is chosen, is no driver, and what few rated is left out and said', () => {
  expect(whole).toMatchObject({ outcome: { id: 'recommend' }, why: 'says-whole', window: null });
  expect(found(whole).drivers.flatMap(({ of }) => of.map(({ id }) => id))).not.toContain(
    'recommend',
  );
  expect(whole.leftOut).toMatchObject([{ id: 'communications', because: 'few-scored' }]);
  const missing = whole.caveats.find(({ code }) => code === 'missing');
  expect(missing).toMatchObject({ rows: 700, left: 700 - found(whole).n });
  expect(whole.caveats.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['association', 'same-moment', 'reverse', 'survivors']),
  );
});

test('[DL3] what people did is held against scores from before it', async () => {
  const bought = await shown({ outcome: 'bought-again' });
  expect(bought.window).toEqual({ from: '2025-10-03', to: '2025-12-31', days: 90 });
  expect(found(bought).drivers[0]?.name).toBe('service');
  expect(bought.caveats.map(({ code }) => code)).not.toContain('same-moment');
  expect(found(bought).weakestLink).toMatchObject({ because: 'no-rating' });
});

test('[DL4] joint value for each unit of cost is ranked where a cost is known, and asked for where not', async () => {
  const { forceMultiplier: none } = found(await shown({ outcome: 'joint' }));
  expect(none).toMatchObject({ kind: 'abstained', because: 'no-costs' });
  const costs = readCosts('service:400-900,product:300');
  const { forceMultiplier } = found(await shown({ outcome: 'joint', costs }));
  if (forceMultiplier.kind === 'abstained') throw new Error(forceMultiplier.because);
  expect(forceMultiplier.drivers.map(({ id }) => id)).toEqual(['service', 'product']);
  expect(forceMultiplier.drivers[0]?.best).toBeGreaterThan(0.95);
  expect(forceMultiplier.missing.map(({ id }) => id)).toEqual(['brand', 'purchase']);
  const [first] = forceMultiplier.drivers;
  const [gain, perCost] = [first?.gain, first?.perCost].map((each) =>
    each?.kind === 'estimate' ? each.median : 0,
  );
  expect((gain ?? 0) / (perCost ?? 1)).toBeCloseTo(600, -2);
});

test.each(['service', 'service:0', 'service:5-4', 'a b:3', 'service:-4', ':4'])(
  '[DL4] %j is no cost',
  (text) => {
    expect(() => readCosts(text)).toThrow(WrongCosts);
  },
);

test('[DL5] where nothing can be said it says why, and how the scores do all the same', async () => {
  const back = await shown({ outcome: 'came-back' });
  expect(back.result).toMatchObject({ kind: 'abstained', because: 'no-spread' });
  expect(back.scores.length).toBeGreaterThan(3);
  await expect(shown({ outcome: 'recomend' })).rejects.toThrow(UnknownOutcome);
  const empty = await openTestStores();
  const { stores } = empty;
  await fillDrivers(stores, 20);
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  const few = await driversShown(
    { stores, generation, model: reading.model },
    { costs: new Map() },
  );
  await empty.close();
  expect(few).toMatchObject({ result: { kind: 'abstained', because: 'no-outcome' } });
  expect(DRIVER_FILES).toHaveLength(1);
}, 60_000);

test('[DL6] of one segment only its people count', async () => {
  const half = await driversShown({ ...reading, segment: 'new' }, { costs: new Map() });
  expect(half.segment).toBe('new');
  expect(half.asked).toBe(350);
  expect(found(half).n).toBeLessThan(351);
  expect(found(half).drivers[0]?.name).toBe('service');
});

const choice = (id: string, kind: 'felt' | 'kept' = 'felt'): DriverChoice => ({
  ...{ id, name: id, influence: null, of: [] },
  column: kind === 'felt' ? { kind, touchpoints: [id] } : { kind, by: [] },
});
const pattern = (mask: number, rows: number): DriverPattern => ({
  ...{ mask, rows, sums: [], squares: [] },
  outcome: { sum: 0, squares: 0 },
});

test.each([
  // Five that all have: all of them.
  ['all known', 5, [[0b111111, 1000]], [0, 1, 2, 3, 4]],
  // The fifth costs nine rows of ten.
  [
    'one hardly known',
    5,
    [
      [0b111111, 110],
      [0b101111, 1000],
    ],
    [0, 1, 2, 3],
  ],
  // The fifth costs a quarter.
  [
    'one mostly known',
    5,
    [
      [0b111111, 800],
      [0b101111, 200],
    ],
    [0, 1, 2, 3, 4],
  ],
  ['too few at all', 3, [[0b1111, 99]], null],
  [
    'two known apart',
    2,
    [
      [0b101, 500],
      [0b110, 500],
    ],
    [0],
  ],
] as const)('[DL7] %s', (_, count, patterns, expected) => {
  const choices = Array.from({ length: count }, (_each, at) => choice(`d${at}`));
  const chosen = chooseDrivers(
    choices,
    patterns.map(([mask, rows]) => pattern(mask, rows)),
    14,
  );
  expect(chosen?.columns ?? null).toEqual(expected);
  if (chosen !== null)
    expect(chosen.rows).toBeGreaterThanOrEqual(rowsWanted(chosen.columns.length));
});

test('[DL7] what was kept stands in where hardly anybody says how it felt, and not beside it', () => {
  const choices = [choice('service'), choice('service', 'kept'), choice('product')];
  const few = chooseDrivers(choices, [pattern(0b1110, 900), pattern(0b1111, 60)], 14);
  expect(few?.columns).toEqual([1, 2]);
  const many = chooseDrivers(choices, [pattern(0b1110, 100), pattern(0b1111, 800)], 14);
  expect(many?.columns).toEqual([0, 2]);
});
