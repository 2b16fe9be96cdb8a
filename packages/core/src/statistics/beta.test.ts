import { expect, test } from 'vitest';
import { betaQuantile, logBetaBinomial } from './beta.ts';

test.each([
  // p, alpha, beta, quantile (R 4.5: qbeta)
  [0.05, 5, 3, 0.3412614],
  [0.95, 5, 3, 0.8712436],
  [0.5, 1, 1, 0.5],
  [0.05, 1, 1, 0.05],
  [0.5, 2, 2, 0.5],
  [0.25, 0.5, 0.5, 0.1464466],
])('[BQ1] the %d quantile of Beta(%d, %d) is %d', (p, alpha, beta, quantile) => {
  expect(betaQuantile(p, { alpha, beta })).toBeCloseTo(quantile, 7);
});

test('[BQ2] all outcomes of so many answers come to one, and an even share makes them alike', () => {
  for (const beta of [
    { alpha: 1, beta: 1 },
    { alpha: 2.5, beta: 0.7 },
  ]) {
    const all = Array.from({ length: 8 }, (_, yes) => Math.exp(logBetaBinomial(yes, 7, beta)));
    expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
  }
  expect(Math.exp(logBetaBinomial(3, 7, { alpha: 1, beta: 1 }))).toBeCloseTo(1 / 8, 10);
});
