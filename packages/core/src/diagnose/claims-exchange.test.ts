import { expect, test } from 'vitest';
import { madeUpRow, madeUpValuation, madeUpWorth } from '../ledger/made-up.ts';
import type { Model } from '../model/model.ts';
import type { Finding, TouchpointEvidence } from './finding.ts';
import { findings } from './findings.ts';
import type { ExpectationKept, Looks, PeopleMean, PromiseHeld, VariedArm } from './looks.ts';
import { call, evidence, model, valuations } from './made-up-shop.ts';

/** Goods handed over for nothing: customers gain EUR 1,440 a year, the business loses EUR 744. */
const gift = evidence('checkout', [madeUpRow('business', 'customer', 'goods', 120_000)]);

function foundAt(seen: TouchpointEvidence, looks: Looks, of: Model = model): readonly Finding[] {
  return findings({ model: of, days: 365.25, touchpoints: [{ ...seen, looks }] }).findings;
}

function onlyAt(seen: TouchpointEvidence, looks: Looks, of: Model = model): Finding {
  const [first, ...rest] = foundAt(seen, looks, of);
  if (first === undefined || rest.length > 0) throw new Error('not one finding');
  return first;
}

const people = (n: number, mean: number, sd: number): PeopleMean => ({ people: n, mean, sd });

test.each([
  // Elsewhere: those who were here, the others; what is lost here a person; and whether that is uncaptured.
  [people(400, 10, 20), people(400, 10, 20), -9, true],
  [people(400, 40, 20), people(400, 10, 20), -9, false],
  [people(400, 18, 20), people(400, 10, 20), -9, false],
  [people(400, 19.5, 20), people(400, 10, 20), -9, false],
])('[FI23] elsewhere %j against %j, lost %d: uncaptured is %s', (here, others, net, expected) => {
  const found = foundAt(gift, { elsewhere: { here, others, net } });
  expect(found.map(({ kind }) => kind)).toEqual(expected ? ['uncaptured-value'] : []);
  if (!expected) return;
  expect(found[0]?.headline).toBe(
    '"Checkout" costs the business EUR 744 a year and brings nothing back, there or elsewhere.',
  );
  expect(found[0]?.stake).toMatchObject({ kind: 'estimate' });
});

test('[FI23] what was not compared is not claimed, and with few people it is said', () => {
  expect(foundAt(gift, {})).toEqual([]);
  const few = { elsewhere: { here: people(29, 0, 1), others: people(400, 0, 1), net: -9 } };
  const said = findings({ model, days: 365, touchpoints: [{ ...gift, looks: few }] });
  expect(said.findings).toEqual([]);
  expect(said.abstained[0]?.because).toEqual({ code: 'few-to-compare', seen: 29 });
});

const held: PromiseHeld = {
  ...{ proposition: 'fresh', promise: 'Always fresh', kind: 'goods' },
  ...{ giver: 'business', receiver: 'customer', n: 100, mean: 3, sd: 2, grade: 'B' },
  believed: { median: 12, low: 10 },
};

test('[FI24] a promise of which less than half arrives is not kept, and costs what is missing', () => {
  const found = onlyAt(call, { promises: [held] }, bothWays());
  expect(found).toMatchObject({ kind: 'promise-not-kept', touchpoint: 'call', grade: 'C' });
  expect(found.headline).toBe(
    '"Always fresh" is not kept at "Call": 25 % of the goods that was believed reaches customers.',
  );
  // (12 - 3) * 100 encounters a year: worth 1.2 each to customers, spared 0.62 each by the business.
  if (found.customer.kind === 'estimate') expect(found.customer.median).toBeCloseTo(-1080, 0);
  if (found.business.kind === 'estimate') expect(found.business.median).toBeCloseTo(558, 0);
  expect(found.breakEven.on).toBe('valuation');
});

test.each([[{ mean: 5.1 }], [{ mean: 4.9, sd: 10 }], [{ n: 29, mean: 0 }]])(
  '[FI24] a promise is not said to be broken where %j',
  (parts) => {
    expect(foundAt(call, { promises: [{ ...held, ...parts }] }, bothWays())).toEqual([]);
  },
);

/** Calls that cost nobody anything, so that nothing else is found there. */
function bothWays(): Model {
  const free = ['time:waiting', 'time:work'].map((kind) =>
    madeUpValuation(kind, { cost: madeUpWorth(0), worth: madeUpWorth(0) }),
  );
  const [goods] = valuations;
  if (goods === undefined) throw new Error('no valuation of goods');
  return { ...model, valuations: [goods, ...free] };
}

