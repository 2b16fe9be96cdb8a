import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Model, type Problem, touchpointsOf } from './model.ts';
import { readModel } from './read-model.ts';
import { LARKFIELD } from './sample-models.ts';

const HEAD = 'bothways: 1\nname: N\ncurrency: EUR\n';

function read(text: string): { model: Model | null; problems: readonly Problem[] } {
  return readModel([{ file: 'm.yaml', text }]);
}

function modelOf(text: string): Model {
  const { model, problems } = read(text);
  if (model === null) throw new Error(JSON.stringify(problems, null, 1));
  return model;
}

/** Reads a text in which `‸` marks where the problem must stand; gives the codes found there, and the model's others. */
function codesAt(marked: string): readonly string[] {
  const at = marked.indexOf('‸');
  const before = marked.slice(0, at).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return read(marked.replace('‸', ''))
    .problems.filter((problem) => problem.severity === 'error')
    .map((problem) =>
      problem.line === line && problem.column === column
        ? problem.code
        : `${problem.code} at ${problem.line}:${problem.column}, not ${line}:${column}: ${problem.message}`,
    );
}

const withoutPlaces = (model: Model): unknown =>
  JSON.parse(
    JSON.stringify(model, (key, value) => (key === 'place' || key === 'runs' ? undefined : value)),
  );

test('[M1] YAML and JSON of the same content give the same model', () => {
  const json = JSON.stringify(parse(LARKFIELD), null, 2);
  expect(withoutPlaces(modelOf(json))).toEqual(withoutPlaces(modelOf(LARKFIELD)));
  expect(modelOf(`\uFEFF${LARKFIELD.replaceAll('\n', '\r\n')}`).journeys).toHaveLength(1);
});

test('[M2] several files are read as one', () => {
  const second = `bothways: 1
actors: [{ id: post, kind: partner }]
values: { help: {} }
brand: { promise: On time }
journeys: [{ id: return, phases: [] }]
`;
  const { model, problems } = readModel([
    { file: 'a.yaml', text: LARKFIELD },
    { file: 'b.yaml', text: second },
  ]);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(model?.actors.map(({ id }) => id)).toEqual([
    'customer',
    'business',
    'care-team',
    'shop-team',
    'courier',
    'post',
  ]);
  expect(model?.journeys.map(({ id, place }) => [id, place.file, place.line])).toEqual([
    ['first-order', 'a.yaml', 17],
    ['return', 'b.yaml', 5],
  ]);
  expect(model?.values.map(({ id }) => id)).toContain('help');
});

test('[M2] a value stated twice differently is refused where it stands again', () => {
  const { model, problems } = readModel([
    { file: 'a.yaml', text: `${HEAD}brand: { promise: On time }\n` },
    {
      file: 'b.yaml',
      text: 'currency: USD\nbrand: { promise: On time }\njourneys: {}\nactors: []\n',
    },
  ]);
  expect(model).toBeNull();
  expect(problems.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
    ['b.yaml', 1, 11, 'stated-twice'],
    ['b.yaml', 3, 11, 'wrong-type'],
  ]);
});

const TOUCHPOINT = (rest: string): string =>
  `${HEAD}values: { goods: { unit: EUR } }
journeys:
  - id: j
    phases:
      - id: p
        steps:
          - id: s
            touchpoints:
              - { id: t, channel: web, ${rest} }
`;

test.each([
  ['version-missing', '‸name: N\ncurrency: EUR'],
  ['version-unknown', 'bothways: ‸2\nname: N\ncurrency: EUR'],
  ['missing-key', '‸bothways: 1\nname: N'],
  ['missing-key', 'bothways: 1\nname:‸\ncurrency: EUR'.replace('name:‸', '‸name:')],
  ['wrong-type', `bothways: 1\nname: ‸2026\ncurrency: EUR`],
  ['wrong-type', `${HEAD}journeys: ‸{ a: 1 }`],
  ['wrong-type', `${HEAD}journeys: [‸text]`],
  ['yaml-block-as-implicit-key', `${HEAD}brand: ‸a: b`],
  ['yaml-tab-as-indent', `${HEAD}brand:\n‸\ta: b`],
  ['yaml-missing-char', `${HEAD}brand: "abc‸`],
  ['yaml-multiple-docs', `${HEAD}‸---\na: 1`],
  ['yaml-tag-resolve-failed', `${HEAD}brand: ‸!!nope { a: 1 }`],
  ['alias-unknown', `${HEAD}brand: ‸*nope`],
  ['key-twice', `${HEAD}‸name: M`],
  ['file-empty', '‸'],
  ['wrong-type', '‸- a'],
  ['unknown-value', TOUCHPOINT('influence: ‸sales')],
  ['wrong-type', TOUCHPOINT('also: ‸yes')],
  ['wrong-type', TOUCHPOINT('when: ‸[a]')],
  ['missing-key', TOUCHPOINT('exchange: [‸{ kind: goods, quantity: 1 }]')],
])('[M3] %s stands at the mark in %j', (code, marked) => {
  expect(codesAt(marked)).toEqual([code]);
});

