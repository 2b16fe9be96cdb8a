import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsOf } from '../ledger/draws.ts';
import { madeUpRow } from '../ledger/made-up.ts';
import { byChance, type ChangeOf, meansChanged, netsChanged } from './change.ts';
import { model } from './made-up-shop.ts';

const draws = drawsOf();
const month = (euros: number, encounters = 100, scale = 1) => ({
  cube: [
    madeUpRow('customer', 'business', 'money', euros * 100),
    madeUpRow('business', 'customer', 'goods', euros * 100),
  ],
  ...{ encounters, scale },
});
const chanceOf = (sd: number): Record<ChangeOf, number> => ({
  ...{ customer: sd, business: sd, joint: sd },
});

test('[CH1] two months alike differ by nothing but chance, whatever the opinions', () => {
  const { customer, business } = netsChanged({
    ...{ model, before: month(1000), now: month(1000), chance: chanceOf(10), place: 'x', draws },
  });
  for (const { difference, p } of [customer, business]) {
    expect(p).toBeCloseTo(1, 6);
    if (difference.kind !== 'estimate') throw new Error('no difference');
    expect(Math.abs(difference.median)).toBeLessThan(1);
    // 10 either way by chance, at 90 %; opinions move both months alike and cancel.
    expect(difference.high - difference.low).toBeGreaterThan(30);
    expect(difference.high - difference.low).toBeLessThan(36);
  }
});

test('[CH2] goldens: 200 more sold at a margin of 38 %, with and without chance', () => {
  // The business keeps 1 - 0.62 of each euro; goods' cost is 0.60 to 0.64.
  const at = (sd: number) =>
    netsChanged({
      ...{ model, before: month(1000), now: month(1200), chance: chanceOf(sd), place: 'x', draws },
    }).business;
  const sure = at(0);
  if (sure.difference.kind !== 'estimate') throw new Error('no difference');
  expect(sure.difference.median).toBeCloseTo(76, 0);
  expect(sure.difference.low).toBeGreaterThan(71);
  expect(sure.difference.high).toBeLessThan(81);
  expect(sure.p).toBe(0);
  expect(at(38.78).p).toBeCloseTo(0.05, 2);
  expect(at(1000).p).toBeGreaterThan(0.9);
});

test('[CH3] months of other lengths are compared as if of average length', () => {
  const { business } = netsChanged({
    ...{ model, chance: chanceOf(1), place: 'x', draws },
    before: month(280, 28, 30.4375 / 28),
    now: month(310, 31, 30.4375 / 31),
  });
  if (business.difference.kind !== 'estimate') throw new Error('no difference');
  expect(business.difference.median).toBeCloseTo(0, 0);
});

test('[CH4] laws: turned round a difference changes its sign, and chance makes larger ones less likely', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 1, max: 500 }),
      (a, b, sd) => {
        const there = byChance(b - a, sd);
        expect(byChance(a - b, sd)).toBe(there);
        expect(there).toBeGreaterThanOrEqual(byChance((b - a) * 2, sd));
        const means = (x: number, y: number) =>
          meansChanged({ mean: x, sd, n: 1 }, { mean: y, sd, n: 1 }, sd * Math.SQRT2, 'mean');
        const [on, back] = [means(a, b).difference, means(b, a).difference];
        if (on.kind !== 'estimate' || back.kind !== 'estimate') throw new Error('no difference');
        expect(on.median).toBe(0 - back.median);
        expect(on.low).toBeCloseTo(0 - back.high, 9);
      },
    ),
  );
});

test('[CH5] where nothing that moved has a value the difference abstains', () => {
  const data = {
    cube: [madeUpRow('customer', 'business', 'data:birth-date', 5)],
    encounters: 5,
    scale: 1,
  };
  const { customer } = netsChanged({
    ...{ model, before: data, now: data, chance: chanceOf(1), place: 'x', draws },
  });
  expect(customer).toMatchObject({ difference: { kind: 'abstained' }, p: null });
});