const expected: ExpectationKept = {
  ...{ metric: 'wait_s', atMost: 120, atLeast: null, source: 'the tape', promise: null },
  ...{ n: 100, met: 20, people: 80, peopleMissed: 70, missedBy: 300, grade: 'A' },
};

test('[FI25] an expectation that most miss is unmet, says who set it, and costs the time beyond it', () => {
  const waiting = evidence('call', [madeUpRow('customer', 'business', 'time:waiting', 90_000)]);
  const found = onlyAt(waiting, { expectations: [expected] });
  expect(found).toMatchObject({ kind: 'unmet-expectation', people: 70 });
  expect(found.headline).toBe(
    'At "Call" what customers expect, set by the tape, is missed more often than met: wait_s of at most 120 was missed in 80 % of 100 encounters.',
  );
  // 300 s beyond in 80 of 100: 24,000 s at EUR 0.2 a minute.
  if (found.customer.kind === 'estimate') expect(found.customer.median).toBeCloseTo(-80, 0);
  const tips = { ...expected, metric: 'tips', atMost: null, atLeast: 6 };
  expect(onlyAt(waiting, { expectations: [tips] }).stake).toMatchObject({ kind: 'abstained' });
});

test.each([
  [{ met: 50 }, undefined],
  [{ met: 46 }, 'unsure'],
  [{ n: 20, met: 5 }, 'few-that-say'],
  [{ n: 9, met: 0 }, undefined],
])('[FI25] an expectation is not said to be unmet where %j', (parts, because) => {
  const looks = { expectations: [{ ...expected, ...parts }] };
  const said = findings({ model: bothWays(), days: 365, touchpoints: [{ ...call, looks }] });
  expect(said.findings).toEqual([]);
  expect(said.abstained[0]?.because.code).toBe(because);
});

test('[FI24] an expectation at a touchpoint that keeps a promise breaks the promise', () => {
  const looks = { expectations: [{ ...expected, promise: 'In two minutes' }] };
  expect(onlyAt(call, looks, bothWays())).toMatchObject({
    ...{ kind: 'promise-not-kept', also: ['unmet-expectation'] },
    headline: expect.stringContaining('"In two minutes" is not kept at "Call"'),
  });
});

test.each([
  // The form sought, the forms of what moves, and whether it is the wrong one.
  ['experience', 'in-use', true],
  ['in-use', 'in-use', false],
  ['experience', null, false],
] as const)('[FI28] sought is %s, goods are %s: wrong is %s', (form, goods, isWrong) => {
  const sale = evidence('checkout', [
    madeUpRow('customer', 'business', 'money', 120_000),
    madeUpRow('business', 'customer', 'goods', 120_000),
  ]);
  const looks = { sought: { form, forms: { money: 'in-exchange', goods } } } as const;
  const found = foundAt(sale, looks);
  expect(found.map(({ kind }) => kind)).toEqual(isWrong ? ['wrong-form'] : []);
  if (isWrong)
    expect(found[0]?.headline).toBe(
      'Customers come to "Checkout" for an experience and are given goods.',
    );
});

function arm(felt: number, came: number, of = 2000): VariedArm {
  return { felt: people(of, felt, 0.5), back: { people: of, came }, kept: null };
}

test.each([
  // Felt and came back of 2,000 with it, and of 2,000 without: what differs is noticed.
  [arm(0.31, 1000), arm(0.3, 990), ['delivered-unnoticed']],
  [arm(0.5, 1000), arm(0.3, 990), []],
  [arm(0.31, 1200), arm(0.3, 990), []],
  // So few that no difference was found, and none was ruled out either.
  [arm(0.31, 20, 40), arm(0.3, 19, 40), []],
])('[FI29] with it %j, without %j: %j', (given, withheld, kinds) => {
  const found = foundAt(gift, { varied: [{ kind: 'goods', given, withheld }] });
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
  if (kinds.length === 0) return;
  expect(found[0]).toMatchObject({
    headline: '"Checkout" gives goods for EUR 744 a year, and nobody notices.',
    customer: { kind: 'abstained' },
    business: { kind: 'estimate' },
  });
  if (found[0]?.business.kind === 'estimate') expect(found[0].business.median).toBeCloseTo(-744, 0);
});