test('[M3] many problems at once, in reading order', () => {
  const { problems } = read(`bothways: 1
currency: euro
actors: [{ id: a b, kind: tem }]
journeys:
  - { id: j, level: L9, phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: t, chanel: web }] }] }] }
`);
  expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '1 missing-key',
    '2 currency-unknown',
    '3 id-malformed',
    '3 unknown-value',
    '5 unknown-value',
    '5 missing-key',
    '5 unknown-key',
  ]);
  expect(problems[6]?.hint).toBe('did you mean "channel"?');
  expect(problems[3]).toEqual({
    severity: 'error',
    code: 'unknown-value',
    file: 'm.yaml',
    line: 3,
    column: 27,
    message: '"kind" is the text "tem"',
    hint: 'did you mean "team"?',
  });
});

test.each([
  ['ownr', 'owner', TOUCHPOINT('‸ownr: a')],
  ['startsWhen', 'starts_when', `${HEAD}journeys: [{ id: j, mission: { ‸startsWhen: a } }]`],
  ['jurneys', 'journeys', `${HEAD}‸jurneys: []`],
])('[M4] the key %s is refused, %s is meant', (_, meant, marked) => {
  expect(codesAt(marked)).toEqual(['unknown-key']);
  expect(read(marked.replace('‸', '')).problems[0]?.hint).toBe(`did you mean "${meant}"?`);
});

test('[M4] x- keys go anywhere; the top ones and the plans are kept', () => {
  const model = modelOf(`${HEAD}x-wiki: { page: [1, two] }
brand: { promise: On time, x-colour: red }
programme: { sponsor: Ann, steering: weekly }
values: { x-note: why, help: { x-hint: a } }
journeys:
  - id: j
    x-a: 1
    mission: { x-b: [] }
    phases: [{ id: p, x-c: 1, steps: [{ id: s, x-d: 1, touchpoints: [{ id: t, channel: web, x-e: { f: 1 }, measures: { x-m: 1 }, exchange: [{ give: customer, kind: help, quantity: 1, x-g: 1 }] }] }] }]
`);
  expect(model.extensions).toEqual({
    'x-wiki': { page: [1, 'two'] },
    brand: { promise: 'On time', 'x-colour': 'red' },
    programme: { sponsor: 'Ann', steering: 'weekly' },
  });
  expect(model.values.map(({ id }) => id)).toEqual(['money', 'help']);
  expect(touchpointsOf(model)[0]?.measures).toEqual({});
});

