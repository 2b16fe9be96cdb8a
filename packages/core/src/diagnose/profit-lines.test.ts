import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsOf } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import { madeUpModel, madeUpRow, madeUpValuation, madeUpWorth } from '../ledger/made-up.ts';
import { nets } from '../ledger/nets.ts';
import { sidesOf } from '../ledger/sides.ts';
import { amountOf, termsOf } from '../ledger/terms.ts';
import type { Model } from '../model/model.ts';
import { call, evidence, fee, only, quiz, sale } from './made-up-shop.ts';
import { type ProfitLine, profitLines } from './profit-lines.ts';
import type { Case } from './words.ts';

const draws = drawsOf({ iterations: 200 });
const POINTS = ['goods', 'time:waiting', 'time:work', 'help', 'attention', 'data:birth-date'].map(
  (kind) =>
    madeUpValuation(kind, { worth: madeUpWorth(1.5, 1.5, 1.5), cost: madeUpWorth(0.5, 0.5, 0.5) }),
);
const model = madeUpModel({ valuations: POINTS });

function linesOf(cube: readonly CubeRow[], of: Model = model): readonly ProfitLine[] {
  const seen: Case = {
    ...{ model: of, days: 365.25, cube, perYear: 1, evidence: evidence('fee', cube), plan: null },
    nets: nets(cube, of, { draws }),
    valued: termsOf(cube, of),
    volume: { of: 'volume', unit: 'fee', side: '', sigma: 0, byKind: {} },
    believed: null,
    sideOf: sidesOf(of),
  };
  return profitLines(seen, draws);
}

const row = fc
  .record({
    way: fc.constantFrom(['customer', 'business'], ['business', 'customer'], ['care', 'customer']),
    kind: fc.constantFrom('money', 'goods', 'time:waiting', 'time:work', 'help', 'attention'),
    quantity: fc.integer({ min: 1, max: 100_000 }),
  })
  .map(({ way: [giver = '', receiver = ''], kind, quantity }) =>
    madeUpRow(giver, receiver, kind, quantity),
  );

test('[FI18] whatever moved, the lines add up to the business’s net at the medians', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (cube) => {
      const booked = linesOf(cube).filter(({ line }) => line !== 'churn-risk');
      const sum = booked.reduce(
        (total, { amount }) => total + (amount.kind === 'estimate' ? amount.median : Number.NaN),
        0,
      );
      const net = termsOf(cube, model)
        .terms.filter(({ side }) => side === 'business')
        .reduce((total, term) => total + amountOf(term), 0);
      expect(sum).toBeCloseTo(net, 6);
      const shares = booked.map(({ share }) => share ?? 0);
      if (booked.length > 0) expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    }),
  );
});

test.each([
  // giver, receiver, kind, the line, whether it raises the result
  ['customer', 'business', 'money', 'revenue', true],
  ['business', 'customer', 'money', 'refunds', false],
  ['business', 'courier', 'money', 'service-cost', false],
  ['business', 'customer', 'goods', 'cost-of-goods', false],
  ['customer', 'business', 'goods', 'cost-of-goods', true],
  ['care', 'customer', 'time:work', 'service-cost', false],
  ['business', 'customer', 'help', 'service-cost', false],
  ['customer', 'business', 'help', 'service-cost', true],
  ['customer', 'business', 'attention', 'not-booked', true],
  ['customer', 'business', 'time:waiting', 'not-booked', true],
  ['customer', 'business', 'data:birth-date', 'not-booked', true],
  ['business', 'customer', 'data:birth-date', 'marketing', false],
] as const)('[FI18] %s gives %s %s: %s', (giver, receiver, kind, line, raises) => {
  const [first] = linesOf([madeUpRow(giver, receiver, kind, 1000)]);
  expect(first).toMatchObject({ line, share: 1, kinds: [kind] });
  expect(first?.amount.kind === 'estimate' && first.amount.median > 0).toBe(raises);
});

test('[FI18] points, which are counted in no currency, are marketing', () => {
  const points = model.values.map((kind) =>
    kind.id === 'goods' ? { ...kind, unit: 'point' } : kind,
  );
  const [line] = linesOf([madeUpRow('business', 'customer', 'goods', 1000)], {
    ...model,
    values: points,
  });
  expect(line?.line).toBe('marketing');
});

test('[FI19] what customers lose is on no line, and how many leave over it abstains', () => {
  const { lines } = only([fee]);
  expect(lines.map(({ line }) => line)).toEqual(['revenue', 'churn-risk']);
  expect(lines[1]).toMatchObject({ amount: { kind: 'abstained' }, share: null });
  const gift = linesOf([madeUpRow('business', 'customer', 'goods', 1000)]);
  expect(gift.map(({ line }) => line)).toEqual(['cost-of-goods']);
});

test('[FI20] the parts of a finding are the figures of its sentences', () => {
  expect(only([fee]).parts).toMatchObject({
    ...{ given: 1200, got: 0, planned: [], days: 365.25, believed: null },
    most: { customer: { kind: 'money', amount: 1200 }, business: null },
    counted: [{ kind: 'money', giver: 'customer', receiver: 'business', quantity: 1200 }],
  });
  expect(only([quiz]).parts).toMatchObject({
    ...{ dataKinds: ['data:birth-date'], givingData: 100, gettingNothing: 97 },
  });
  const { most } = only([call, sale]).parts;
  expect([most.customer?.kind, most.business?.kind]).toEqual(['time:waiting', 'time:work']);
});
