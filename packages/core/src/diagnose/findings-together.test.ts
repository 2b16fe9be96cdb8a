import { expect, test } from 'vitest';
import { believedLedger } from '../ledger/believed.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { madeUpLine, madeUpModel, madeUpRow, madeUpTouchpoint } from '../ledger/made-up.ts';
import { uniformStream } from '../statistics/random.ts';
import { BLIND_SPOT_KINDS, FAULT_KINDS, type TouchpointEvidence } from './finding.ts';
import { findings } from './findings.ts';
import { call, evidence, fee, model, quiz, sale, touchpoints, valuations } from './made-up-shop.ts';
import { FAULT_RULES, kindName } from './rules.ts';

const quick = { model, days: 365, iterations: 100 };
/** Goods worth half as much again as their price. */
const bargain = evidence('checkout', [
  madeUpRow('customer', 'business', 'money', 120_000),
  madeUpRow('business', 'customer', 'goods', 150_000),
]);

/** A touchpoint whose journeys end badly by chance alone: half of them do. */
function byChance(seed: number, at: number): TouchpointEvidence {
  const toss = uniformStream(seed, 'ends', String(at));
  const journeys = 100;
  const bad = Array.from({ length: journeys }, (_, each) => toss(each)).filter((u) => u < 0.5);
  const journey = { id: 'order', name: 'Order' };
  const ends = { journey, journeys, bad: bad.length, felt: -0.5, people: 90 };
  return { ...sale, touchpoint: `place ${at}`, looks: { ends } };
}

test('[FI21] of many claims tested at once hardly one is chance; a clear one stands among them', () => {
  let claimed = 0;
  let alone = 0;
  for (let seed = 1; seed <= 8; seed += 1) {
    const all = Array.from({ length: 40 }, (_, at) => byChance(seed, at));
    claimed += findings({ ...quick, touchpoints: all }).findings.length;
    for (const one of all.slice(0, 10))
      alone += findings({ ...quick, touchpoints: [one] }).findings.length;
  }
  // One of twenty would be claimed of each by itself.
  expect(alone).toBeGreaterThan(0);
  expect(claimed).toBeLessThanOrEqual(1);
  const all = Array.from({ length: 40 }, (_, at) => byChance(1, at));
  const clear = { ...all[0], looks: { ends: { ...all[0]?.looks?.ends, bad: 90 } } };
  const found = findings({
    ...quick,
    touchpoints: [...all.slice(1), clear as TouchpointEvidence],
  }).findings;
  expect(found.map(({ touchpoint }) => touchpoint)).toEqual(['place 0']);
});

test('[FI21] what would stand alone and falls among many says so', () => {
  const journey = { id: 'order', name: 'Order' };
  const ends = { journey, journeys: 100, bad: 60, felt: -0.5, people: 90 };
  const one = { ...sale, touchpoint: 'one', looks: { ends } };
  expect(findings({ model, days: 365, touchpoints: [one] }).findings).toHaveLength(1);
  const many = Array.from({ length: 40 }, (_, at) => byChance(2, at));
  const { findings: found, abstained } = findings({
    model,
    days: 365,
    touchpoints: [one, ...many],
  });
  expect(found).toEqual([]);
  expect(abstained.find(({ touchpoint }) => touchpoint === 'one')).toMatchObject({
    because: { code: 'chance', of: 'bad-end' },
    reason: expect.stringContaining('a bad end may be chance'),
  });
});

test('[FI22] every finding has its caveat, what was asked, what to try and what is at stake', () => {
  const { findings: found } = findings({ model, days: 365, touchpoints: [fee, call, quiz] });
  expect(found).toHaveLength(3);
  for (const each of found) {
    for (const said of [each.headline, each.caveat, each.next, each.evidence.words])
      expect(said).toMatch(/[.]$/);
    expect(each.evidence.query).toContain('{transfer}');
  }
  const stakes = found.map(({ stake }) => (stake.kind === 'estimate' ? stake.median : -1));
  expect(stakes).toEqual(stakes.toSorted((a, b) => b - a));
  const [first] = found;
  if (first?.stake.kind !== 'estimate') throw new Error('a fee has money at stake');
  // What one side gains does not make up for what the other loses.
  expect(first.stake.median).toBeCloseTo(1200, -1);
  expect(first.stake.low).toBeLessThan(first.stake.median);
});

