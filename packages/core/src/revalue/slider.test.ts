import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridOf, placeOn, snap, stepped, valueAt } from './slider.ts';

test('[RV7] a slider goes in round steps from a quarter to four times the median', () => {
  const grid = gridOf(0.21);
  expect(grid).toEqual({ median: 0.21, step: 0.005, low: 0.0525, high: 0.84 });
  expect(stepped(grid, 0.21, 1)).toBe(0.215);
  expect(stepped(grid, 0.21, -2)).toBe(0.2);
  expect(stepped(grid, 0.84, 1)).toBe(0.84);
  expect([placeOn(grid, 0.0525), placeOn(grid, 0.21), placeOn(grid, 0.84)]).toEqual([-1, 0, 1]);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (median, place) => {
        const some = gridOf(median);
        const value = valueAt(some, place);
        expect(value).toBeGreaterThanOrEqual(some.low);
        expect(value).toBeLessThanOrEqual(some.high);
        expect(snap(some, value)).toBe(value);
        expect(valueAt(some, placeOn(some, value))).toBe(value);
        expect(valueAt(some, 0)).toBeCloseTo(median, 12);
        if (value < some.high) expect(stepped(some, value, 1)).toBeGreaterThan(value);
      },
    ),
  );
});
