import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Worth } from '../model/model.ts';
import { acrossCustomers } from './across-customers.ts';
import type { CubeRow } from './entries.ts';
import type { Estimate } from './estimate.ts';
import { customerShare, equityLogRatio, quadrantOf, tilt } from './indices.ts';
import { madeUpModel, madeUpRow, madeUpValuation, madeUpWorth } from './made-up.ts';
import { nets } from './nets.ts';

const goods = madeUpValuation('goods', {
  worth: madeUpWorth(1.2, 1, 1.44),
  cost: madeUpWorth(0.6, 0.5, 0.72, 'measured'),
});
const waiting = madeUpValuation('time:waiting', { cost: madeUpWorth(0.004, 0.002, 0.008) });
const model = madeUpModel({ valuations: [goods, waiting] });
const sale = [
  madeUpRow('customer', 'business', 'money', 500_000),
  madeUpRow('business', 'customer', 'goods', 500_000),
  madeUpRow('customer', 'business', 'time:waiting', 90_000),
];

function figures(estimate: Estimate): readonly [number, number, number] {
  if (estimate.kind === 'abstained') throw new Error(estimate.reason);
  return [estimate.low, estimate.median, estimate.high];
}

/** Any cube of the made-up kinds. */
const cubes = fc.array(
  fc
    .record({
      kind: fc.constantFrom('money', 'goods', 'time:waiting'),
      isCustomers: fc.boolean(),
      segment: fc.constantFrom('everyone', 'families'),
      quantity: fc.integer({ min: 1, max: 1_000_000 }),
    })
    .map(({ kind, isCustomers, segment, quantity }) => {
      const [giver, receiver] = isCustomers ? ['customer', 'business'] : ['business', 'customer'];
      return madeUpRow(giver ?? '', receiver ?? '', kind, quantity, { segment });
    }),
  { minLength: 1, maxLength: 12 },
);
const quick = { numRuns: 40 };

test('[NE1] each side is left with worth received less cost given', () => {
  const points = madeUpModel({
    valuations: [
      madeUpValuation('goods', { worth: madeUpWorth(1.2), cost: madeUpWorth(0.6) }),
      madeUpValuation('time:waiting', { cost: madeUpWorth(0.004), worth: madeUpWorth(0) }),
    ],
  });
  const { customer, business, joint } = nets(sale, points);
  expect(figures(customer)[1]).toBeCloseTo(6000 - 5000 - 360, 6);
  expect(figures(business)[1]).toBeCloseTo(5000 - 3000, 6);
  expect(figures(joint)[1]).toBeCloseTo(640 + 2000, 6);
});

test('[NE1] own-currency money cancels in joint', () => {
  const without = sale.filter(({ kind }) => kind !== 'money');
  const [a, b] = [nets(sale, model), nets(without, model)];
  expect(a.joint).toEqual(b.joint);
  expect(nets([madeUpRow('customer', 'business', 'money', 100)], model).joint).toMatchObject({
    low: 0,
    median: 0,
    high: 0,
  });
});

test('[VA4] teams count for the business, partners in no net but their customers do', () => {
  const work = madeUpValuation('time:work', { cost: madeUpWorth(0.01), worth: madeUpWorth(0.02) });
  const help = madeUpValuation('help', { cost: madeUpWorth(7), worth: madeUpWorth(9) });
  const staffed = madeUpModel({ valuations: [work, help] });
  const { customer, business, joint } = nets(
    [
      madeUpRow('care', 'customer', 'time:work', 600),
      madeUpRow('courier', 'customer', 'help', 2),
      madeUpRow('business', 'courier', 'money', 500),
    ],
    staffed,
  );
  expect(figures(customer)[1]).toBeCloseTo(12 + 18, 9);
  expect(figures(business)[1]).toBeCloseTo(-6 - 5, 9);
  expect(figures(joint)[1]).toBeCloseTo(30 - 11, 9);
});

