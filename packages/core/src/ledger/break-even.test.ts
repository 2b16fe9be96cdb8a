import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Valuation } from '../model/model.ts';
import { type BreakEven, breakEven } from './break-even.ts';
import { madeUpModel, madeUpRow, madeUpValuation, madeUpWorth } from './made-up.ts';
import { nets } from './nets.ts';

const goods = madeUpValuation('goods', {
  worth: madeUpWorth(1.2, 1, 1.44),
  cost: madeUpWorth(0.62),
});
const waiting = madeUpValuation('time:waiting', { cost: madeUpWorth(0.02, 0.005, 0.08) });
const sale = [
  madeUpRow('customer', 'business', 'money', 100_000),
  madeUpRow('business', 'customer', 'goods', 100_000),
  madeUpRow('customer', 'business', 'time:waiting', 20_000),
];

function hanging(found: BreakEven): Extract<BreakEven, { on: 'valuation' }> {
  if (found.on === 'nothing') throw new Error(found.sentence);
  return found;
}

test('[BE1] a claim hangs on the valuation with the most variance', () => {
  // 1,000 of goods with sigma .11 at 1.2 against 20,000 seconds with sigma .84 at .02.
  const model = madeUpModel({ valuations: [goods, waiting] });
  expect(breakEven(sale, model, 'customer<0')).toMatchObject({
    on: 'valuation',
    kind: 'time:waiting',
    side: 'customer',
    part: 'cost',
    holds: true,
    holdsWhile: 'above',
  });
});

test('[BE1] where doubts tie, on the one that needs the smallest change', () => {
  const points = madeUpModel({
    valuations: [
      madeUpValuation('goods', { worth: madeUpWorth(1.2), cost: madeUpWorth(0.62) }),
      madeUpValuation('time:waiting', { cost: madeUpWorth(0.02) }),
    ],
  });
  // At 1,200 less 1,000 less 400: goods must rise by a sixth, waiting must fall by half.
  expect(hanging(breakEven(sale, points, 'customer<0')).kind).toBe('goods');
});

test('[BE1] never on what cannot turn it, unless nothing can', () => {
  const model = madeUpModel({ valuations: [goods, waiting] });
  const paid = sale.filter(({ kind }) => kind !== 'goods');
  expect(breakEven(paid, model, 'customer<0')).toMatchObject({
    kind: 'time:waiting',
    turns: null,
    holds: true,
    sentence: "holds whatever a customer's waiting minute costs",
  });
  expect(breakEven(paid, model, 'customer>0')).toMatchObject({
    turns: null,
    holds: false,
    sentence: "would not hold whatever a customer's waiting minute cost",
  });
});

test('[BE2] the value where it turns makes the net zero', () => {
  const euros = fc.double({ min: 0.2, max: 3, noNaN: true });
  fc.assert(
    fc.property(euros, euros, fc.constantFrom('customer<0', 'joint>0'), (worth, cost, claim) => {
      const model = (over: Partial<Valuation>) =>
        madeUpModel({
          valuations: [
            madeUpValuation('goods', {
              worth: madeUpWorth(worth, worth / 2, worth * 2),
              cost: madeUpWorth(cost),
              ...over,
            }),
            madeUpValuation('goods', {
              segment: 'families',
              ...(over.worth === undefined ? { worth: madeUpWorth(worth * 1.5) } : over),
            }),
          ],
        });
      const cube = [
        ...sale,
        madeUpRow('business', 'customer', 'goods', 5000, { segment: 'families' }),
      ];
      const found = hanging(breakEven(cube, model({}), claim));
      if (found.turns === null || found.part === 'cost') return;
      const by = found.turns / found.now;
      const turned = madeUpModel({
        valuations: model({}).valuations.map((each) => ({
          ...each,
          worth: each.worth === null ? null : madeUpWorth(each.worth.median * by),
        })),
      });
      const net = nets(cube, turned)[claim === 'joint>0' ? 'joint' : 'customer'];
      if (net.kind === 'estimate') expect(net.median).toBeCloseTo(0, 6);
    }),
    { numRuns: 60 },
  );
});

test('[BE3] it is said in minutes, and which way it holds', () => {
  const model = madeUpModel({ valuations: [goods, waiting] });
  const found = hanging(breakEven(sale, model, 'customer<0'));
  expect(found).toMatchObject({ per: 'minute', holds: true });
  expect(found.now).toBeCloseTo(1.2, 9);
  expect(found.turns).toBeCloseTo(0.6, 9);
  expect(found.sentence).toBe("holds while a customer's waiting minute costs more than EUR 0.60");
  expect(breakEven(sale, model, 'customer>0').sentence).toBe(
    "would hold if a customer's waiting minute cost less than EUR 0.60",
  );
});

test.each([
  ['business>0', 'holds while EUR 1 of goods costs the business less than EUR 1.00'],
  ['business<0', 'would hold if EUR 1 of goods cost the business more than EUR 1.00'],
] as const)('[BE3] %s: %s', (claim, sentence) => {
  expect(breakEven(sale, madeUpModel({ valuations: [goods] }), claim).sentence).toBe(sentence);
});

test('[BE3] worth names who it is worth it to', () => {
  const model = madeUpModel({ valuations: [goods] });
  expect(breakEven(sale, model, 'customer>0').sentence).toBe(
    'holds while EUR 1 of goods is worth more than EUR 1.00 to the customer',
  );
});

test('[BE4] face-value money is nothing to hang on', () => {
  const paid = [madeUpRow('customer', 'business', 'money', 100)];
  expect(breakEven(paid, madeUpModel(), 'customer<0')).toEqual({
    on: 'nothing',
    sentence: 'hangs on no valuation: only money at face value is in it',
  });
});
