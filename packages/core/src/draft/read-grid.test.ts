import { expect, test } from 'vitest';
import { drafted, gridFrom, modelOf, outlineOf } from './drafting-testing.ts';
import { itemsOf, namesOf } from './items.ts';

const matrices: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'blanks continue their left neighbour, phase and step',
    '\n|Find||Buy|\n|look|ask||pay\nTouchpoints|site|shop|phone|till\n',
    [
      'Find > look > site (web)',
      'Find > ask > shop (store)',
      'Buy > Buy > phone (phone)',
      'Buy > pay > till (store)',
    ],
  ],
  [
    'a merged step holds what stands under it',
    '\n|Buy|||\n|ask||pay|\nTouchpoints|shop|phone|till|\n',
    ['Buy > ask > shop (store), phone (phone)', 'Buy > pay > till (store)'],
  ],
  [
    'names repeated instead of merged',
    '\n|Buy|Buy|Use\n|ask|ask|ride\nTouchpoints|shop|phone|app\n',
    ['Buy > ask > shop (store), phone (phone)', 'Use > ride > app (app)'],
  ],
  [
    'a title, blank rows and columns before it, a header with labels',
    '\nOur journey map|||\n|||\n||Stage|Buy|\n||Steps|ask|pay\n||Touchpoints|shop|till\n|||\n',
    ['Buy > ask > shop (store)', 'Buy > pay > till (store)'],
  ],
  [
    'stages only, no steps',
    '\nStages|Find|Buy\nTouchpoints|site|shop\nPain points|slow|\n',
    ['Find > Find > site (web)', 'Buy > Buy > shop (store)'],
  ],
  [
    'a corner that holds the title',
    '\nRepair|Find|Buy\nDoing|I look|I pay\nTouchpoints|site|till\n',
    ['Find > Find > site (web)', 'Buy > Buy > till (store)'],
  ],
  [
    'a lane twice, once under its own name and once under a blank',
    '\n|Buy|\n|ask|pay\nTouchpoints|shop|till\n|phone|\nTouchpoints|mail|\n',
    ['Buy > ask > shop (store), phone (phone), mail (e-mail)', 'Buy > pay > till (store)'],
  ],
  [
    'on its side',
    '\nPhase|Step|Touchpoints|Channel\nFind|look|site|\nBuy|ask|counter|store\n|pay|receipt|e-mail\n',
    ['Find > look > site (web)', 'Buy > ask > counter (store)', 'Buy > pay > receipt (e-mail)'],
  ],
];
test.each(matrices)('[JD4] %s', (_, picture, outline) => {
  expect(outlineOf(modelOf(drafted(gridFrom(picture)).text))).toEqual(outline);
});

test.each([
  ['Our journey map|||\n|Buy|Use|\nDoing|a|b|\nFeeling|c|d|', 'Our journey map'],
  ['Repair|Find|Buy|\nDoing|a|b|\nFeeling|c|d|', 'Repair'],
  ['Journey:|Get it back||\n|Buy|Use|\nDoing|a|b|\nFeeling|c|d|', 'Get it back'],
  ['|Buy|Use|\nDoing|a|b|\nFeeling|c|d|', 'Workshop'],
])('[JD4] the model of %j is called %j', (picture, name) => {
  expect(modelOf(drafted(gridFrom(`\n${picture}\n`)).text).name).toBe(name);
});

const longs: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'columns in any order and case, a stage for a phase',
    '\nText|STAGE|Lane|Step\nshop|Buy|Touchpoints|ask\ntill|Buy|touchpoint|pay\n',
    ['Buy > ask > shop (store)', 'Buy > pay > till (store)'],
  ],
  [
    'a stage for a step, beside a phase; blanks continue',
    '\nPhase|Stage|Lane|Text|Channel\nBuy|ask|Touchpoints|counter|store\n||Touchpoints|caller|phone\n|pay|Touchpoints|card|\nUse||Touchpoints|app|\n',
    [
      'Buy > ask > counter (store), caller (phone)',
      'Buy > pay > card (unknown)',
      'Use > Use > app (app)',
    ],
  ],
  [
    'by their order, whatever the order of the rows',
    '\nphase|step_order|step|lane|text\nUse|3|ride|Touchpoints|app\nBuy|2|pay|Touchpoints|till\nBuy|1|ask|Touchpoints|shop\n',
    ['Buy > ask > shop (store)', 'Buy > pay > till (store)', 'Use > ride > app (app)'],
  ],
];
test.each(longs)('[JD5] %s', (_, picture, outline) => {
  expect(outlineOf(modelOf(drafted(gridFrom(picture)).text))).toEqual(outline);
});

test('[JD5] several journeys, their states and their ids', () => {
  const { text, counts } = drafted(
    gridFrom(`
journey_id|journey_title|state|step|lane|text|moment_of_truth
repair|Repair|current|ask|Touchpoints|shop|yes
repair||||Touchpoints|phone|
Repair 2|At home|to-be|ask|Touchpoints|door|no
`),
  );
  const { journeys } = modelOf(text);
  expect(journeys.map(({ id, name, state }) => [id, name, state])).toEqual([
    ['repair', 'Repair', 'current'],
    ['repair-2', 'At home', 'future'],
  ]);
  expect(journeys.map(({ phases }) => phases[0]?.steps[0]?.momentOfTruth)).toEqual([true, false]);
  expect(counts).toMatchObject({ journeys: 2, steps: 2, touchpoints: 3 });
});

test.each<[string, readonly string[]]>([
  ['one thing', ['one thing']],
  ['a\nb\n\nc', ['a', 'b', 'c']],
  ['- a\n- b', ['a', 'b']],
  ['• a • b', ['a', 'b']],
  ['* a\n– b\n→ c', ['a', 'b', '→ c']],
  ['a; b;c', ['a', 'b', 'c']],
  ['1. a\n2) b', ['a', 'b']],
  ['3. floor', ['3. floor']],
  ['"I wait; then I go"', ['"I wait; then I go"']],
  ['fish &amp; chips', ['fish &amp; chips']],
  ['fine ;-)', ['fine ;-)']],
  ['-', ['-']],
  ['self-service', ['self-service']],
  ['-5 degrees', ['-5 degrees']],
  ['  a   b  ', ['a b']],
])('[JD6] %j lists %j', (text, items) => {
  expect(itemsOf(text)).toEqual(items);
});

test('[JD6] short names stand between commas and slashes too', () => {
  expect(namesOf('Web, App / Store; Chat & Phone\nE-Mail/Post')).toEqual([
    ...['Web', 'App', 'Store', 'Chat', 'Phone'],
    ...['E-Mail', 'Post'],
  ]);
  expect(namesOf('24/7 line')).toEqual(['24/7 line']);
});

test('[JD6] a mark for nothing is nothing', () => {
  const { counts, notTaken } = drafted(
    gridFrom('\n|Buy|Use|Leave\nTouchpoints|shop|-|n/a\nPain points|–|none|k. A.\n'),
  );
  expect([counts.touchpoints, counts.insights, notTaken]).toEqual([1, 0, []]);
});