test.each([
  ['actor-unknown', TOUCHPOINT('exchange: [{ give: ‸custmer, kind: goods, quantity: 1 }]')],
  [
    'actor-unknown',
    TOUCHPOINT('exchange: [{ give: customer, to: ‸shop, kind: goods, quantity: 1 }]'),
  ],
  ['actor-unknown', TOUCHPOINT('initiator: ‸shop')],
  ['kind-unknown', TOUCHPOINT('exchange: [{ give: customer, kind: ‸good, quantity: 1 }]')],
  [
    'giver-is-receiver',
    TOUCHPOINT('exchange: [{ give: customer, to: ‸customer, kind: goods, quantity: 1 }]'),
  ],
  ['kind-unknown', `${HEAD}valuations: [{ kind: ‸goods, worth: { median: 1, exact: true } }]`],
  [
    'segment-unknown',
    `${HEAD}valuations: [{ kind: money, segment: ‸x, worth: { median: 1, exact: true } }]`,
  ],
  ['segment-reserved', `${HEAD}segments: [{ id: ‸everyone }]`],
  ['id-twice', `${HEAD}segments: [{ id: a }, { id: ‸a }]`],
  ['id-twice', `${HEAD}actors: [{ id: a, kind: team }, { id: ‸a, kind: team }]`],
  ['id-twice', `${HEAD}journeys: [{ id: a }, { id: ‸a }]`],
  [
    'id-twice',
    `${HEAD}journeys: [{ id: a, phases: [{ id: p, steps: [{ id: s }] }, { id: q, steps: [{ id: ‸s }] }] }]`,
  ],
  [
    'id-twice',
    `${HEAD}journeys: [{ id: a, phases: [{ id: p }, { id: ‸p }] }, { id: b, phases: [{ id: p }] }]`,
  ],
  [
    'id-twice',
    `${TOUCHPOINT('quote: a')}  - { id: k, state: future, phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: ‸t, channel: app }] }] }] }`,
  ],
  ['touchpoint-unknown', `${HEAD}propositions: [{ id: a, kept_by: [‸t] }]`],
  [
    'part-of-itself',
    `${HEAD}propositions: [{ id: a, part_of: ‸b }, { id: b, part_of: c }, { id: c, part_of: a }]`,
  ],
  [
    'valuation-twice',
    `${HEAD}valuations: [{ kind: money, cost: { median: 1, exact: true } }, ‸{ kind: money, worth: { median: 1, exact: true } }]`,
  ],
  ['actor-kind-fixed', `${HEAD}actors: [{ id: customer, kind: ‸team }]`],
  ['missing-key', `${HEAD}actors: [‸{ id: a }]`],
])('[M5] %s in %j', (code, marked) => {
  expect(codesAt(marked)).toEqual([code]);
});

test('[M5] a part that is wrong in itself is still known to others', () => {
  expect(
    codesAt(`${HEAD}actors: [{ id: crew, kind: ‸teem }]\nvalues: { help: {} }
journeys: [{ id: j, phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: t, channel: web, exchange: [{ give: crew, kind: help, quantity: 1 }] }] }] }] }]`),
  ).toEqual(['unknown-value']);
});

const WORTH = (worth: string): string => `${HEAD}valuations: [{ kind: money, worth: ${worth} }]`;

test.each([
  ['range-out-of-order', WORTH('{ median: 1, low: ‸2, high: 3 }')],
  ['range-out-of-order', WORTH('{ median: 1, low: 0.5, high: ‸0.7 }')],
  ['range-not-positive', WORTH('{ median: 1, low: ‸0, high: 2 }')],
  ['range-not-positive', WORTH('{ median: 1, low: ‸-1, high: 2 }')],
  ['range-not-positive', WORTH('{ median: ‸0 }')],
  ['out-of-range', WORTH('{ median: ‸-1 }')],
  ['range-half', WORTH('{ median: ‸1, low: 0.5 }')],
  ['exact-with-range', WORTH('{ median: 1, low: 0.5, high: 2, exact: ‸true }')],
  ['wrong-type', WORTH('{ median: ‸.nan }')],
  ['wrong-type', WORTH('{ median: ‸.inf }')],
  ['date-malformed', WORTH('{ median: 1, agreed_on: ‸2026-02-30 }')],
  ['date-malformed', WORTH('{ median: 1, agreed_on: ‸2.10.2026 }')],
  ['valuation-empty', `${HEAD}valuations: [‸{ kind: money }]`],
  ['currency-unknown', 'bothways: 1\nname: N\ncurrency: ‸EUX'],
  ['currency-unknown', 'bothways: 1\nname: N\ncurrency: ‸euro'],
  ['unknown-value', TOUCHPOINT('felt: { from: a, scale: ‸csat }')],
  ['out-of-range', TOUCHPOINT('believed: { volume: { per: day, median: ‸0 } }')],
  [
    'range-out-of-order',
    TOUCHPOINT(
      'exchange: [{ give: customer, kind: goods, quantity: 1, believed: { median: 1, low: ‸2, high: 3 } }]',
    ),
  ],
  ['expectation-empty', TOUCHPOINT('expects: [‸{ metric: felt }]')],
  ['range-out-of-order', TOUCHPOINT('expects: [{ metric: felt, at_most: 1, at_least: ‸2 }]')],
  ['gap-malformed', `${HEAD}journeys: [{ id: j, mission: { gap: ‸14 days } }]`],
  ['key-malformed', TOUCHPOINT('measures: { ‸"Duration S": a }')],
])('[M6] %s in %j', (code, marked) => {
  expect(codesAt(marked)).toEqual([code]);
});

