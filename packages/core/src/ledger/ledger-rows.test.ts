import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantiles } from '../statistics/quantile.ts';
import { decimal } from './decimal.ts';
import { drawsOf } from './draws.ts';
import { ledgerRows } from './ledger-rows.ts';
import { madeUpKind, madeUpModel, madeUpRow, madeUpValuation, madeUpWorth } from './made-up.ts';
import { momentsOf } from './moments.ts';
import { encountersBehind, nets } from './nets.ts';
import { estimateSum, sampleTerms } from './sum.ts';
import { termsOf } from './terms.ts';
import { unitValuesOf } from './valuation.ts';

const segmented = madeUpModel({
  valuations: [
    madeUpValuation('goods', { worth: madeUpWorth(1, 0.5, 2), cost: madeUpWorth(0.6) }),
    madeUpValuation('goods', { give: 'customer', worth: madeUpWorth(0.3, 0.2, 0.45) }),
    madeUpValuation('goods', { segment: 'families', worth: madeUpWorth(1.5, 1, 2.25) }),
    madeUpValuation('goods', { segment: 'families', give: 'customer', worth: madeUpWorth(0.4) }),
  ],
});

test.each([
  ['everyone', 'business', 'worth', 1],
  ['everyone', 'customer', 'worth', 0.3],
  ['families', 'business', 'worth', 1.5],
  ['families', 'customer', 'worth', 0.4],
  ['everyone', null, 'worth', 1],
  // Only the general one states a cost, so it speaks for all.
  ['families', 'customer', 'cost', 0.6],
] as const)('[VA1] for %s, given by %s, the %s of goods is %d', (segment, give, part, median) => {
  expect(unitValuesOf(segmented)('goods', segment, give, part)?.median).toBe(median);
});

test('[VA2] own-currency money counts for itself unless stated, and nothing else does', () => {
  const model = madeUpModel({
    values: [
      madeUpKind('money', 'EUR', 2),
      madeUpKind('money:discount', 'EUR', 2),
      madeUpKind('money:USD', 'USD', 2),
      madeUpKind('data:email', 'disclosure'),
      madeUpKind('belonging', 'point'),
    ],
    valuations: [madeUpValuation('money:discount', { cost: madeUpWorth(0.9) })],
  });
  const find = unitValuesOf(model);
  expect(find('money', 'everyone', 'customer', 'cost')).toMatchObject({ median: 1, sigma: 0 });
  expect(find('money:discount', 'everyone', 'business', 'worth')?.median).toBe(1);
  expect(find('money:discount', 'everyone', 'business', 'cost')?.median).toBe(0.9);
  for (const kind of ['money:USD', 'data:email', 'belonging']) {
    expect(find(kind, 'everyone', 'customer', 'worth')).toBeNull();
  }
});

test('[VA3] a row is worth its lognormal: the range given comes back', () => {
  const [row] = ledgerRows([madeUpRow('business', 'customer', 'goods', 10_000)], segmented);
  expect(row?.worth).toMatchObject({ kind: 'estimate', method: 'closed form', level: 0.9 });
  if (row?.worth.kind !== 'estimate') throw new Error('no estimate');
  expect(row.worth.low).toBeCloseTo(50, 9);
  expect(row.worth.median).toBe(100);
  expect(row.worth.high).toBeCloseTo(200, 9);
});

test('[LR1] segments merge, and the quantity is exact', () => {
  const rows = ledgerRows(
    [
      madeUpRow('business', 'customer', 'goods', 10_000, { n: 5, grades: { A: 5 } }),
      madeUpRow('business', 'customer', 'goods', 20_001, {
        segment: 'families',
        n: 7,
        grades: { A: 6, B: 1 },
      }),
      madeUpRow('business', 'customer', 'goods', 1, { keys: { touchpoint: 'store' } }),
    ],
    segmented,
  );
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    keys: { touchpoint: 'checkout' },
    quantity: '300.01',
    unit: 'EUR',
    n: 12,
    grade: 'B',
    grades: { A: 11, B: 1 },
  });
  if (rows[0]?.worth.kind === 'estimate') {
    // One z for both segments: their quantiles add up.
    expect(rows[0].worth.median).toBeCloseTo(100 + 1.5 * 200.01, 9);
    expect(rows[0].worth.high).toBeCloseTo(200 + 2.25 * 200.01, 9);
  }
});

test.each([
  [1250n, 2, '12.50'],
  [-5n, 2, '-0.05'],
  [7n, 0, '7'],
  [0n, 2, '0.00'],
  [23_393_524n, 2, '233935.24'],
  [9_007_199_254_740_993n, 3, '9007199254740.993'],
])('[LR1] %d at scale %d is %s', (quantity, scale, text) => {
  expect(decimal(quantity, scale)).toBe(text);
});

test('[LR2] worth and cost are positive amounts; more reversed than given is negative', () => {
  const [given, taken] = ledgerRows(
    [
      madeUpRow('business', 'customer', 'goods', 1000),
      madeUpRow('business', 'customer', 'goods', -1000, { keys: { touchpoint: 'desk' } }),
    ],
    segmented,
  );
  expect(given?.cost).toMatchObject({ median: 6 });
  expect(taken?.worth).toMatchObject({ median: -10 });
  if (taken?.worth.kind === 'estimate') expect(taken.worth.low).toBeCloseTo(-20, 9);
});

