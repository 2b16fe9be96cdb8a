import { expect, test } from 'vitest';
import { coverageOf, intervalKinds, WANTED } from '../bench/calibration.ts';

/** Worlds enough to see a range that is off by a third; the bench tells finer. */
const WORLDS = 320;

// Seeds are fixed: the same worlds each time. A range of few worlds may miss by three of its own standard errors.
test.each(intervalKinds)('[B1] 90 % ranges hold the truth of made-up worlds: $name', (kind) => {
  const { coverage, error, worlds } = coverageOf(kind, WORLDS);
  const slack = 3 * Math.max(error, 0.3 / Math.sqrt(worlds));
  expect(coverage).toBeGreaterThan(WANTED.least - slack);
  expect(coverage).toBeLessThan(WANTED.most + slack);
});
