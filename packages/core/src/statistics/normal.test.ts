import { expect, test } from 'vitest';
import { normalCdf, normalQuantile, Z_HIGH } from './normal.ts';

// Expected: 0.5 * erfc(-x / sqrt 2) of the C maths library.
test.each([
  [-8, 6.220960574271819e-16],
  [-6, 9.865876450377012e-10],
  [-3.2, 0.0006871379379158485],
  [-1.6448536269514722, 0.05],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [1.3, 0.9031995154143897],
  [2.7, 0.9965330261969594],
])('[ST1] a normal falls below %d with chance %d', (x, chance) => {
  expect(Math.abs(normalCdf(x) - chance)).toBeLessThan(1e-14);
  expect(Math.abs(normalCdf(x) / chance - 1)).toBeLessThan(1e-8);
});

test('[ST1] past 37 deviations nothing is left', () => {
  expect([normalCdf(-40), normalCdf(40)]).toEqual([0, 1]);
});

// Expected: AS 241 as Python's statistics.NormalDist has it.
test.each([
  [1e-300, -37.0470962993612],
  [1e-12, -7.034483825301132],
  [0.001, -3.090232306167813],
  [0.3, -0.5244005127080407],
  [0.5, 0],
  [0.9, 1.2815515655446008],
  [0.95, Z_HIGH],
  [0.975, 1.9599639845400536],
  [0.999999, 4.753424308817089],
])('[ST2] the %d point is %d', (p, point) => {
  expect(normalQuantile(p)).toBeCloseTo(point, 12);
});

test('[ST2] the quantile inverts the distribution', () => {
  for (let p = 0.0005; p < 1; p += 0.0005) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13);
  expect(() => normalQuantile(1)).toThrow('normalQuantile(1) wants a probability inside (0, 1)');
});
