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
