import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logRank } from './log-rank.ts';
import { aalenJohansen, kaplanMeier, type Stay, survivalAt, survivalQuantile } from './survival.ts';

/** Weeks in remission under 6-MP and placebo; + is censored. Source: Freireich et al. (1963), Blood 21. */
const MERCAPTOPURINE = stays(
  '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+',
);
const PLACEBO = stays('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

function stays(text: string): readonly Stay[] {
  return text
    .split(' ')
    .map((each) => ({ until: Number.parseFloat(each), exit: each.endsWith('+') ? 0 : 1 }));
}

test('[JC14] G41: Freireich, with error and interval', () => {
  const points = kaplanMeier(MERCAPTOPURINE, 0.95);
  expect(points.map(({ at }) => at)).toEqual([6, 7, 10, 13, 16, 22, 23]);
  for (const [index, value] of [
    0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179,
  ].entries())
    expect(points[index]?.survival).toBeCloseTo(value, 6);
  const last = points.at(-1);
  expect(last?.error).toBeCloseTo(0.134591, 6);
  expect(last?.low).toBeCloseTo(0.1881, 4);
  expect(last?.high).toBeCloseTo(0.6801, 4);
  expect(survivalQuantile(points, 0.5)).toBe(23);
  expect(survivalQuantile(points, 0.25)).toBeNull();
});

test('[JC14] G42: weights', () => {
  const points = kaplanMeier([
    { until: 0.6, exit: 0, weight: 1.5 },
    { until: 0.4, exit: 1, weight: 2 },
    { until: 0.8, exit: 1, weight: 0.8 },
    { until: 0.9, exit: 0, weight: 0.9 },
  ]);
  expect(survivalAt(points, 0.3)).toBe(1);
  expect(survivalAt(points, 0.7)).toBeCloseTo(0.6153846154, 9);
  expect(survivalAt(points, 0.9)).toBeCloseTo(0.3257918552, 9);
});

test('[JC14] G43: late entry', () => {
  const entries = [1, 2, 4, 0, 0];
  const points = kaplanMeier(
    [2, 10, 5, 4, 3].map((until, index) => ({ entry: entries[index] ?? 0, until, exit: 1 })),
  );
  expect(points.map(({ survival }) => Number(survival.toFixed(3)))).toEqual([
    0.667, 0.444, 0.222, 0.111, 0,
  ]);
});

const CHURN = '../shared/data/churn-telco/Telco-Customer-Churn.csv';
test.skipIf(!existsSync(CHURN))(
  `[JC14] customers of a phone company${existsSync(CHURN) ? '' : ` (skipped: ${CHURN} is not there)`}`,
  () => {
    const [head = '', ...lines] = readFileSync(CHURN, 'utf8').trim().split(/\r?\n/);
    const [tenure, churn] = ['tenure', 'Churn'].map((name) => head.split(',').indexOf(name));
    const customers = lines.map((line) => {
      const cells = line.split(',');
      return { until: Number(cells[tenure ?? 0]), exit: cells[churn ?? 0] === 'Yes' ? 1 : 0 };
    });
    const points = kaplanMeier(customers);
    expect([12, 24, 36, 48, 60, 72].map((at) => survivalAt(points, at).toFixed(4))).toEqual([
      '0.8432',
      '0.7887',
      '0.7485',
      '0.7088',
      '0.6644',
      '0.5928',
    ]);
  },
);

const anyStay = fc.record({
  entry: fc.integer({ min: 0, max: 5 }),
  length: fc.integer({ min: 1, max: 10 }),
  exit: fc.integer({ min: 0, max: 3 }),
});

test('[JC15] competing exits and what has not ended add up to one', () => {
  fc.assert(
    fc.property(fc.array(anyStay, { minLength: 1, maxLength: 30 }), (made) => {
      const all = made.map(({ entry, length, exit }) => ({ entry, until: entry + length, exit }));
      const points = kaplanMeier(all);
      const ways = [1, 2, 3].map((exit) => aalenJohansen(all, exit));
      for (const [index, { survival }] of points.entries()) {
        const parts = ways.map((way) => way[index]?.incidence ?? 0);
        expect(survival + parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
        const alone = kaplanMeier(all.map((stay) => ({ ...stay, exit: stay.exit === 1 ? 1 : 0 })));
        const at = points[index]?.at ?? 0;
        expect(parts[0] ?? 0).toBeLessThanOrEqual(1 - survivalAt(alone, at) + 1e-9);
      }
    }),
  );
});

test('[JC15] with one way to end it is one minus Kaplan-Meier, and so is its error', () => {
  const points = kaplanMeier(MERCAPTOPURINE);
  for (const [index, point] of aalenJohansen(MERCAPTOPURINE, 1).entries()) {
    expect(point.incidence).toBeCloseTo(1 - (points[index]?.survival ?? 0), 12);
    expect(point.error).toBeCloseTo(points[index]?.error ?? 0, 12);
  }
  // Two ways and nobody withdrawn: the parts are counts, and the error that of a count.
  const counted = [1, 2, 2, 1, 2].map((exit, index) => ({ until: index + 1, exit }));
  const last = aalenJohansen(counted, 1).at(-1);
  expect(last?.incidence).toBeCloseTo(0.4, 12);
  expect(last?.error).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 5), 12);
});

test('[JC16] Freireich: 6-MP against placebo', () => {
  const test = logRank([MERCAPTOPURINE, PLACEBO]);
  // R survival::survdiff: observed 9 and 21, expected 19.3 and 10.7, chi-square 16.8 on 1.
  expect(test?.observed).toEqual([9, 21]);
  expect(test?.expected.map((each) => each.toFixed(1))).toEqual(['19.3', '10.7']);
  expect(test?.chiSquare).toBeCloseTo(16.79, 2);
  expect(test?.probability).toBeCloseTo(4.17e-5, 6);
});

test('[JC16] equal groups do not differ, and one alone cannot', () => {
  const three = logRank([PLACEBO, PLACEBO, PLACEBO]);
  expect(three).toMatchObject({ freedom: 2 });
  expect(three?.chiSquare).toBeCloseTo(0, 9);
  expect(three?.probability).toBeCloseTo(1, 9);
  expect(logRank([PLACEBO, []])).toBeNull();
});
