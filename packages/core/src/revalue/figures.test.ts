import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { amountOf, termsOf } from '../ledger/terms.ts';
import type { Model } from '../model/model.ts';
import { estimateNow } from './estimate-now.ts';
import { figuresAt, figuresPlan } from './figures-plan.ts';
import { movedValuations } from './moved.ts';
import { figureOf } from './sums.ts';
import { someOpinions } from './testing.ts';
import type { YearRead } from './year-read.ts';

const NONE = new Map();

function readOf(model: Model, rows: readonly CubeRow[]): YearRead {
  return {
    ...{ model, rows, seen: [], days: 100 },
    at: Map.groupBy(rows, ({ keys }) => keys['touchpoint'] ?? ''),
    counted: { all: { encounters: 900 }, inJourney: new Map(), at: new Map() },
  };
}

function ledgerSum(
  rows: readonly CubeRow[],
  model: Model,
  side: 'customer' | 'business',
): { readonly sum: number; readonly size: number } {
  const amounts = termsOf(rows, model)
    .terms.filter((term) => term.side === side)
    .map(amountOf);
  return {
    sum: amounts.reduce((sum, each) => sum + each, 0),
    size: amounts.reduce((sum, each) => sum + Math.abs(each), 0),
  };
}

test('[RV3] every figure is the sum of the ledger’s own terms, by factors or planned anew', () => {
  fc.assert(
    fc.property(someOpinions, ({ model, rows, factors }) => {
      const moved = { ...model, valuations: movedValuations(model.valuations, factors) };
      const [byFactors, anew] = [
        figuresAt(figuresPlan(readOf(model, rows)), factors).measured,
        figuresAt(figuresPlan(readOf(moved, rows)), NONE).measured,
      ];
      for (const figures of [byFactors, anew])
        for (const side of ['customer', 'business'] as const) {
          const { sum, size } = ledgerSum(rows, moved, side);
          expect(Math.abs(figures[side].sum - sum)).toBeLessThanOrEqual(1e-9 * (1 + size));
          for (const [touchpoint, place] of figures.places) {
            const here = rows.filter(({ keys }) => keys['touchpoint'] === touchpoint);
            const there = ledgerSum(here, moved, side);
            const off = Math.abs(place[side].sum - there.sum);
            expect(off).toBeLessThanOrEqual(1e-9 * (1 + there.size));
          }
        }
    }),
    { numRuns: 200 },
  );
});

const estimate: Estimate = {
  ...{ kind: 'estimate', median: 8, low: 4, high: 16, level: 0.9, n: 3, method: '', grade: 'C' },
} as const;

test('[RV3] an estimate that nothing moved in is itself; one opinion alone moves it in proportion', () => {
  const often = { own: 0.8, chance: 'customer goods' } as const;
  const part = { id: '0.worth', amount: 8, sigma: 0.4, ...often } as const;
  const plan = { fixed: 0, fixedOwn: 0, parts: [part] };
  const was = figureOf(plan, NONE);
  expect(estimateNow(estimate, was, figureOf(plan, NONE))).toBe(estimate);
  const is = figureOf(plan, new Map([['0.worth', 1.5]]));
  expect(estimateNow(estimate, was, is)).toMatchObject({
    median: expect.closeTo(12, 9),
    low: expect.closeTo(6, 9),
    high: expect.closeTo(24, 9),
  });
  const unsaid: Estimate = { kind: 'abstained', reason: 'nobody said' };
  expect(estimateNow(unsaid, was, is)).toBe(unsaid);
});
