import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discoveries } from './discoveries.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });

test('[ST8] the example of Benjamini and Hochberg', () => {
  // Table of their section 3.2: fifteen tests, of which four stand at 0.05.
  const published = [
    ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344],
    ...[0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1],
  ];
  expect(discoveries(published, 0.05).filter(Boolean).length).toBe(4);
});

test('[ST8] the order of the tests does not matter, and what is less likely by chance stands first', () => {
  fc.assert(
    fc.property(
      fc.array(chance, { maxLength: 40 }),
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      (all, rate) => {
        const marked = discoveries(all, rate);
        const most = Math.max(-1, ...all.filter((_, at) => marked[at]));
        expect(marked).toEqual(all.map((p) => p <= most));
        expect(discoveries(all.toReversed(), rate)).toEqual(marked.toReversed());
        // A single test is judged by itself; of many none that it would not take alone.
        for (const [at, p] of all.entries()) if (marked[at]) expect(p).toBeLessThanOrEqual(rate);
        if (all.length > 0 && all.every((p) => p <= rate)) expect(marked.every(Boolean)).toBe(true);
      },
    ),
  );
});

test('[ST8] of tests that depend in any way fewer are marked, as the rate is divided by 1 + 1/2 + ... + 1/m', () => {
  const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
  // The harmonic number of ten is 2.929: 0.05 / 2.929 = 0.01707, of which the first of ten may be a tenth, the second a fifth.
  expect(discoveries(p, 0.05).filter(Boolean)).toHaveLength(2);
  expect(discoveries(p, 0.05, 'any').filter(Boolean)).toHaveLength(1);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (all) => {
      const strict = discoveries(all, 0.1, 'any');
      const usual = discoveries(all, 0.1);
      expect(strict.every((isMarked, at) => !isMarked || usual[at])).toBe(true);
    }),
  );
});
