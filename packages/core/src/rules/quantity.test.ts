import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantityOf } from './quantity.ts';

test.each([
  // value  scale n    amount
  [12.5, 2, 1, 1_250],
  [0.005, 2, 1, 1],
  [-0.005, 2, 1, -1],
  [0.0049, 2, 1, 0],
  [-0.0049, 2, 1, 0],
  [2.5, 0, 1, 3],
  [-2.5, 0, 1, -3],
  [0, 2, 1, 0],
  [14.2, 0, 4_100, 58_220],
  [0.004, 2, 100, 40],
  [2 ** 53, 0, 1, 2 ** 53],
])('[Q1] %d at scale %d, %d times, is %d', (value, scale, n, amount) => {
  expect(quantityOf(value, scale, n)).toEqual({ kind: 'quantity', amount });
});

test.each([
  [null, 2, 1, 'absent'],
  [2 ** 53 + 2, 0, 1, 'too-large'],
  [-(2 ** 53) - 2, 0, 1, 'too-large'],
  [1e300, 2, 1, 'too-large'],
  [1e308, 2, 100, 'too-large'],
] as const)('[Q1] %d at scale %d, %d times, is refused: %s', (value, scale, n, reason) => {
  expect(quantityOf(value, scale, n)).toEqual({ kind: 'refused', reason });
});

test('[Q1] a value and its negative have opposite amounts, and cents come back whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (cents) => {
      expect(quantityOf(cents / 100, 2, 1)).toEqual({ kind: 'quantity', amount: cents });
      expect(quantityOf(-cents / 100, 2, 1)).toEqual({ kind: 'quantity', amount: 0 - cents });
    }),
  );
});