test.each([
  ['kind-malformed', `${HEAD}values: { ‸good: {} }`],
  ['kind-malformed', `${HEAD}values: { ‸data: { basis: consent } }`],
  ['kind-malformed', `${HEAD}values: { ‸permission:email: {} }`],
  ['kind-malformed', `${HEAD}values: { ‸"help:a b": {} }`],
  ['currency-unknown', `${HEAD}values: { ‸money:dollar: {} }`],
  ['unit-fixed', `${HEAD}values: { money: { unit: ‸USD } }`],
  ['unit-fixed', `${HEAD}values: { money:USD: { unit: ‸EUR } }`],
  ['unit-fixed', `${HEAD}values: { time:waiting: { unit: ‸minute } }`],
  ['unit-fixed', `${HEAD}values: { time:waiting: { scale: ‸2 } }`],
  ['missing-key', `${HEAD}values: { ‸goods: { scale: 2 } }`],
  ['out-of-range', `${HEAD}values: { goods: { unit: EUR, scale: ‸-1 } }`],
  ['wrong-type', `${HEAD}values: { goods: { unit: EUR, scale: ‸1.5 } }`],
  ['basis-missing', `${HEAD}values: { ‸data:clicks: {} }`],
  ['basis-not-data', `${HEAD}values: { help: { basis: ‸consent } }`],
])('[M7] %s in %j', (code, marked) => {
  expect(codesAt(marked)).toEqual([code]);
});

test('[M8] what is left unsaid is filled in', () => {
  const model = modelOf(`${HEAD}actors: [{ id: crew, kind: team }, { id: customer, name: Guest }]
values: { time: , attention: {}, "money:USD": {} }
journeys:
  - id: stay-a-night
    mission:
    phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: front-desk, channel: desk, exchange: [{ give: crew, kind: time, quantity: 60 }, { give: customer, kind: money, quantity: 1.50 }, { give: business, kind: attention, quantity: true }] }] }] }]
  - { id: k, state: future, mission: { gap: 36h } }
`);
  expect(model.actors).toEqual([
    { id: 'business', kind: 'business', side: 'business', name: 'Business' },
    { id: 'crew', kind: 'team', side: 'business', name: 'Crew' },
    { id: 'customer', kind: 'customer', side: 'customer', name: 'Guest' },
  ]);
  expect(model.values.map(({ id, unit, scale, tangible }) => [id, unit, scale, tangible])).toEqual([
    ['money', 'EUR', 2, true],
    ['time', 'second', 0, false],
    ['attention', 'second', 0, false],
    ['money:USD', 'USD', 2, true],
  ]);
  expect(model.journeys).toMatchObject([
    { id: 'stay-a-night', name: 'Stay a night', level: 'L1', state: 'current', mission: null },
    { id: 'k', state: 'future', mission: { gapDays: 1.5, startsWhen: null } },
  ]);
  expect(
    touchpointsOf(model)[0]?.exchange.map(({ give, to, quantity }) => [give, to, quantity.text]),
  ).toEqual([
    ['crew', 'customer', '60'],
    ['customer', 'business', '1.50'],
    ['business', 'customer', 'true'],
  ]);
});

test('[M8] no valuation is made up: what nobody says of own money is the ledger to know', () => {
  expect(modelOf(HEAD).valuations).toEqual([]);
  const half = modelOf(WORTH('{ median: 0.9, exact: true, basis: stated }'));
  expect(half.valuations).toMatchObject([
    { worth: { median: 0.9, low: 0.9, high: 0.9, basis: 'stated' }, cost: null },
  ]);
});

test('[M8] anchors, aliases and merge keys are followed', () => {
  const model = modelOf(`${HEAD}x-desk: &desk { channel: desk, when: &rule type == "track" }
journeys:
  - { id: j, phases: [{ id: p, steps: [{ id: s, touchpoints: [{ <<: *desk, id: a }, { <<: [*desk], id: b, channel: phone, felt: { from: *rule, scale: ces-7 } }] }] }] }
`);
  expect(touchpointsOf(model)).toMatchObject([
    { id: 'a', channel: 'desk', when: { text: 'type == "track"', place: { line: 4, column: 44 } } },
    { id: 'b', channel: 'phone', felt: { from: { text: 'type == "track"' } } },
  ]);
});

