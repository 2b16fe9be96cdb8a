import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStores } from '../testing.ts';
import { barsOf } from './spread-bars.ts';
import { boundKept } from './touchpoint-expected.ts';
import type { FigureSource } from './touchpoint-figures.ts';
import { figureSpreads } from './touchpoint-spread.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  opened = await openTestStores();
}, 60_000);
afterAll(() => opened.close());

/** A value with how often it stands there, and whose it is. */
interface Row {
  readonly value: number;
  readonly weight: number;
  readonly person: number | null;
}
const row: fc.Arbitrary<Row> = fc.record({
  value: fc.oneof(
    fc.constant(0),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100),
  ),
  weight: fc.integer({ min: 1, max: 4 }),
  person: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 5 }),
});
const figures = fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), {
  minLength: 40,
  maxLength: 40,
});

function sourceOf(rows: readonly Row[], figure: number): FigureSource {
  const each = rows.map(
    ({ value, weight, person }) =>
      `(toFloat64(${value}), toUInt64(${weight}), ${person ?? 'NULL'})`,
  );
  return {
    sql: `SELECT toUInt16(${figure}) AS figure, r.1 AS value, r.2 AS weight, CAST(r.3, 'Nullable(UInt64)') AS person, 'A' AS grade
      FROM (SELECT arrayJoin([${each.join(', ')}]) AS r)`,
    parameters: {},
  };
}

/** Each value as often as it stands there, in order. */
function valuesOf(rows: readonly Row[]): readonly number[] {
  return rows
    .flatMap(({ value, weight }) => Array.from({ length: weight }, () => value))
    .toSorted((a, b) => a - b);
}

/** The mean of the first tenth, with part of the value that it ends in. */
function tenthMean(ordered: readonly number[]): number {
  const part = ordered.length / 10;
  return (
    ordered.reduce((sum, value, at) => sum + value * Math.max(0, Math.min(1, part - at)), 0) / part
  );
}

test('[SP1] quantiles, means, deviation and both tenths are those of the values themselves', async () => {
  for (const some of fc.sample(figures, { numRuns: 3, seed: 7 })) {
    const found = await figureSpreads(
      opened.stores.facts,
      some.map((rows, index) => sourceOf(rows, index + 1)),
    );
    for (const [index, rows] of some.entries()) {
      const values = valuesOf(rows);
      const n = values.length;
      const at = (part: number): number =>
        values[Math.max(0, Math.ceil(part * n - 1e-9) - 1)] ?? Number.NaN;
      const mean = values.reduce((sum, value) => sum + value, 0) / n;
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
      const spread = found.get(index + 1);
      expect(spread, JSON.stringify(rows)).toMatchObject({
        ...{ n, least: values[0], most: values.at(-1), median: at(0.5) },
        ...{ tenth: at(0.1), quarter: at(0.25), threeQuarters: at(0.75), ninth: at(0.9) },
        mean: expect.closeTo(mean, 6),
        deviation: expect.closeTo(Math.sqrt(square), 6),
        lowestTenth: expect.closeTo(tenthMean(values), 6),
        highestTenth: expect.closeTo(tenthMean(values.toReversed()), 6),
      });
      expect(spread?.bars.reduce((sum, { count }) => sum + count, 0)).toBe(n);
    }
  }
});

test('[SP1] of nothing there is nothing', async () => {
  expect(await figureSpreads(opened.stores.facts, [])).toEqual(new Map());
  const none = {
    sql: `${sourceOf([{ value: 1, weight: 1, person: null }], 1).sql} WHERE 0`,
    parameters: {},
  };
  expect(await figureSpreads(opened.stores.facts, [none])).toEqual(new Map());
  expect(await boundKept(opened.stores.facts, none, { atMost: 1, atLeast: null })).toBe(null);
});

test.each([
  // least  most  low  high  time      from step count
  [0, 90, 0, 90, false, 0, 5, 19],
  [3, 97, 5, 95, false, 5, 5, 19],
  [0, 7_200, 30, 6_000, true, 0, 600, 11],
  [0, 500_000, 0, 400_000, true, 0, 86_400, 5],
  [4, 4, 4, 4, false, 4, 1, 1],
  [0, 1000, 0, 0, false, 0, 100, 11],
])(
  '[SP2] from %d to %d, but for a half in a hundred %d to %d, time %s: from %d in steps of %d, %d bars',
  (least, most, low, high, isTime, from, step, count) => {
    expect(barsOf({ least, most, low, high, isTime })).toEqual({ from, step, count });
  },
);

test('[SP2] there are at most fifty bars, and the values between the outermost half hundredths are within', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
      (four, isTime) => {
        const [least = 0, low = 0, high = 0, most = 0] = four.toSorted((a, b) => a - b);
        const { from, step, count } = barsOf({ least, most, low, high, isTime });
        expect(count).toBeLessThanOrEqual(50);
        if (low < high) {
          expect(from).toBeLessThanOrEqual(low + step * 1e-6);
          expect(from + count * step).toBeGreaterThanOrEqual(high - step * 1e-6);
        }
      },
    ),
  );
});

test('[SP3] a bound is kept at its own value; beyond it counts by how far, and whose it was', async () => {
  const bounds = [
    { atMost: 1, atLeast: null },
    { atMost: null, atLeast: 0 },
    { atMost: 50, atLeast: -50 },
  ];
  for (const rows of fc.sample(fc.array(row, { minLength: 1, maxLength: 40 }), {
    numRuns: 6,
    seed: 3,
  }))
    for (const bound of bounds) {
      const once = rows.map((each) => ({ ...each, weight: 1 }));
      const beyond = once.map(({ value }) =>
        Math.max(
          value - (bound.atMost ?? Number.MAX_VALUE),
          (bound.atLeast ?? -Number.MAX_VALUE) - value,
        ),
      );
      const missed = beyond.filter((far) => far > 0).toSorted((a, b) => a - b);
      const people = (holds: (at: number) => boolean): number =>
        new Set(once.flatMap(({ person }, at) => (person !== null && holds(at) ? [person] : [])))
          .size;
      const kept = await boundKept(opened.stores.facts, sourceOf(once, 1), bound);
      expect(kept).toMatchObject({
        ...{ n: rows.length, met: rows.length - missed.length, grade: 'A' },
        people: people(() => true),
        peopleMissed: people((at) => (beyond[at] ?? 0) > 0),
      });
      if (missed.length === 0) expect(kept?.shortfall).toBe(null);
      else
        expect(kept?.shortfall).toMatchObject({
          mean: expect.closeTo(missed.reduce((sum, far) => sum + far, 0) / missed.length, 6),
          most: expect.closeTo(missed.at(-1) ?? 0, 6),
        });
    }
});