test('[VA5] what nobody valued is left out and named; a net of nothing else abstains', () => {
  const { customer, business, unvalued } = nets(
    [...sale, madeUpRow('customer', 'business', 'data:birth-date', 40)],
    model,
  );
  expect(customer.kind).toBe('estimate');
  expect(business.kind).toBe('estimate');
  expect(unvalued).toEqual([
    { kind: 'data:birth-date', side: 'business', part: 'worth', quantity: 40 },
    { kind: 'data:birth-date', side: 'customer', part: 'cost', quantity: 40 },
    { kind: 'time:waiting', side: 'business', part: 'worth', quantity: 90_000 },
  ]);
  const silent = nets([madeUpRow('customer', 'business', 'data:birth-date', 40)], model);
  const reason = 'no valuation says the cost of data:birth-date for the customer';
  expect(silent).toMatchObject({
    customer: { kind: 'abstained', reason },
    joint: { kind: 'abstained', reason },
    tilt: { kind: 'abstained' },
    share: { kind: 'abstained' },
    probabilityCustomerNegative: null,
  });
  expect(nets([], model).customer).toEqual({
    kind: 'abstained',
    reason: 'nothing was exchanged',
  });
});

test('[ES1] the order of rows changes nothing, the seed does', () => {
  fc.assert(
    fc.property(cubes, (cube) => {
      expect(nets([...cube].reverse(), model)).toEqual(nets(cube, model));
    }),
    quick,
  );
  expect(nets(sale, model, { seed: 2 }).joint).not.toEqual(nets(sale, model).joint);
});

test('[ES3] doubling quantities doubles every figure and leaves tilt as it is', () => {
  fc.assert(
    fc.property(cubes, (cube) => {
      const doubled = cube.map((row): CubeRow => ({ ...row, quantity: row.quantity * 2n }));
      const [one, two] = [nets(cube, model), nets(doubled, model)];
      for (const side of ['customer', 'business', 'joint'] as const) {
        if (one[side].kind === 'abstained') continue;
        const [wanted, got] = [figures(one[side]), figures(two[side])];
        for (const [at, each] of wanted.entries()) {
          expect(got[at]).toBeCloseTo(2 * each, 6);
        }
        expect(two.means[side]?.sd ?? 0).toBeCloseTo(2 * (one.means[side]?.sd ?? 0), 6);
      }
      if (one.tilt.kind === 'estimate') {
        const again = figures(two.tilt);
        for (const [at, each] of figures(one.tilt).entries()) {
          expect(again[at]).toBeCloseTo(each, 9);
        }
      }
    }),
    quick,
  );
});

test('[ES4] what a thing costs more lowers its giver, what it is worth more raises its receiver', () => {
  const valued = (worth: Worth, cost: Worth) =>
    nets(sale, madeUpModel({ valuations: [madeUpValuation('goods', { worth, cost })] }));
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 5, noNaN: true }),
      fc.double({ min: 1.01, max: 3, noNaN: true }),
      (median, more) => {
        const [less, dear] = [median, median * more].map((m) => madeUpWorth(m, m / 2, m * 2));
        if (less === undefined || dear === undefined) throw new Error('no worth');
        const [a, b] = [valued(less, less), valued(dear, dear)];
        for (const [at, each] of figures(a.customer).entries()) {
          expect(figures(b.customer)[at]).toBeGreaterThan(each);
        }
        for (const [at, each] of figures(a.business).entries()) {
          expect(figures(b.business)[at]).toBeLessThan(each);
        }
      },
    ),
    quick,
  );
});

test('[NE2] tilt changes its sign when the sides change places, and keeps its size with the scale', () => {
  const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(amount, amount, fc.double({ min: 0.001, max: 1000, noNaN: true }), (c, b, by) => {
      expect(tilt(b, c)).toBeCloseTo(-tilt(c, b), 9);
      expect(Math.abs(tilt(c, b))).toBeLessThanOrEqual(1);
      if (Math.abs(c) + Math.abs(b) > 1e-6) expect(tilt(c * by, b * by)).toBeCloseTo(tilt(c, b), 9);
    }),
  );
});

