import { expect, test } from 'vitest';
import { madeUpKind } from './made-up.ts';
import {
  formatCount,
  formatDuration,
  formatEstimate,
  formatMoney,
  formatQuantity,
  formatShare,
  kindWords,
  screenUnit,
} from './words.ts';

test.each([
  [1_234_567, 'EUR 1,230,000'],
  [12_345, 'EUR 12,300'],
  [-1200, 'EUR -1,200'],
  [999.6, 'EUR 1,000'],
  [54.4, 'EUR 54'],
  [9.999, 'EUR 10.00'],
  [3.5, 'EUR 3.50'],
  [0.0612, 'EUR 0.061'],
  [-0.0035, 'EUR -0.0035'],
  [0.6, 'EUR 0.60'],
  [0, 'EUR 0'],
  [1e-9, 'EUR 0'],
  [Number.POSITIVE_INFINITY, 'EUR unknown'],
])('[WO1] %d is %s', (amount, words) => {
  expect(formatMoney(amount, 'EUR')).toBe(words);
});

test.each([
  [45, '45 s'],
  [720, '12 min'],
  [90, '1.5 min'],
  [12_240, '3.4 h'],
  [4_428_000, '1,230 h'],
  [-30, '-30 s'],
])('[WO1] %d seconds are %s', (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});

test.each([
  [madeUpKind('money', 'EUR', 2), '12.50', 'EUR 13'],
  [madeUpKind('time:waiting', 'second'), 600, '10 min'],
  [madeUpKind('data:email', 'disclosure'), 4100, '4,100 disclosures'],
  [madeUpKind('data:email', 'disclosure'), 1, '1 disclosure'],
  [madeUpKind('help', 'reply'), 2, '2 replies'],
])('[WO1] of %o %s is %s', (kind, quantity, words) => {
  expect(formatQuantity(quantity, kind)).toBe(words);
});

test('[WO1] estimates, counts, shares and kinds', () => {
  const estimate = { kind: 'estimate', level: 0.9, n: 1, method: '', grade: 'A' } as const;
  expect(formatEstimate({ ...estimate, median: 12_345, low: 8100, high: 16_440 }, 'EUR')).toBe(
    'EUR 12,300 (8,100 to 16,400)',
  );
  expect(formatEstimate({ ...estimate, median: 5, low: 5, high: 5 }, 'EUR')).toBe('EUR 5.00');
  expect(formatEstimate({ kind: 'abstained', reason: 'no valuation' }, 'EUR')).toBe(
    'not said: no valuation',
  );
  expect(formatCount(12_340.4)).toBe('12,340');
  expect([0.034, 0.004, 1, 0].map(formatShare)).toEqual(['3 %', '0.4 %', '100 %', '0 %']);
  expect(kindWords(madeUpKind('data:purchase-history', 'disclosure'))).toBe(
    'purchase history data',
  );
  expect(kindWords({ ...madeUpKind('goods', 'EUR'), name: 'Groceries' })).toBe('Groceries');
  expect(screenUnit(madeUpKind('time:work', 'second'))).toEqual({ name: 'minute', units: 60 });
});
