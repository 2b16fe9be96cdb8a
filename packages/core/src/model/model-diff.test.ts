import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model } from './model.ts';
import { modelDiff } from './model-diff.ts';
import { readModel } from './read-model.ts';
import { LARKFIELD } from './sample-models.ts';

function modelOf(text: string): Model {
  const { model, problems } = readModel([{ file: 'm.yaml', text }]);
  if (model === null) throw new Error(JSON.stringify(problems));
  return model;
}

const sentences = (before: string, after: string): readonly string[] =>
  modelDiff(modelOf(before), modelOf(after)).map(({ sentence }) => sentence);

test.each([
  [
    'owner: shop-team',
    'owner: care-team',
    ['touchpoint checkout-web: owner shop-team -> care-team'],
  ],
  [
    '                owner: shop-team\n',
    '',
    ['touchpoint checkout-web: owner shop-team -> (none)'],
  ],
  [
    'median: 1.2, low: 1.0, high: 1.44',
    'median: 1.3, low: 1.1, high: 1.5',
    ['valuation goods (everyone): worth 1.2 (1-1.44) -> 1.3 (1.1-1.5)'],
  ],
  ['name: Larkfield', 'name: Larkhill', ['model: name Larkfield -> Larkhill']],
  ['gap: 14d', 'gap: 3w', ['journey first-order: gap 14 days -> 21 days']],
  ['stage: purchase', 'stage: use', ['phase first-order/buy: stage purchase -> use']],
  [
    'at_most: 180',
    'at_most: 120',
    [
      "touchpoint checkout-web: expects duration_s at most 180 (advert: 'three minutes') -> at most 120 (advert: 'three minutes')",
    ],
  ],
  [
    '{ give: customer, kind: data:purchase-history, quantity: 1 }',
    '{ give: customer, kind: time:waiting, quantity: 5 }',
    [
      'exchange line checkout-web: customer -> business time:waiting (2): added to journey first-order > phase buy > step checkout > touchpoint checkout-web',
      'exchange line checkout-web: customer -> business data:purchase-history: removed from journey first-order > phase buy > step checkout > touchpoint checkout-web',
    ],
  ],
  [
    'quantity: properties.seconds',
    'quantity: properties.seconds + 1',
    [
      'exchange line checkout-web: customer -> business time:waiting: quantity properties.seconds -> properties.seconds + 1',
    ],
  ],
  ['segments: [', 'segments: [{ id: new }, ', ['segment new: added']],
  [
    'id: checkout-web',
    'id: pay-web',
    [
      'touchpoint pay-web: added to journey first-order > phase buy > step checkout',
      'touchpoint checkout-web: removed from journey first-order > phase buy > step checkout',
    ],
  ],
])('[D1] %s becomes %s', (from, to, told) => {
  expect(sentences(LARKFIELD, LARKFIELD.replace(from, to))).toEqual(told);
});

test('[D1] a change carries its parts', () => {
  const after = LARKFIELD.replace('owner: shop-team', 'owner: care-team');
  expect(modelDiff(modelOf(LARKFIELD), modelOf(after))).toEqual([
    {
      kind: 'changed',
      what: 'touchpoint',
      id: 'checkout-web',
      path: 'journey first-order > phase buy > step checkout',
      field: 'owner',
      before: 'shop-team',
      after: 'care-team',
      sentence: 'touchpoint checkout-web: owner shop-team -> care-team',
    },
  ]);
});

const HEAD = 'bothways: 1\nname: N\ncurrency: EUR\n';
const steps = (first: string, second: string): string =>
  `${HEAD}journeys: [{ id: j, phases: [{ id: p, steps: [{ id: s, touchpoints: [${first}] }, { id: r, touchpoints: [${second}] }] }] }]`;
const T = (id: string): string => `{ id: ${id}, channel: web }`;

test('[D1] a touchpoint in another step has moved', () => {
  expect(sentences(steps(T('t'), ''), steps('', T('t')))).toEqual([
    'touchpoint t: moved from journey j > phase p > step s to journey j > phase p > step r',
  ]);
});

test('[D1] personas, and what a future takes the place of, are told', () => {
  const now = `${HEAD}journeys: [{ id: a }, { id: k, state: future, phases: [{ id: p, steps: [{ id: s, touchpoints: [${T('u')}] }] }] }]`;
  const next = now
    .replace('state: future', 'state: future, instead_of: a')
    .replace('id: u,', 'id: u, instead_of: u,');
  expect(sentences(now, next)).toEqual([
    'journey k: instead of (none) -> a',
    'touchpoint u: instead of (none) -> u',
  ]);
  const mira = `${HEAD}personas: [{ id: mira, goals: [Herbs] }]`;
  expect(sentences(HEAD, mira)).toEqual(['persona mira: added']);
  expect(sentences(mira, mira.replace('[Herbs]', '[Herbs, Shade]'))).toEqual([
    'persona mira: goals Herbs -> Herbs; Shade',
  ]);
});

test('[D2] a model does not differ from itself, wherever its parts stand', () => {
  expect(sentences(LARKFIELD, `# a line\n\n${LARKFIELD.replaceAll(', ', ',   ')}`)).toEqual([]);
  expect(sentences(`${HEAD}x-a: { b: 1, c: [2] }`, `${HEAD}x-a: { c: [2], b: 1 }`)).toEqual([]);
});

const list = (ids: readonly string[]): string => steps(ids.map(T).join(', '), '');

test.each([
  [['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'], ['touchpoint d: moved to the front']],
  [['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'], ['touchpoint a: moved after touchpoint d']],
  [['a', 'b', 'c'], ['a', 'x', 'b', 'c'], ['touchpoint x: added to journey j > phase p > step s']],
  [['a', 'b', 'c'], ['a', 'c'], ['touchpoint b: removed from journey j > phase p > step s']],
])('[D3] from %j to %j', (before, after, told) => {
  expect(sentences(list(before), list(after))).toEqual(told);
});

test('[D3] the order of actors means nothing', () => {
  const actors = (...ids: string[]): string =>
    `${HEAD}actors: [${ids.map((id) => `{ id: ${id}, kind: team }`).join(', ')}]`;
  expect(sentences(actors('a', 'b'), actors('b', 'a'))).toEqual([]);
});

test('[D4] what one way adds, the other removes; what is untouched is not told', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 });
  fc.assert(
    fc.property(ids, ids, (before, after) => {
      const there = modelDiff(modelOf(list(before)), modelOf(list(after)));
      const back = modelDiff(modelOf(list(after)), modelOf(list(before)));
      const named = (changes: typeof there, kind: string): readonly string[] =>
        changes
          .filter((each) => each.kind === kind)
          .map(({ id }) => id)
          .sort();
      expect(named(there, 'added')).toEqual(named(back, 'removed'));
      expect(named(there, 'removed')).toEqual(named(back, 'added'));
      expect(named(there, 'moved').length).toBe(named(back, 'moved').length);
      expect(modelDiff(modelOf(list(before)), modelOf(list(before)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
