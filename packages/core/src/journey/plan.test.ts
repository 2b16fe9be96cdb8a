import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { aligner } from './align.ts';
import { complianceOf } from './compliance.ts';
import { conformanceOf } from './conformance.ts';
import { type Plan, planOf, touchpointsOfPlan } from './plan.ts';
import { planNet } from './plan-net.ts';
import { planText, readPlan } from './plan-text.ts';

const NAMES = ['a', 'b', 'c', 'd'];

/** Plans without loops, whose journeys can all be written down. */
const { plan: anyPlan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...NAMES).map((name): Plan => ({ kind: 'touchpoint', name })),
    several('sequence'),
    several('choice'),
    several('parallel'),
    tie('plan').map((part): Plan => ({ kind: 'optional', part })),
  ),
}));
function several(kind: 'sequence' | 'choice' | 'parallel'): fc.Arbitrary<Plan> {
  const leaf = fc.oneof(
    fc.constantFrom(...NAMES).map((name): Plan => ({ kind: 'touchpoint', name })),
    fc
      .constantFrom(...NAMES)
      .map((name): Plan => ({ kind: 'optional', part: { kind: 'touchpoint', name } })),
    fc.array(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 2 }).map(
      (names): Plan => ({
        kind: 'sequence',
        parts: names.map((name) => ({ kind: 'touchpoint', name })),
      }),
    ),
    fc.array(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 3 }).map(
      (names): Plan => ({
        kind: 'choice',
        parts: names.map((name) => ({ kind: 'touchpoint', name })),
      }),
    ),
  );
  return fc.array(leaf, { minLength: 2, maxLength: 3 }).map((parts): Plan => ({ kind, parts }));
}

/** Every journey that a plan without loops allows. */
function journeysOf(plan: Plan): readonly string[] {
  switch (plan.kind) {
    case 'touchpoint':
      return [plan.name];
    case 'sequence':
      return plan.parts
        .map(journeysOf)
        .reduce((all, each) => all.flatMap((one) => each.map((other) => one + other)));
    case 'choice':
      return plan.parts.flatMap(journeysOf);
    case 'parallel':
      return plan.parts
        .map(journeysOf)
        .reduce((all, each) => all.flatMap((one) => each.flatMap((other) => shuffles(one, other))));
    case 'optional':
      return ['', ...journeysOf(plan.part)];
    case 'loop':
      return journeysOf(plan.part);
  }
}

function shuffles(one: string, other: string): readonly string[] {
  if (one === '' || other === '') return [one + other];
  return [
    ...shuffles(one.slice(1), other).map((rest) => (one[0] ?? '') + rest),
    ...shuffles(one, other.slice(1)).map((rest) => (other[0] ?? '') + rest),
  ];
}

/** Letters to take out of one and put into it to get the other. */
function distance(one: string, other: string): number {
  const row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let first = 1; first <= one.length; first += 1) {
    let corner = row[0] ?? 0;
    row[0] = first;
    for (let second = 1; second <= other.length; second += 1) {
      const above = row[second] ?? 0;
      const left = row[second - 1] ?? 0;
      row[second] = one[first - 1] === other[second - 1] ? corner : 1 + Math.min(above, left);
      corner = above;
    }
  }
  return row[other.length] ?? 0;
}

function read(text: string): Plan {
  const found = readPlan(text);
  if (found.kind === 'refused') throw new Error(found.message);
  return found.plan;
}

function alignerOf(text: string, ...more: [Parameters<typeof aligner>[1]?]) {
  const net = planNet(read(text));
  if (net === null) throw new Error('too large');
  return aligner(net, ...more);
}