test('[VA5] a row nobody valued says which kind and for whom', () => {
  const [row, stray] = ledgerRows(
    [
      madeUpRow('customer', 'business', 'data:birth-date', 3),
      madeUpRow('customer', 'business', 'karma', 3),
    ],
    segmented,
  );
  expect(row?.worth).toEqual({
    kind: 'abstained',
    reason: 'no valuation says what data:birth-date is worth to business',
  });
  expect(row?.cost).toMatchObject({
    reason: 'no valuation says what data:birth-date costs customer',
  });
  expect(stray?.worth).toMatchObject({ reason: 'the model has no kind "karma"' });
});

test('[ES2] one chance that moves things both ways is stepped through', () => {
  const cube = [
    madeUpRow('business', 'customer', 'goods', 3000),
    madeUpRow('business', 'customer', 'goods', -1000, { segment: 'families' }),
  ];
  const { terms } = termsOf(cube, segmented);
  const worth = terms.filter(({ part }) => part === 'worth');
  const stepped = estimateSum(worth, drawsOf(), 1);
  expect(stepped).toMatchObject({ kind: 'estimate', method: '4,001 even steps' });
  const [low = 0, median = 0, high = 0] = quantiles(
    sampleTerms(worth, drawsOf({ iterations: 100_000 })),
    [0.05, 0.5, 0.95],
  );
  if (stepped.kind !== 'estimate') throw new Error('no estimate');
  expect(Math.abs(stepped.low - low)).toBeLessThan(0.15);
  expect(Math.abs(stepped.median - median)).toBeLessThan(0.15);
  expect(Math.abs(stepped.high - high)).toBeLessThan(0.4);
});

test('[ES2] what is exact agrees with the draws', () => {
  const { terms } = termsOf([madeUpRow('business', 'customer', 'goods', 3000)], segmented);
  const worth = terms.filter(({ part }) => part === 'worth');
  const doubted = worth.map((term) => ({
    ...term,
    factors: [...term.factors, { of: 'volume', unit: 'checkout', side: '', sigma: 0.3 } as const],
  }));
  for (const each of [worth, doubted]) {
    const exact = estimateSum(each, drawsOf(), 1);
    expect(exact).toMatchObject({ method: 'closed form' });
    const drawn = quantiles(sampleTerms(each, drawsOf({ iterations: 100_000 })), [0.05, 0.5, 0.95]);
    if (exact.kind !== 'estimate') throw new Error('no estimate');
    expect((drawn[0] ?? 0) / exact.low).toBeCloseTo(1, 1);
    expect((drawn[1] ?? 0) / exact.median).toBeCloseTo(1, 1);
    expect((drawn[2] ?? 0) / exact.high).toBeCloseTo(1, 1);
  }
});

test('[ES5] mean and deviation agree with the draws, however many rows there are', () => {
  const cube = [
    madeUpRow('business', 'customer', 'goods', 3000),
    madeUpRow('business', 'customer', 'goods', 2000, { segment: 'families' }),
    madeUpRow('customer', 'business', 'goods', 1000),
  ];
  const { terms } = termsOf(cube, segmented);
  const sample = sampleTerms(terms, drawsOf({ iterations: 200_000 }));
  const mean = sample.reduce((sum, each) => sum + each, 0) / sample.length;
  const variance = sample.reduce((sum, each) => sum + (each - mean) ** 2, 0) / sample.length;
  const exact = momentsOf(terms);
  expect(mean / exact.mean).toBeCloseTo(1, 1);
  expect(Math.sqrt(variance) / exact.sd).toBeCloseTo(1, 1);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), (copies) => {
      const many = new Array(copies).fill(cube).flat();
      expect(termsOf(many, segmented).terms).toHaveLength(terms.length);
    }),
    { numRuns: 5 },
  );
});

test('[ES6] grades: evidence on the row, the valuation on its money', () => {
  const model = madeUpModel({
    valuations: [
      madeUpValuation('goods', {
        worth: madeUpWorth(1, 0.5, 2, 'assumed'),
        cost: madeUpWorth(0.6, 0.6, 0.6, 'measured'),
      }),
    ],
  });
  const cube = [madeUpRow('business', 'customer', 'goods', 100, { grades: { A: 3, B: 2 } })];
  const [row] = ledgerRows(cube, model);
  expect(row).toMatchObject({ grade: 'B', worth: { grade: 'D' }, cost: { grade: 'B' } });
  expect(nets(cube, model)).toMatchObject({ customer: { grade: 'D' }, business: { grade: 'B' } });
  expect(nets([madeUpRow('customer', 'business', 'money', 100)], model).joint).toMatchObject({
    grade: 'A',
  });
});

test('[ES7] legs of the same encounters count once', () => {
  const cube = [
    madeUpRow('customer', 'business', 'money', 1, { n: 10 }),
    madeUpRow('business', 'customer', 'goods', 1, { n: 8 }),
    madeUpRow('business', 'customer', 'goods', 1, { n: 5, segment: 'families' }),
    madeUpRow('business', 'customer', 'goods', 1, {
      n: 3,
      keys: { touchpoint: 'store', kind: 'goods' },
    }),
  ];
  expect(encountersBehind(cube)).toBe(10 + 5 + 3);
});
