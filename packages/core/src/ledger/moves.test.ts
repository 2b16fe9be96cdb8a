import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsOf } from './draws.ts';
import type { Estimate } from './estimate.ts';
import {
  madeUpLine,
  madeUpModel,
  madeUpRow,
  madeUpTouchpoint,
  madeUpValuation,
  madeUpWorth,
} from './made-up.ts';
import {
  believedMoves,
  type Moves,
  measuredMoves,
  sumOfMoves,
  tellDifference,
  tellMoves,
} from './moves.ts';
import { nets } from './nets.ts';

const model = madeUpModel({
  valuations: [
    madeUpValuation('goods', { worth: madeUpWorth(1.2, 1, 1.5), cost: madeUpWorth(0.6) }),
    madeUpValuation('time:waiting', {
      worth: madeUpWorth(0),
      cost: madeUpWorth(0.004, 0.002, 0.008),
    }),
    madeUpValuation('time:work', { worth: madeUpWorth(0), cost: madeUpWorth(0.01) }),
  ],
});
const draws = drawsOf({ iterations: 500 });

const anyRow = fc.oneof(
  fc.nat(100_000).map((cents) => madeUpRow('business', 'customer', 'goods', cents)),
  fc.nat(100_000).map((cents) => madeUpRow('customer', 'business', 'money', cents)),
  fc.nat(100_000).map((seconds) => madeUpRow('customer', 'business', 'time:waiting', seconds)),
  fc.nat(100_000).map((seconds) => madeUpRow('care', 'customer', 'time:work', seconds)),
);
const anyMoves = fc
  .record({
    rows: fc.array(anyRow, { maxLength: 5 }),
    place: fc.constantFrom('desk', 'web', 'phone'),
    encounters: fc.integer({ min: 1, max: 5000 }),
  })
  .map(({ rows, ...rest }) => measuredMoves(rows, model, rest));

function medianOf(estimate: Estimate): number {
  if (estimate.kind === 'abstained') throw new Error(estimate.reason);
  return estimate.median;
}

test('[MV1] no difference from itself, and the way back is the way there', () => {
  fc.assert(
    fc.property(anyMoves, anyMoves, (a, b) => {
      for (const estimate of Object.values(tellDifference(a, a, draws)))
        expect(estimate).toMatchObject({ median: 0, low: 0, high: 0 });
      const [there, back] = [tellDifference(a, b, draws), tellDifference(b, a, draws)];
      for (const key of ['get', 'give', 'customer', 'business', 'hours', 'waiting'] as const)
        expect(medianOf(there[key])).toBeCloseTo(-medianOf(back[key]), 6);
    }),
    { numRuns: 40 },
  );
});

test('[MV2] what both share is in no range', () => {
  const place = { place: 'desk', encounters: 400 };
  const kept = measuredMoves([madeUpRow('business', 'customer', 'goods', 900_000)], model, place);
  const more = believedMoves(
    madeUpTouchpoint('new', {
      believed: { per: 'year', volume: { median: 100, low: 100, high: 100 } },
      exchange: [madeUpLine(0, 'customer', 'business', 'money', '2')],
    }),
    model,
  );
  expect(tellDifference(sumOfMoves([kept, more]), kept, draws).customer).toMatchObject({
    median: -200,
    low: -200,
    high: -200,
  });
  const twice = measuredMoves(
    [madeUpRow('business', 'customer', 'goods', 1_800_000)],
    model,
    place,
  );
  // A shared opinion about goods scales the difference of both, not each by itself.
  const half = tellDifference(twice, kept, draws).get;
  expect(half).toEqual({ ...tellMoves(kept, draws).get, n: 800 });
});

test('[MV3] the sum of places', () => {
  fc.assert(
    fc.property(anyMoves, anyMoves, (a, b) => {
      expect(tellMoves(sumOfMoves([a]), draws)).toEqual(tellMoves(a, draws));
      const hours = (moves: Moves): number =>
        moves.hours.reduce((sum, { quantity }) => sum + quantity, 0);
      expect(hours(sumOfMoves([a, b]))).toBeCloseTo(hours(a) + hours(b));
    }),
    { numRuns: 40 },
  );
  const rows = [madeUpRow('business', 'customer', 'goods', 5000)];
  const volume = { of: 'volume', unit: 'desk', side: '', sigma: 0.1 } as const;
  const { customer, business } = nets(rows, model, { draws, volume, encounters: 100 });
  const told = tellMoves(measuredMoves(rows, model, { place: 'desk', encounters: 100 }), draws);
  expect(told).toMatchObject({ customer, business });
});

test('[MV4] hours and waiting', () => {
  const rows = [
    madeUpRow('customer', 'business', 'time:waiting', 7200),
    madeUpRow('care', 'customer', 'time:work', 9000),
  ];
  const told = tellMoves(measuredMoves(rows, model, { place: 'desk', encounters: 1e12 }), draws);
  expect(medianOf(told.hours)).toBeCloseTo(2);
  expect(medianOf(told.waiting)).toBeCloseTo(2);
  const believed = believedMoves(
    madeUpTouchpoint('call', {
      believed: { per: 'month', volume: { median: 10, low: 5, high: 20 } },
      exchange: [madeUpLine(0, 'customer', 'business', 'time:waiting', '360')],
    }),
    model,
  );
  expect(medianOf(tellMoves(believed, draws).waiting)).toBeCloseTo(12);
});

test('[MV5] what cannot be said, and what is nothing', () => {
  const nothing = sumOfMoves([]);
  expect(tellMoves(nothing, draws).customer).toMatchObject({ kind: 'estimate', median: 0 });
  const unvalued = measuredMoves([madeUpRow('business', 'customer', 'help', 5)], model, {
    ...{ place: 'desk', encounters: 5 },
  });
  for (const [next, now] of [
    [unvalued, nothing],
    [nothing, unvalued],
  ] as const)
    expect(tellDifference(next, now, draws).customer.kind).toBe('abstained');
});