test('[JC3] phases, steps and flows of a model become a plan', () => {
  const { model } = readModel([
    {
      file: 'm.yaml',
      text: `bothways: 1
name: N
currency: EUR
journeys:
  - id: j
    phases:
      - id: one
        steps:
          - id: find
            touchpoints: [{ id: advert, channel: web, when: event == "A" }, { id: search, channel: web, when: event == "B" }]
          - id: later
            touchpoints: [{ id: planned, channel: web }]
      - id: two
        optional: true
        repeats: true
        steps:
          - id: ask
            flow: choice
            touchpoints: [{ id: chat, channel: chat, when: event == "C" }, { id: call, channel: phone, when: event == "D" }]
          - id: buy
            flow: sequence
            touchpoints: [{ id: basket, channel: web, when: event == "E" }, { id: gift, channel: web, optional: true, when: event == "F" }]
          - id: get
            flow: parallel
            touchpoints: [{ id: mail, channel: mail, when: event == "G" }, { id: box, channel: post, when: event == "H" }]
          - id: rate
            touchpoints: [{ id: survey, channel: web, optional: true, when: event == "I" }]
`,
    },
  ]);
  const plan = planOf(model?.journeys[0] ?? { phases: [] });
  expect(plan === null ? '' : planText(plan)).toBe(
    '(advert | search)+ > [((chat | call) > (basket > [gift]) > {mail & box} > [survey+])+]',
  );
  expect(plan === null ? [] : touchpointsOfPlan(plan)).toHaveLength(9);
  expect(planOf({ phases: [] })).toBeNull();
});

test('[JC4] a plan reads back as it was written', () => {
  fc.assert(
    fc.property(anyPlan, fc.string(), (plan, name) => {
      expect(read(planText(plan))).toEqual(plan);
      if (name.trim() === '') return;
      const odd: Plan = { kind: 'loop', part: { kind: 'touchpoint', name } };
      expect(read(planText(odd))).toEqual(odd);
    }),
  );
});

test.each([
  ['a > ', 4, 'the plan breaks off where a name is wanted'],
  ['a > (b | c', 4, '"(": nothing closes it with )'],
  ['a ] b', 2, '"]": nothing opens it here'],
  ['[a | b)', 6, '")": ] is wanted first'],
  ['a > > b', 4, '">": a name is wanted here'],
  ['a > "b', 4, '"\\"b": a name is wanted here'],
  ['{a & b & c & d & e & f & g}', 0, '"{": 7 parts in any order, and at most 6 can be searched'],
])('[JC4] %s is refused at %d', (text, place, message) => {
  expect(readPlan(text)).toMatchObject({ kind: 'refused', at: place, message });
});

test.each([
  // G40
  ['aware visit buy use', 0, 1],
  ['aware visit chat buy use review', 0, 1],
  ['visit buy call use', 2, 0.75],
  ['aware visit visit chat', 3, 0.625],
  ['', 4, 0],
])('[JC5] %s costs %d, fits %d', (journey, cost, fitness) => {
  const align = alignerOf('aware > visit > [chat] > buy > use > [review]');
  const found = align(journey.split(' ').filter((name) => name !== ''));
  expect(found).toMatchObject({ cost, fitness });
});

test('[JC5] what repeats and what comes in any order is as planned', () => {
  const align = alignerOf('a+ > {b & c & d} > (e > f)+');
  const cost = (journey: string): number => align([...journey]).cost;
  expect(['aadcbef', 'abcdefef', 'abdcefefef'].map(cost)).toEqual([0, 0, 0]);
  expect(['bcdef', 'abcdfe', 'abcde', 'aabbcdef'].map(cost)).toEqual([1, 2, 1, 1]);
  const six = alignerOf('{a & [b] & c & d & e & (f | g)}');
  expect(six([...'fedca']).cost).toBe(0);
  expect(six([...'gfedcba'])).toMatchObject({ cost: 1 });
});