test('[NE3] a share is shown where both gain for sure, else the quadrant', () => {
  const generous = madeUpValuation('goods', {
    worth: madeUpWorth(2, 1.9, 2.1),
    cost: madeUpWorth(0.5),
  });
  const { share } = nets(sale.slice(0, 2), madeUpModel({ valuations: [generous] }));
  expect(share).toMatchObject({
    kind: 'share',
    probabilities: { 'win-win': expect.closeTo(1, 9) },
  });
  if (share.kind === 'share') expect(figures(share.share)[1]).toBeCloseTo(2 / 3, 2);
  const poor = madeUpValuation('goods', { worth: madeUpWorth(0.5), cost: madeUpWorth(0.4) });
  expect(nets(sale.slice(0, 2), madeUpModel({ valuations: [poor] })).share).toMatchObject({
    kind: 'quadrant',
    quadrant: 'business-gains',
  });
  expect([quadrantOf(0, 0), quadrantOf(1, -1), quadrantOf(-1, -1)]).toEqual([
    'win-win',
    'customer-gains',
    'lose-lose',
  ]);
  expect([customerShare(3, 1), customerShare(-1, 3), customerShare(0, 0)]).toEqual([
    0.75,
    null,
    null,
  ]);
});

test('[NE4] variance shares name what the doubt comes from', () => {
  const { drivers } = nets(sale, model);
  expect(drivers.customer.map(({ unit }) => unit)).toEqual(['goods', 'time:waiting']);
  expect(drivers.customer.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(drivers.business).toEqual([
    { of: 'valuation', unit: 'goods', side: 'business', share: 1 },
  ]);
});

test('[NE5] equity compares what each gets for what it puts in', () => {
  expect(equityLogRatio({ outcomes: 10, inputs: 5 }, { outcomes: 4, inputs: 2 })).toBe(0);
  expect(equityLogRatio({ outcomes: 20, inputs: 5 }, { outcomes: 4, inputs: 2 })).toBeCloseTo(
    Math.LN2,
    12,
  );
  expect(equityLogRatio({ outcomes: -1, inputs: 5 }, { outcomes: 4, inputs: 2 })).toBeNull();
});

test('[NE6] the worst tenth, the losers, and weights as people', () => {
  const values = [5, -3, 2, 8, 0, 1, 1, 4, -1, 9];
  expect(acrossCustomers(values)).toMatchObject({ shareNegative: 0.2, cvar10: -3, n: 10 });
  expect(acrossCustomers(values.slice(0, 5)).cvar10).toBeCloseTo(-3, 12);
  expect(acrossCustomers([])).toEqual({ gini: null, shareNegative: null, cvar10: null, n: 0 });
  expect(acrossCustomers([0, 0]).gini).toBe(0);
  const small = fc.array(
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 4 })),
    {
      minLength: 2,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(small, (pairs) => {
      const weighted = acrossCustomers(
        pairs.map(([value]) => value),
        pairs.map(([, weight]) => weight),
      );
      const written = acrossCustomers(
        pairs.flatMap(([value, weight]) => new Array<number>(weight).fill(value)),
      );
      expect(weighted.n).toBe(written.n);
      expect(weighted.gini ?? 0).toBeCloseTo(written.gini ?? 0, 9);
      expect(weighted.cvar10 ?? 0).toBeCloseTo(written.cvar10 ?? 0, 9);
      expect(weighted.shareNegative).toBeCloseTo(written.shareNegative ?? 0, 9);
    }),
  );
});

test('[NE6] a million customers', () => {
  const values = Float64Array.from({ length: 1_000_000 }, (_, at) => ((at * 7919) % 1000) - 200);
  const started = performance.now();
  expect(acrossCustomers(values).shareNegative).toBeCloseTo(0.2, 9);
  expect(performance.now() - started).toBeLessThan(5000);
});
