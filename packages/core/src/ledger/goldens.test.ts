import { expect, test } from 'vitest';
import { sigmaOfRange } from '../statistics/lognormal.ts';
import { quantiles } from '../statistics/quantile.ts';
import { acrossCustomers } from './across-customers.ts';
import { logitSurplusChange } from './consumer-surplus.ts';
import { drawsOf } from './draws.ts';
import { reciprocity, tilt } from './indices.ts';
import { madeUpKind, madeUpModel, madeUpRow, madeUpValuation, madeUpWorth } from './made-up.ts';
import { nets, shareWhere } from './nets.ts';
import { referralValue } from './referral-value.ts';
import { sampleTerms } from './sum.ts';
import { termsOf } from './terms.ts';

// Expected values: methods.md 14, the golden of the same name, each with its own source there.

test.each([
  [0.35, 0.6, 0.1638433],
  [0.8, 1.2, 0.1232526],
  [5, 80, 0.8428071],
])('[G1] the range %d..%d has sigma %d', (low, high, sigma) => {
  expect(sigmaOfRange({ low, high })).toBeCloseTo(sigma, 7);
  expect(Math.sqrt(5 * 80)).toBe(20);
});

// One purchase: something in use, EUR 35, 12 minutes of waiting and 6 of form filling at EUR 25 an hour, one data field.
const perSecond = 25 / 3600;
const purchase = madeUpModel({
  values: [
    madeUpKind('money', 'EUR', 2),
    madeUpKind('outcome:in-use', 'purchase'),
    madeUpKind('time:waiting', 'second'),
    madeUpKind('time:personal', 'second'),
    madeUpKind('data:field', 'disclosure'),
  ],
  valuations: [
    madeUpValuation('outcome:in-use', { worth: madeUpWorth(60, 40, 90) }),
    madeUpValuation('time:waiting', {
      cost: madeUpWorth(perSecond, 0.8 * perSecond, 1.2 * perSecond),
    }),
    madeUpValuation('time:personal', {
      cost: madeUpWorth(0.5 * perSecond, 0.35 * perSecond, 0.6 * perSecond),
    }),
    madeUpValuation('data:field', { cost: madeUpWorth(4, 1, 16) }),
  ],
});
const purchased = [
  madeUpRow('business', 'customer', 'outcome:in-use', 1),
  madeUpRow('customer', 'business', 'money', 3500),
  madeUpRow('customer', 'business', 'time:waiting', 12 * 60),
  madeUpRow('customer', 'business', 'time:personal', 6 * 60),
  madeUpRow('customer', 'business', 'data:field', 1),
];

test('[G2] a purchase leaves the customer 14.75 at the medians, 14.84 on average', () => {
  const points = purchase.valuations.map(({ kind, worth, cost }) =>
    madeUpValuation(kind, {
      worth: worth === null ? null : madeUpWorth(worth.median),
      cost: cost === null ? null : madeUpWorth(cost.median),
    }),
  );
  const atMedians = nets(purchased, { ...purchase, valuations: points }).customer;
  expect(atMedians).toMatchObject({ kind: 'estimate', method: 'closed form' });
  if (atMedians.kind === 'estimate') expect(atMedians.median).toBeCloseTo(14.75, 9);
  const { means } = nets(purchased, purchase);
  expect(means.customer?.mean).toBeCloseTo(14.8402609, 6);
  expect(means.customer?.sd).toBeCloseTo(16.5463196, 6);
});

test('[G2] its customer loses with probability .1709, and the range is -9.00 to 43.97', () => {
  const { terms } = termsOf(purchased, purchase);
  const mine = terms.filter(({ side }) => side === 'customer');
  const sample = sampleTerms(mine, drawsOf({ iterations: 500_000, seed: 3 }));
  // Half a million draws: the standard error of the probability is .0005, of the quantiles about .05.
  expect(Math.abs(shareWhere(sample, (net) => net < 0) - 0.1709)).toBeLessThan(0.0015);
  const [low = 0, median = 0, high = 0] = quantiles(sample, [0.05, 0.5, 0.95]);
  expect(Math.abs(low + 9)).toBeLessThan(0.1);
  expect(Math.abs(median - 13.42)).toBeLessThan(0.1);
  expect(Math.abs(high - 43.97)).toBeLessThan(0.15);
});

test.each([
  [14, 10, 5 / 6, -1 / 6],
  [10, 10, 1, 0],
  [-5, 20, 0, 1],
  [30, -10, 0, -1],
])('[G3] customer %d, business %d: reciprocity %d, tilt %d', (customer, business, r, t) => {
  expect(reciprocity(customer, business)).toBeCloseTo(r, 7);
  expect(tilt(customer, business)).toBeCloseTo(t, 7);
});

test.each([
  [[1, 1, 1, 1], 0],
  [[0, 0, 0, 10], 1],
  [[1, 2, 3, 4], 1 / 3],
  [[-5, 0, 5, 10], 5 / 6],
  [[-10, 0, 0, 10], 1],
])('[G4] the Gini of %j is %d', (values, gini) => {
  expect(acrossCustomers(values).gini).toBeCloseTo(gini, 7);
});

test('[G5] two who would not have joined and one who would are worth 271.80', () => {
  const one = [1, 2, 3].map((period) => ({
    period,
    margin: 50,
    reward: period === 1 ? 20 : 0,
    marketing: 0,
    acquisitionSaved: period === 1 ? 30 : 0,
  }));
  const value = referralValue(
    [
      { joined: 'would-not', periods: one },
      { joined: 'would-not', periods: one },
      { joined: 'would', periods: one },
    ],
    0.15,
  );
  expect(value).toBeCloseTo(271.8007726, 6);
});

test('[G6] a fourth choice is worth 3.47', () => {
  expect(logitSurplusChange([0, 1, 0.5], [0, 1, 0.5, 0.8], 0.1)).toBeCloseTo(3.468970461, 8);
});
