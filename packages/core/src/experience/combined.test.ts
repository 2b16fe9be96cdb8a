import { expect, test } from 'vitest';
import { combinedEffect, type PairAnswers, pairsFound } from './combined.ts';
import { type Spread, spreadOf, together } from './spread.ts';

const cell = (mean: number, n = 200, variance = 0.04): Spread => ({ n, mean, variance });
const pair = (
  both: readonly [number, number],
  alone: readonly [number, number],
  neither = 0,
): PairAnswers => {
  return {
    ...{ a: 'advice', b: 'demo' },
    ...{ neither: cell(neither), onlyA: cell(alone[0]), onlyB: cell(alone[1]) },
    ...{ aFirst: cell(both[0]), bFirst: cell(both[1]) },
  };
};

test('[XB1] a sum of effects has no interaction; more than it helps; the order is told', () => {
  const sum = combinedEffect(pair([0.5, 0.5], [0.2, 0.3]));
  expect(sum.interaction).toMatchObject({ median: expect.closeTo(0, 12) });
  expect(sum.verdict).toBe('adds-up');
  const more = combinedEffect(pair([0.9, 0.7], [0.2, 0.3]));
  expect(more.verdict).toBe('stronger-together');
  expect(more.order).toMatchObject({ median: expect.closeTo(0.2, 12) });
  expect(more.together).toMatchObject({ median: expect.closeTo(0.8, 12) });
  const turned = pair([0.7, 0.9], [0.3, 0.2]);
  expect(combinedEffect(turned).interaction).toMatchObject({ median: expect.closeTo(0.3, 12) });
  expect(combinedEffect(turned).order).toMatchObject({ median: expect.closeTo(-0.2, 12) });
  const parts = [spreadOf([1, 2, 5]), spreadOf([0, 4])] as const;
  const whole = spreadOf([1, 2, 5, 0, 4]);
  expect(together(...parts).mean).toBeCloseTo(whole.mean, 12);
  expect(together(...parts).variance).toBeCloseTo(whole.variance, 12);
});

test("[XB2] redundant, in each other's way, and unknown", () => {
  expect(combinedEffect(pair([0.4, 0.4], [0.4, 0.4])).verdict).toBe('redundant');
  expect(combinedEffect(pair([0.1, 0.1], [0.4, 0.4])).verdict).toBe('weaker-together');
  const lonely = { ...pair([0.4, 0.4], [0.4, 0.4]), onlyA: cell(0.4, 1) };
  expect(combinedEffect(lonely)).toMatchObject({
    verdict: 'unknown',
    interaction: { reason: 'one of the groups compared has 1 answer; each wants at least 2' },
  });
});

test('[XB3] among many pairs those that are more than chance are kept', () => {
  const pairs = [
    ...Array.from({ length: 30 }, () => combinedEffect(pair([0.51, 0.49], [0.2, 0.3]))),
    combinedEffect(pair([0.9, 0.9], [0.2, 0.3])),
    combinedEffect({ ...pair([0.9, 0.9], [0.2, 0.3]), onlyB: cell(0.3, 0) }),
  ];
  expect(
    pairsFound(pairs)
      .map((found, at) => (found ? at : -1))
      .filter((at) => at >= 0),
  ).toEqual([30]);
});
