import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsOf } from './draws.ts';
import { madeUpModel, madeUpRow, madeUpValuation, madeUpWorth } from './made-up.ts';
import { nets } from './nets.ts';
import { spreadOfPeople, spreadTogether, volumeOf, volumeSpread } from './volume.ts';

const moved = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});
const model = madeUpModel({
  valuations: [
    madeUpValuation('goods', { worth: madeUpWorth(1, 0.8, 1.3), cost: madeUpWorth(0.5, 0.4, 0.6) }),
    madeUpValuation('time:waiting', { cost: madeUpWorth(0.004, 0.002, 0.008) }),
  ],
});
const cube = [
  madeUpRow('customer', 'business', 'money', 90_000),
  madeUpRow('business', 'customer', 'goods', 90_000),
  madeUpRow('customer', 'business', 'time:waiting', 3000),
];
const draws = drawsOf();

test('[VO1] people all alike and once: 1 / sqrt(people); in any unit; unlike people more, one alone 1', () => {
  expect(spreadOfPeople(Array.from({ length: 400 }, () => 12))).toBeCloseTo(0.05, 12);
  expect(spreadOfPeople([])).toBeNull();
  fc.assert(
    fc.property(moved, fc.double({ min: 0.01, max: 100, noNaN: true }), (each, unit) => {
      const spread = spreadOfPeople(each) ?? 0;
      expect(spreadOfPeople(each.map((amount) => amount * unit))).toBeCloseTo(spread, 9);
      expect(spread).toBeGreaterThanOrEqual(1 / Math.sqrt(each.length) - 1e-9);
      expect(spread).toBeLessThanOrEqual(1);
    }),
  );
});

test('[VO2] that everybody comes twice as often leaves the spread as it is; twice as many people make it narrower', () => {
  fc.assert(
    fc.property(moved, (each) => {
      const spread = spreadOfPeople(each) ?? 0;
      expect(spreadOfPeople(each.map((amount) => amount + amount))).toBeCloseTo(spread, 9);
      expect(spreadOfPeople([...each, ...each])).toBeCloseTo(spread / Math.SQRT2, 9);
    }),
  );
});

test('[VO3] sums of different people are together as unsure as all those people', () => {
  fc.assert(
    fc.property(moved, moved, (some, others) => {
      const part = (each: readonly number[]) => ({
        moved: each.reduce((sum, amount) => sum + amount, 0),
        spread: spreadOfPeople(each) ?? 0,
      });
      const together = spreadTogether([part(some), part(others)]);
      expect(together).toBeCloseTo(spreadOfPeople([...some, ...others]) ?? 0, 9);
    }),
  );
  expect(spreadTogether([])).toBeNull();
});

test('[VO4] a kind that nobody looked at is as unsure as its encounters; money still cancels in joint', () => {
  const volume = volumeOf('checkout', { encounters: 100, spreads: { money: 0.4 } });
  expect([volumeSpread(volume, 'money'), volumeSpread(volume, 'goods')]).toEqual([0.4, 0.1]);
  expect(volumeSpread(volume, 'constructor')).toBe(0.1);
  const spreads = { goods: 0.3, 'time:waiting': 0.2 };
  const at = (money: number) =>
    nets(cube, model, {
      draws,
      volume: volumeOf('checkout', { encounters: 100, spreads: { ...spreads, money } }),
    }).joint;
  expect(at(0.9)).toEqual(at(0.1));
});

test('[VO5] of what goes one way the median stays and the range widens with the spread', () => {
  const fee = [madeUpRow('customer', 'business', 'money', 90_000)];
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      fc.double({ min: 0.01, max: 0.1, noNaN: true }),
      (spread, more) => {
        const [was, is] = [spread, spread + more].map((money) => {
          const volume = volumeOf('fee', { encounters: 100, spreads: { money } });
          return nets(fee, model, { draws, volume }).business;
        });
        if (was?.kind !== 'estimate' || is?.kind !== 'estimate') throw new Error('no net');
        expect([was.median, is.median]).toEqual([900, 900]);
        expect(is.low).toBeLessThan(was.low);
        expect(is.high).toBeGreaterThan(was.high);
      },
    ),
  );
});
