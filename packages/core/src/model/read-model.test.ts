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

test('[M8] whoever of kind customer gives, gives to the business', () => {
  const model = modelOf(`${HEAD}actors: [{ id: member, kind: customer }, { id: crew, kind: team }]
journeys:
  - id: j
    phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: t, channel: web, exchange: [{ give: member, kind: money, quantity: 1 }, { give: crew, kind: money, quantity: 1 }] }] }] }]
`);
  const [touchpoint] = touchpointsOf(model);
  expect(touchpoint?.exchange.map(({ to }) => to)).toEqual(['business', 'customer']);
});

test('[M12] a hint names what could be used instead, where there is something', () => {
  const hintOf = (segments: string): string | undefined =>
    read(
      `${HEAD}${segments}valuations: [{ kind: money, segment: old, worth: { median: 1, exact: true, basis: stated } }]`,
    ).problems.find(({ code }) => code === 'segment-unknown')?.hint;
  expect(hintOf('')).toBe('add it under segments');
  expect(hintOf('segments: [{ id: families }]\n')).toBe('add it under segments, or use "families"');
});

test('[M8] no valuation is made up: what nobody says of own money is the ledger to know', () => {
  expect(modelOf(HEAD).valuations).toEqual([]);
  const half = modelOf(
    `${HEAD}valuations: [{ kind: money, worth: { median: 0.9, exact: true, basis: stated } }]`,
  );
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