test('[JC6] the cost is that of the nearest journey that the plan allows', () => {
  fc.assert(
    fc.property(
      anyPlan,
      fc.array(fc.constantFrom(...NAMES, 'x'), { maxLength: 6 }),
      (plan, journey) => {
        const net = planNet(plan);
        if (net === null) throw new Error('too large');
        const align = aligner(net);
        const allowed = [...new Set(journeysOf(plan))];
        const nearest = Math.min(...allowed.map((each) => distance(each, journey.join(''))));
        const found = align(journey);
        expect(found.cost).toBe(nearest);
        expect(
          found.moves.filter(({ kind }) => kind !== 'completed').length,
        ).toBeGreaterThanOrEqual(nearest);
        const there = found.moves.flatMap((move) => (move.kind === 'missing' ? [] : [move.name]));
        expect(there).toEqual(journey);
        const [some] = allowed;
        expect(align([...(some ?? '')]).cost).toBe(0);
        expect(found.fitness).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('[JC7] costs from the ledger weigh what is missed', () => {
  const worth: Readonly<Record<string, number>> = { a: 10, b: 1, c: 0 };
  const align = alignerOf('a > b > c', {
    missing: (name) => worth[name] ?? 0,
    adhoc: () => 0,
  });
  expect(align(['a'])).toMatchObject({ cost: 1, fitness: 1 - 1 / 11 });
  expect(align(['b', 'c'])).toMatchObject({ cost: 10, fitness: 1 - 10 / 11 });
  // b before a: to give up b costs 1, to give up a 10.
  expect(align(['b', 'a', 'c']).moves.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'adhoc b',
    'completed a',
    'missing b',
    'completed c',
  ]);
  expect(align([]).fitness).toBe(0);
  expect(alignerOf('a', { missing: () => 0, adhoc: () => 0 })(['b'])).toMatchObject({ fitness: 1 });
});

test('[JC8] deviations are told as completed, failing, missing and adhoc', () => {
  const align = alignerOf('ask > order > pay > get');
  const told = (journey: readonly string[], failing: number): readonly string[] =>
    complianceOf(align(journey).moves, (place) => place === failing).map(
      (each) =>
        `${each.name} ${each.word}${'outOfOrder' in each && each.outOfOrder ? ', out of order' : ''}`,
    );
  expect(told(['ask', 'pay', 'order', 'complain', 'get'], 4)).toHaveLength(6);
  expect(told(['order', 'pay', 'complain', 'pay', 'get'], 1).toSorted()).toEqual([
    'ask missing',
    'complain adhoc',
    'get completed',
    'order completed',
    'pay adhoc',
    'pay failing',
  ]);
  const swapped = told(['ask', 'pay', 'order', 'get'], -1);
  expect(swapped.filter((each) => each.endsWith('out of order'))).toHaveLength(2);
});

test('[JC8] over all journeys', () => {
  const align = alignerOf('ask > order > pay');
  const found = conformanceOf(
    [
      { touchpoints: ['ask', 'order', 'pay'], count: 6 },
      { touchpoints: ['ask', 'pay', 'order'], count: 3 },
      { touchpoints: ['ask', 'chat', 'order'], count: 1 },
    ],
    align,
  );
  expect(found?.journeys).toBe(10);
  expect(found?.fitness.mean).toBeCloseTo((6 + 4 * (1 - 2 / 6)) / 10, 12);
  expect(found?.asPlanned).toMatchObject({ mean: 0.6, level: 0.9 });
  expect(found?.asPlanned.low).toBeCloseTo(0.3516, 3);
  expect(found?.asPlanned.high).toBeCloseTo(0.8058, 3);
  expect(found?.words).toEqual({
    ...{ completed: 18 + 6 + 2, failing: 0, adhoc: 1, missing: 1, 'out-of-order': 3 },
  });
  expect(found?.deviations.reduce((sum, { count }) => sum + count, 0)).toBe(8);
  expect(conformanceOf([], align)).toBeNull();
});

test('[JC22] a few journeys that went alike do not make a mean without doubt; many do nearly', () => {
  const plan = planNet({ kind: 'touchpoint', name: 'a' });
  if (plan === null) throw new Error('one touchpoint is a plan');
  const of = (count: number) => conformanceOf([{ touchpoints: ['a', 'b'], count }], aligner(plan));
  const one = of(1)?.fitness;
  expect(one?.mean).toBeCloseTo(2 / 3, 9);
  expect((one?.high ?? 0) - (one?.low ?? 0)).toBeGreaterThan(0.5);
  const many = of(100_000)?.fitness;
  expect(many?.low).toBeGreaterThan(0.66);
  expect(many?.high).toBeLessThan(0.67);
});
