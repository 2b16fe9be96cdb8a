import { expect, test } from 'vitest';
import { chance, type Dice, diceOf, diceWithin, lognormal, uniform, wholeBetween } from './dice.ts';

const throwsOf = (dice: Dice, count: number): number[] =>
  Array.from({ length: count }, () => uniform(dice));

test('[DI1] the same key throws the same numbers, and a stream within it its own', () => {
  expect(throwsOf(diceOf(7), 50)).toEqual(throwsOf(diceOf(7), 50));
  expect(throwsOf(diceOf(8), 50)).not.toEqual(throwsOf(diceOf(7), 50));
  const parent = diceOf(7);
  const before = throwsOf(diceWithin(parent, 3), 50);
  throwsOf(parent, 11);
  expect(throwsOf(diceWithin(parent, 3), 50)).toEqual(before);
  expect(throwsOf(diceWithin(parent, 4), 50)).not.toEqual(before);
  const all = new Set([
    ...throwsOf(diceOf(7), 50),
    ...before,
    ...throwsOf(diceWithin(parent, 4), 50),
  ]);
  expect(all.size).toBe(150);
});

test('[DI2] throws are uniform, and a lognormal has its median', () => {
  const dice = diceOf(1);
  const throws = throwsOf(dice, 40_000);
  expect(throws.every((each) => each > 0 && each < 1)).toBe(true);
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => throws.filter((each) => Math.floor(each * 10) === tenth).length,
  );
  for (const count of tenths) expect(Math.abs(count - 4000)).toBeLessThan(300);
  const waits = Array.from({ length: 20_001 }, () => lognormal(dice, 90, 0.5)).sort(
    (a, b) => a - b,
  );
  expect(waits[10_000]).toBeGreaterThan(88);
  expect(waits[10_000]).toBeLessThan(92);
  const heads = Array.from({ length: 10_000 }, () => chance(dice, 0.2)).filter(Boolean).length;
  expect(Math.abs(heads - 2000)).toBeLessThan(200);
  const faces = new Set(Array.from({ length: 500 }, () => wholeBetween(dice, 1, 6)));
  expect([...faces].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
