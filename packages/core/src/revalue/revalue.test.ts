import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CubeRow } from '../ledger/entries.ts';
import { madeUpModel, madeUpRow, madeUpValuation, madeUpWorth } from '../ledger/made-up.ts';
import { type Nets, nets } from '../ledger/nets.ts';
import { amountOf, termsOf } from '../ledger/terms.ts';
import type { Model } from '../model/model.ts';
import { basisOf } from './basis.ts';
import { movedValuations } from './moved.ts';
import { planOf } from './plan.ts';
import { NETS, type PlaceNets, rangeFactors, revalue, tornado, turned } from './revalue.ts';
import { someOpinions } from './testing.ts';

const NONE = new Map();

/** What the ledger says: sums of its terms at the medians, and where it abstains. */
function ledgerSays(
  rows: readonly CubeRow[],
  model: Model,
): Omit<PlaceNets, 'tilt' | 'touchpoint'> {
  const { terms } = termsOf(rows, model);
  const said = nets(rows, model, { iterations: 2 });
  const sum = (side: 'customer' | 'business'): number =>
    terms.filter((term) => term.side === side).reduce((total, term) => total + amountOf(term), 0);
  const [customer, business] = [sum('customer'), sum('business')];
  const isSaid = (net: keyof Pick<Nets, 'customer' | 'business' | 'joint'>): boolean =>
    said[net].kind === 'estimate';
  return {
    customer: isSaid('customer') ? customer : null,
    business: isSaid('business') ? business : null,
    joint: isSaid('joint') ? customer + business : null,
  };
}

function expectAlike(a: number | null, b: number | null, size: number): void {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * (1 + size));
}

test('[RV1] the closed form is what the ledger says, moved or not, in all and at each touchpoint', () => {
  fc.assert(
    fc.property(someOpinions, ({ model, rows, factors }) => {
      for (const moves of [NONE, factors]) {
        const valuations = movedValuations(model.valuations, moves);
        const { total, touchpoints } = revalue(planOf(model, rows), moves);
        const places = [[total, rows] as const].concat(
          touchpoints.map((place) => [
            place,
            rows.filter(({ keys }) => keys['touchpoint'] === place.touchpoint),
          ]),
        );
        for (const [place, some] of places) {
          const said = ledgerSays(some, { ...model, valuations });
          const size = termsOf(some, { ...model, valuations }).terms.reduce(
            (sum, term) => sum + Math.abs(amountOf(term)),
            0,
          );
          for (const net of NETS) expectAlike(place[net], said[net], size);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('[RV2] a moved valuation is as unsure as it was', () => {
  const goods = madeUpValuation('goods', { worth: madeUpWorth(2, 1, 4), cost: madeUpWorth(1) });
  const [first] = movedValuations([goods], new Map([['0.worth', 1.5]]));
  expect(first?.worth).toMatchObject({ median: 3, low: 1.5, high: 6 });
  expect(first?.cost).toBe(goods.cost);
  expect(movedValuations([goods], new Map([['0.worth', 1]]))).toEqual([goods]);
});

test('[RV4] a net turns with its sign', () => {
  const was: PlaceNets = { touchpoint: 'pay', customer: -3, business: 0, joint: 4, tilt: 0 };
  expect(turned(was, { ...was, customer: 1, business: 2, joint: 5 })).toEqual(['customer']);
  expect(turned(was, { ...was, customer: null, joint: -1 })).toEqual(['joint']);
  expect(turned(was, was)).toEqual([]);
});

test('[RV5] the tornado goes from low to high of each valuation, the widest first', () => {
  const valuations = [
    madeUpValuation('time:waiting', { cost: madeUpWorth(0.01, 0.005, 0.02) }),
    madeUpValuation('goods', { worth: madeUpWorth(2, 1, 4), cost: madeUpWorth(1) }),
    madeUpValuation('help', { worth: madeUpWorth(9, 3, 27) }),
  ];
  const model = madeUpModel({ valuations });
  const rows = [
    madeUpRow('business', 'customer', 'goods', 10_000),
    madeUpRow('customer', 'business', 'money', 10_000),
    madeUpRow('customer', 'business', 'time:waiting', 1000),
  ];
  const rangeOf = (id: string) => {
    const [at = 0, part = ''] = id.split('.');
    const worth = valuations[Number(at)]?.[part === 'worth' ? 'worth' : 'cost'] ?? null;
    return worth === null ? { low: 1, high: 1 } : rangeFactors(worth);
  };
  const { total } = planOf(model, rows);
  const bars = tornado(total, 'joint', new Map([['1.worth', 1]]), rangeOf);
  expect(bars.map(({ id }) => id)).toEqual(['1.worth', '0.cost']);
  // Joint 200 - 100 - 10 = 90; goods at 1 and 4 instead of 2.
  expect(bars[0]?.low).toBeCloseTo(-10, 9);
  expect(bars[0]?.high).toBeCloseTo(290, 9);
  expect(bars[1]?.low).toBeCloseTo(95, 9);
  expect(bars[1]?.high).toBeCloseTo(80, 9);
  // Together they gain 90; goods worth 1.1 instead of 2 leave nothing.
  expect(bars[0]?.turnsAt).toBeCloseTo(0.55, 9);
  expect(tornado(total, 'business', NONE, rangeOf)).toEqual([]);
  const [waiting] = tornado(total, 'customer', new Map([['0.cost', 2]]), rangeOf).slice(-1);
  // 200 of goods less 100 paid less 20 of waiting.
  expect(waiting).toMatchObject({ id: '0.cost', low: 90, high: 60, turnsAt: 5 });
});

test('[RV8] ten thousand rows', () => {
  const model = madeUpModel({
    valuations: ['goods', 'time:waiting', 'help'].map((kind) =>
      madeUpValuation(kind, { worth: madeUpWorth(2, 1, 4), cost: madeUpWorth(1, 0.5, 2) }),
    ),
  });
  const rows = Array.from({ length: 10_000 }, (_, at) =>
    madeUpRow('business', 'customer', ['goods', 'help', 'money'][at % 3] ?? '', at, {
      keys: { touchpoint: `t${at % 500}` },
    }),
  );
  const started = performance.now();
  const plan = planOf(model, rows);
  expect(performance.now() - started).toBeLessThan(1000);
  revalue(plan, NONE);
  const again = performance.now();
  expect(revalue(plan, new Map([['0.worth', 2]])).touchpoints).toHaveLength(500);
  expect(performance.now() - again).toBeLessThan(16);
});

test('[RV9] over the wire nothing that values is lost', () => {
  fc.assert(
    fc.property(someOpinions, ({ model, rows, factors }) => {
      const { currency, actors, values: kinds, valuations } = model;
      const basis = basisOf(JSON.parse(JSON.stringify({ currency, actors, kinds, valuations })));
      expect(revalue(planOf(basis, rows), factors)).toEqual(revalue(planOf(model, rows), factors));
    }),
  );
});
