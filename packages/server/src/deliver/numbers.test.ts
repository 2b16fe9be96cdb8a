import { expect, test } from 'vitest';
import {
  count,
  day,
  indexWithRange,
  moneyAYear,
  percent,
  quantityText,
  range,
  short,
  signed,
} from './numbers.ts';
import { estimate } from './report-fixture-sums.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u2212', '-');

test.each([
  [1_200_000, 900_000, 1_600_000, 'EUR 1.20 m a year (0.90–1.60 m)'],
  [-343_210, -598_000, -196_000, 'EUR -343,000 a year (-598,000 to -196,000)'],
  [12.5, 8, 31.25, 'EUR 12.5 a year (8.0–31.3)'],
  [2_019_000, 996_000, 3_152_000, 'EUR 2.02 m a year (1.00–3.15 m)'],
  [705_000, 705_000, 705_000, 'EUR 705,000 a year (exact)'],
  [0, -40, 40, 'EUR 0 a year (-40.0 to 40.0)'],
  [0, 0, 0, 'EUR 0 a year (exact)'],
  [4_560_000_000, 4e9, 5e9, 'EUR 4.56 bn a year (4.00–5.00 bn)'],
])('[D9] %d from %d to %d reads %s', (median, low, high, text) => {
  expect(plain(moneyAYear(estimate(median, low, high), 'EUR'))).toBe(text);
});

test('[D9] both ends of a range are as fine as its middle', () => {
  expect(plain(range({ median: 154_000_000, low: 9_000_000, high: 1_200_000_000 }))).toBe(
    '9–1,200 m',
  );
});

test('[D9] where nothing can be said the reason is', () => {
  const abstained = { kind: 'abstained', reason: 'only 14 encounters' } as const;
  expect(moneyAYear(abstained, 'EUR')).toBe('not said: only 14 encounters');
  expect(indexWithRange(abstained)).toBe('not said: only 14 encounters');
});

test.each([
  [0, '0'],
  [-0.2, '-0.2'],
  [9_994, '9,990'],
  [10_000, '10 k'],
  [999_499, '999 k'],
  [999_600, '1 m'],
  [1_240_000, '1.24 m'],
  [2e9, '2 bn'],
])('[D9] %d is %s in a picture', (value, text) => {
  expect(plain(short(value))).toBe(text);
});

test('[D9] seconds are shown as minutes, counts with their unit', () => {
  expect(plain(quantityText('5400', 'second'))).toBe('90 minutes');
  expect(plain(quantityText('1', 'disclosure'))).toBe('1 disclosure');
  expect(plain(quantityText('41000', 'disclosure'))).toBe('41 k disclosures');
  expect(plain(quantityText('15400000.25', 'EUR'))).toBe('15.4 m EUR');
});

test('[D9] counts, parts, signs and days read as in print', () => {
  expect(count(1_482_310)).toBe('1,482,310');
  expect(plain(percent(0.117))).toBe('12 %');
  expect(plain(percent(0.004))).toBe('0.4 %');
  expect([0.42, -0.3, 0, -0.001].map((value) => plain(signed(value)))).toEqual([
    '+0.42',
    '-0.30',
    '0.00',
    '0.00',
  ]);
  expect(day('2026-10-03')).toBe('3 October 2026');
});