test('[FI22] every kind has one rule or is a blind spot, in the order in which one goes before another', () => {
  expect(FAULT_RULES.map(({ kind }) => kind)).toEqual([...FAULT_KINDS]);
  const names = [...FAULT_KINDS, ...BLIND_SPOT_KINDS, 'strength' as const].map(kindName);
  expect(new Set(names).size).toBe(names.length);
});

test('[FI33] a touchpoint earns one fault; what else holds there is named in it', () => {
  const wait = {
    ...{ metric: 'wait_s', atMost: 120, atLeast: null, source: null, promise: null },
    ...{ n: 100, met: 0, people: 80, peopleMissed: 80, missedBy: 700, grade: 'A' as const },
  };
  const worst = { ...call, looks: { expectations: [wait] } };
  const { findings: found } = findings({ model, days: 365, touchpoints: [worst] });
  expect(found.map(({ kind, also }) => [kind, also])).toEqual([
    ['costly-for-both', ['unmet-expectation']],
  ]);
});

const liked: Estimate = {
  ...{ kind: 'estimate', median: 0.6, low: 0.5, high: 0.7, level: 0.9, n: 90 },
  ...{ method: 'mean of ratings', grade: 'C' },
};

test('[FI31] a strength is what both gain from, felt well, and much of all there is', () => {
  const strengths = (felt: Estimate | null, others: readonly TouchpointEvidence[] = []) =>
    findings({ model, days: 365, touchpoints: [{ ...bargain, felt }, ...others] }).strengths;
  const [one] = strengths(liked);
  expect(one).toMatchObject({ kind: 'strength', touchpoint: 'checkout' });
  expect(one?.stake).toEqual(one?.joint);
  expect(strengths(null)).toEqual([]);
  expect(strengths({ ...liked, low: -0.1 } as Estimate)).toEqual([]);
  expect(strengths({ ...liked, n: 29 } as Estimate)).toEqual([]);
  const large = [
    madeUpRow('customer', 'business', 'money', 12_000_000),
    madeUpRow('business', 'customer', 'goods', 12_000_000),
  ];
  expect(strengths(liked, [evidence('other', large)])).toEqual([]);
});

test('[FI31] what has a fault is no strength, and a strength is no fault', () => {
  const liking = { ...fee, felt: liked };
  const said = findings({ model, days: 365, touchpoints: [liking, { ...bargain, felt: liked }] });
  expect(said.findings.map(({ touchpoint }) => touchpoint)).toEqual(['fee']);
  expect(said.strengths.map(({ touchpoint }) => touchpoint)).toEqual(['checkout']);
});

test('[FI32] blind spots stand apart: what nobody takes, and what nobody sees, with what is believed of it', () => {
  const volume = { median: 100, low: 100, high: 100 };
  const believed = { median: 5, low: 4, high: 6.25 };
  const workshop = madeUpTouchpoint('workshop', {
    name: 'Workshop',
    believed: { per: 'year', volume },
    exchange: [{ ...madeUpLine(0, 'business', 'customer', 'goods', '5'), believed }],
  });
  const planned = madeUpModel({ valuations, touchpoints: [...touchpoints, workshop] });
  const said = findings({
    ...{ model: planned, days: 365.25, touchpoints: [], believed: believedLedger(planned) },
    unmapped: [
      { name: 'Basket filled', count: 500 },
      { name: 'Ping', count: 29 },
    ],
    unseen: ['workshop', 'gone'],
  });
  expect(said.findings).toEqual([]);
  expect(said.blindSpots.map(({ kind, touchpoint }) => [kind, touchpoint])).toEqual([
    ['unseen', 'workshop'],
    ['unmapped', 'Basket filled'],
  ]);
  const [unseen, unmapped] = said.blindSpots;
  expect(unseen?.stake.kind).toBe('estimate');
  expect(unmapped?.headline).toBe(
    '"Basket filled" happened 500 times, and no touchpoint takes it.',
  );
  expect(unmapped?.stake.kind).toBe('abstained');
});
