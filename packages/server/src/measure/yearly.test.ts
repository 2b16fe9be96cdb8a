import type { CubeRow } from '@bothways/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inAYear, merged } from './yearly.ts';

const row: fc.Arbitrary<CubeRow> = fc.record({
  keys: fc.record({ touchpoint: fc.constantFrom('call', 'paid') }),
  giver: fc.constantFrom('customer', 'business'),
  receiver: fc.constantFrom('business', 'courier'),
  kind: fc.constantFrom('money', 'time:waiting'),
  segment: fc.constantFrom('everyone', 'big'),
  quantity: fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
  n: fc.nat(1000),
  grades: fc.record({ A: fc.nat(9), B: fc.nat(9) }, { requiredKeys: [] }),
});

test('[YE1] a year is within half a unit of days a year over days, of any size', () => {
  fc.assert(
    fc.property(row, fc.integer({ min: 1, max: 20_000 }), (seen, days) => {
      const [year] = inAYear([seen], days);
      // 4 * days * year is 1461 * quantity, to 2 * days.
      const rest = 4n * BigInt(days) * (year?.quantity ?? 0n) - 1461n * seen.quantity;
      expect(rest <= 2n * BigInt(days) && rest >= -2n * BigInt(days)).toBe(true);
      expect(year).toEqual({ ...seen, quantity: year?.quantity });
    }),
  );
});

test.each([
  // days, quantity, a year
  [1461, 2n, 1n],
  [1461, -2n, -1n],
  [1461, 1n, 0n],
  [2922, 4n, 1n],
  [2922, -4n, -1n],
  [31, 4100n, 48_307n],
])('[YE1] in %i days %s are %s a year: half is away from zero', (days, quantity, year) => {
  const [one] = fc.sample(row, { numRuns: 1, seed: 1 });
  if (one === undefined) throw new Error('no row was drawn');
  expect(inAYear([{ ...one, quantity }], days)[0]?.quantity).toBe(year);
});

test('[YE1] merging makes one row of each place, and loses nothing', () => {
  const keyOf = ({ keys, giver, receiver, kind, segment }: CubeRow): string =>
    [keys['touchpoint'], giver, receiver, kind, segment].join();
  const sums = (rows: readonly CubeRow[]) =>
    rows.reduce(
      (sum, { quantity, n, grades: { A = 0, B = 0 } }) => ({
        quantity: sum.quantity + quantity,
        n: sum.n + n,
        a: sum.a + A,
        b: sum.b + B,
      }),
      { quantity: 0n, n: 0, a: 0, b: 0 },
    );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const one = merged(rows);
      expect(new Set(one.map(keyOf))).toEqual(new Set(rows.map(keyOf)));
      expect(one.length).toBe(new Set(rows.map(keyOf)).size);
      for (const each of one)
        expect(sums([each])).toEqual(sums(rows.filter((other) => keyOf(other) === keyOf(each))));
    }),
  );
});
