import { expect, test } from 'vitest';
import { madeUpRow } from '../ledger/made-up.ts';
import { findings } from './findings.ts';
import type { Leaving, Looks, MomentsFelt, Weakest } from './looks.ts';
import { evidence, model, sale } from './made-up-shop.ts';

function saidOf(looks: Looks) {
  const seen = { ...sale, looks };
  return findings({ model, days: 365.25, touchpoints: [seen] });
}

const journey = { id: 'order', name: 'Order' };
const leaving: Leaving = {
  ...{ journey, visits: 400, left: 240, people: 230, done: 500 },
  beside: { touchpoint: 'fee', name: 'Late fee', visits: 300, left: 30 },
  moved: [
    { giver: 'business', receiver: 'customer', kind: 'goods', done: 50, left: 0 },
    { giver: 'customer', receiver: 'business', kind: 'money', done: 45, left: 0 },
  ],
};

test('[FI26] a touchpoint where journeys end undone far more than elsewhere is a failure point', () => {
  const [found] = saidOf({ leaving }).findings;
  expect(found).toMatchObject({
    ...{ kind: 'failure-point', people: 230, grade: 'C' },
    headline: '60 % of the journeys "Order" that come to "Checkout" end there, undone.',
    facts: { visits: 400, left: 240, besideLeft: 30 },
  });
  // 240 left, less the tenth of 400 that would be left elsewhere too: 200 journeys, each worth 50 * 1.2 - 45 to customers, at the middle of a skew range a little less.
  if (found?.customer.kind === 'estimate') expect(found.customer.median).toBeCloseTo(-2950, -1);
  if (found?.business.kind === 'estimate') expect(found.business.median).toBeCloseTo(-2805, -1);
  expect(found?.why).toContain('at "Late fee", the next, 10 % of 300 did');
});

test.each([
  [{ left: 90 }],
  [{ beside: { ...leaving.beside, left: 100 } }],
  [{ visits: 29, left: 25 }],
  [{ left: 110, beside: { ...leaving.beside, visits: 10, left: 1 } }],
])('[FI26] it is none where %j', (parts) => {
  expect(saidOf({ leaving: { ...leaving, ...parts } }).findings).toEqual([]);
});

test('[FI26] where hardly a journey is done, nobody says what one is worth', () => {
  const [found] = saidOf({ leaving: { ...leaving, done: 12 } }).findings;
  expect(found).toMatchObject({ kind: 'failure-point', stake: { kind: 'abstained' } });
});

const bad: MomentsFelt = { journey, journeys: 200, bad: 150, felt: -0.7, people: 140 };

test.each([
  ['ends', 'bad-end', '75 % of 200 journeys that end there felt bad at the last'],
  ['peaks', 'bad-peak', 'in 75 % of 200 journeys "Order" that come there it is what was felt most'],
] as const)('[FI27] %s that most have and that are bad: %s', (what, kind, words) => {
  const [found] = saidOf({ [what]: bad }).findings;
  expect(found).toMatchObject({ kind, people: 140, stake: { kind: 'abstained' } });
  expect(found?.headline).toContain(words);
});

test.each([
  [{ bad: 100 }, undefined],
  [{ bad: 108 }, 'unsure'],
  [{ journeys: 20, bad: 19 }, 'few-that-say'],
  [{ journeys: 9, bad: 9 }, undefined],
])('[FI27] a moment is not said to be bad where %j', (parts, because) => {
  const said = saidOf({ ends: { ...bad, ...parts } });
  expect(said.findings).toEqual([]);
  expect(said.abstained[0]?.because.code).toBe(because);
});

const link: Weakest = {
  ...{ influence: 'service', outcome: 'Recommendation', respondents: 900 },
  rho: { low: -6, median: -4, high: -2 },
  necessary: { effect: 0.3, chance: 0.005 },
  ...{ score: 0.1, others: 0.5 },
};

test('[FI30] a weakest link needs both tests, and stands beside what else is found there', () => {
  const [found] = saidOf({ weakest: link }).findings;
  expect(found).toMatchObject({ kind: 'weakest-link', people: 900, grade: 'C' });
  expect(found?.headline).toBe(
    'Service holds Recommendation back: what it lacks the others do not make up for.',
  );
  const fee = evidence('fee', [madeUpRow('customer', 'business', 'money', 120_000)]);
  const both = findings({ model, days: 365, touchpoints: [{ ...fee, looks: { weakest: link } }] });
  expect(both.findings.map(({ kind, also }) => [kind, also])).toEqual([
    ['one-sided-capture', []],
    ['weakest-link', []],
  ]);
});

test.each([
  [{ rho: { low: -3, median: -1, high: 0.1 } }],
  [{ necessary: { effect: 0.05, chance: 0 } }],
  [{ necessary: { effect: 0.3, chance: 0.2 } }],
  [{ score: 0.6 }],
])('[FI30] it is none where %j', (parts) => {
  expect(saidOf({ weakest: { ...link, ...parts } }).findings).toEqual([]);
});
