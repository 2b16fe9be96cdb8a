import { expect, test } from 'vitest';
import { fittedRange, sigmaOfRange } from './lognormal.ts';
import { quantiles } from './quantile.ts';

test.each([
  [[3], [0.05, 0.5, 1], [3, 3, 3]],
  [
    [4, 1, 3, 2],
    [0, 0.5, 1],
    [1, 2.5, 4],
  ],
  [
    [10, -10, 0],
    [0.25, 0.75],
    [-5, 5],
  ],
])('[ST6] %j at %j is %j', (sample, probabilities, expected) => {
  const before = [...sample];
  expect(quantiles(sample, probabilities)).toEqual(expected);
  expect(sample).toEqual(before);
});

test('[ST6] nothing to take a quantile of is a bug', () => {
  expect(() => quantiles([], [0.5])).toThrow('quantiles wants at least one number');
});

test.each([
  [2, 2, 2, 0],
  [1, 0.5, 2, 0.42140353],
])('[ST7] %d in %d..%d has sigma %d', (median, low, high, sigma) => {
  expect(sigmaOfRange({ low, high })).toBeCloseTo(sigma, 7);
  const fitted = fittedRange({ median, low, high });
  expect(fitted.high / fitted.median).toBeCloseTo(fitted.median / fitted.low, 12);
  expect(fitted.high / fitted.low).toBeCloseTo(high / low, 12);
});

test('[ST7] a range that reaches zero is a bug', () => {
  expect(() => sigmaOfRange({ low: 0, high: 2 })).toThrow('wants 0 < low <= high');
});