const LAUGHS = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefghijk']
  .map((name, index) => `${name}: &${name} [${`*${'abcdefghijk'[index]},`.repeat(10)}]\n`)
  .join('')}`;

test.each([
  ['nested-too-deep', `${HEAD}brand: ${'['.repeat(100_000)}`],
  ['nested-too-deep', `${HEAD}brand: ${'{a: '.repeat(5000)}`],
  ['nested-too-deep', `${'- '.repeat(20_000)}a`],
  [
    'nested-too-deep',
    Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  ],
  ['aliases-too-large', LAUGHS],
  ['aliases-too-large', `${HEAD}brand: &a [*a]`],
  ['aliases-too-large', `${HEAD}brand: &a { b: { <<: *a } }`],
  ['file-too-large', `${HEAD}brand: ${'x'.repeat(17_000_000)}`],
])('[M9] a bomb is refused as %s', (code, text) => {
  expect(new Set(read(text).problems.map((problem) => problem.code))).toEqual(new Set([code]));
});

/** Texts near the model: pieces cut, doubled, swapped or put in. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(LARKFIELD.length),
      length: fc.nat(12),
      put: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom(
          '\n',
          '\t',
          ': ',
          '- ',
          '{',
          '}',
          '[',
          ']',
          '"',
          "'",
          '&a ',
          '*a',
          '<<: ',
          '!!set ',
          '|',
          '>',
          '#',
          '? ',
          '---\n',
          '%',
          'null',
          '-1',
          '.nan',
          '9e999',
          '__proto__: ',
          '\u2028',
          '\uD800',
        ),
        fc.nat(LARKFIELD.length).map((from) => LARKFIELD.slice(from, from + 40)),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((edits) =>
    edits.reduce(
      (text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length),
      LARKFIELD,
    ),
  );

function expectPlaced(text: string): void {
  const { model, problems } = read(text);
  const lines = text.split('\n');
  expect(model === null).toBe(problems.some(({ severity }) => severity === 'error'));
  for (const { line, column, file, code, message, hint } of problems) {
    expect(file).toBe('m.yaml');
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(message).not.toMatch(/undefined|\[object|Invalid/);
    expect(hint).not.toMatch(/undefined|\[object|Invalid/);
    expect(column).toBeGreaterThan(0);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
  }
}

test('[M10] no mutation of a model makes the reader throw, and every problem has its place', () => {
  fc.assert(fc.property(mutated, expectPlaced), { numRuns: 400 });
});

test('[M10] nor does any other text or data', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), expectPlaced), {
    numRuns: 300,
  });
  const keys = fc.constantFrom(
    'bothways',
    'name',
    'currency',
    'values',
    'journeys',
    'phases',
    'steps',
    'touchpoints',
    'exchange',
    'valuations',
    'worth',
    'actors',
    'id',
    'kind',
    'propositions',
    'insights',
    'offers',
    'constructor',
    'toString',
    'money',
    'x-a',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<unknown>(1, 'a', '', null, true, 0.5, -1, 'customer', 'money'),
      fc.dictionary(keys, tie('tree'), { maxKeys: 6 }),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (data) => expectPlaced(JSON.stringify(data))),
    { numRuns: 500 },
  );
});

test('[M11] a model of 500 touchpoints is read in less than 300 ms', () => {
  // A touchpoint as most are: with its rule, a measure and four lines, without what a workshop adds.
  const [head = '', one = ''] = LARKFIELD.replaceAll(/, believed: \{[^}]*\}/g, '')
    .replaceAll(/^ *(intention|expects|felt|exchange_id|believed):.*\n/gm, '')
    .split(/(?<=touchpoints:\n)/);
  const many = Array.from({ length: 500 }, (_, index) =>
    one.replace('checkout-web', `checkout-${index}`),
  );
  const text = head + many.join('');
  // The best of some, in time on the wall or of the processor: neighbours on the machine do not count.
  const times = [1, 2, 3, 4, 5, 6].flatMap(() => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    expect(touchpointsOf(modelOf(text))).toHaveLength(500);
    const { user, system } = process.cpuUsage(cpu);
    return [performance.now() - wall, (user + system) / 1000];
  });
  expect(Math.min(...times)).toBeLessThan(300);
});
