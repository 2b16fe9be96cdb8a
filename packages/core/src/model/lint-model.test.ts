import { expect, test } from 'vitest';
import { readModel } from './read-model.ts';

const HEAD = 'bothways: 1\nname: N\ncurrency: EUR\n';

/** Reads a text in which `‸` marks where the lint must stand; gives the lints there, by code. */
function lintsAt(marked: string): readonly string[] {
  const before = marked.slice(0, marked.indexOf('‸')).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const { problems } = readModel([{ file: 'm.yaml', text: marked.replace('‸', '') }]);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return problems
    .filter((problem) => problem.line === before.length && problem.column === column)
    .map(({ code }) => code);
}

function allLints(text: string): readonly string[] {
  return readModel([{ file: 'm.yaml', text }]).problems.map(({ severity, code }) =>
    severity === 'lint' ? code : `error ${code}`,
  );
}

const JOURNEY = (touchpoint: string): string => `${HEAD}actors:
  - { id: courier, kind: partner }
  - { id: crew, kind: team }
values: { help: {}, goods: { unit: item }, permission:ads/email: {} }
valuations: [{ kind: help, worth: { median: 1, low: 0.5, high: 2, basis: stated } }]
journeys:
  - id: j
    mission: { ends_when: event == "Done" }
    phases: [{ id: p, steps: [{ id: s, touchpoints: [${touchpoint}] }] }]
`;
const line = (give: string, to: string, kind = 'help'): string =>
  `{ give: ${give}, to: ${to}, kind: ${kind}, quantity: 1 }`;

test.each([
  ['touchpoint-exchange-empty', '‸{ id: t, channel: web }'],
  ['touchpoint-exchange-empty', '‸{ id: t, channel: web, exchange: [] }'],
  ['touchpoint-no-value', `‸{ id: t, channel: web, exchange: [${line('business', 'courier')}] }`],
  ['touchpoint-no-value', `‸{ id: t, channel: web, exchange: [${line('business', 'crew')}] }`],
])('[L1] %s: %s', (code, touchpoint) => {
  expect(lintsAt(JOURNEY(touchpoint))).toEqual([code]);
});

test('[L1] a line that reaches customer or business from another side is value', () => {
  for (const [give, to] of [
    ['crew', 'customer'],
    ['courier', 'customer'],
    ['customer', 'crew'],
  ] as const)
    expect(lintsAt(JOURNEY(`‸{ id: t, channel: web, exchange: [${line(give, to)}] }`))).toEqual([]);
});

test('[L2] a kind without a valuation is told, more mildly for data and belonging', () => {
  const used = (kind: string): string =>
    `journeys: [{ id: j, mission: { ends_when: a }, phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: t, channel: web, exchange: [${line('customer', 'business', kind)}] }] }] }] }]`;
  for (const [values, kind, mild] of [
    ['‸help: {}', 'help', false],
    ['‸data:clicks: { basis: contract }', 'data:clicks', true],
    ['‸belonging: {}', 'belonging', true],
  ] as const) {
    const marked = `${HEAD}values:\n  ${values}\n${used(kind)}`;
    expect(lintsAt(marked)).toEqual(['kind-unvalued']);
    const { problems } = readModel([{ file: 'm.yaml', text: marked.replace('‸', '') }]);
    expect(problems[0]?.hint.startsWith('that may be right')).toBe(mild);
  }
});

test('[L3] a kind that nobody receives', () => {
  const valued = 'valuations: [{ kind: help, worth: { median: 1, exact: true, basis: stated } }]';
  expect(lintsAt(`${HEAD}values: { ‸help: {} }\n${valued}`)).toEqual(['kind-unreceived']);
  expect(lintsAt(`${HEAD}values: { ‸money: {} }`)).toEqual(['kind-unreceived']);
  expect(allLints(HEAD)).toEqual([]);
});

test.each(['‸{ id: j }', '{ id: j, mission: ‸{ gap: 3d } }'])(
  '[L4] a journey with no end: %s',
  (journey) => {
    expect(lintsAt(`${HEAD}journeys: [${journey}]`)).toEqual(['journey-endless']);
  },
);

test('[L5] an expectation of what nothing measures', () => {
  const touchpoint = (rest: string): string =>
    JOURNEY(`{ id: t, channel: web, exchange: [${line('crew', 'customer')}], ${rest} }`);
  const code = ['expectation-metric-unknown'];
  expect(lintsAt(touchpoint('expects: [{ metric: ‸wait_s, at_most: 1 }]'))).toEqual(code);
  expect(lintsAt(touchpoint('expects: [{ metric: ‸felt, at_least: 0 }]'))).toEqual(code);
  expect(
    lintsAt(touchpoint('measures: { wait_s: a }, expects: [{ metric: ‸wait_s, at_most: 1 }]')),
  ).toEqual([]);
  expect(
    lintsAt(
      touchpoint('felt: { from: a, scale: nps-10 }, expects: [{ metric: ‸felt, at_least: 0 }]'),
    ),
  ).toEqual([]);
});

test.each([
  [['median-off-range'], 'money', '{ median: ‸2, low: 1, high: 2, basis: stated }'],
  [[], 'money', '{ median: ‸1.5, low: 1, high: 2, basis: stated }'],
  [['range-missing'], 'help', '‸{ median: 2, basis: stated }'],
  [[], 'help', '‸{ median: 2, exact: true, basis: stated }'],
  [[], 'money', '‸{ median: 2, basis: stated }'],
  [['basis-unsaid'], 'money', '‸{ median: 1, low: 0.5, high: 2 }'],
])('[L6] %j: %s %s', (codes, kind, worth) => {
  expect(
    lintsAt(`${HEAD}values: { help: {} }\nvaluations: [{ kind: ${kind}, worth: ${worth} }]`),
  ).toEqual(codes);
});

test('[L7] a promise that no touchpoint keeps, neither its own nor one that serves it', () => {
  const believed = '{ give: crew, kind: money, quantity: 1, believed: { median: 1 } }';
  const kept = JOURNEY(`{ id: t, channel: web, exchange: [${believed}] }`);
  const propositions = (list: string): string => `${kept}propositions: [${list}]`;
  expect(lintsAt(propositions('‸{ id: a }'))).toEqual(['promise-unkept']);
  expect(lintsAt(propositions('‸{ id: a, kept_by: [] }'))).toEqual(['promise-unkept']);
  expect(lintsAt(propositions('‸{ id: a }, { id: b, part_of: a, kept_by: [t] }'))).toEqual([]);
});

test('[L15] a form of value that customers come for and that nobody gives them', () => {
  const seeking = (seeks: string, form: string): string =>
    JOURNEY(
      `{ id: t, channel: web, seeks: ${seeks}, exchange: [${line('crew', 'customer', 'goods')}] }`,
    ).replace('goods: { unit: item }', `goods: { unit: item${form} }`);
  const code = ['form-sought-ungiven'];
  expect(lintsAt(seeking('‸experience', ', form: in-use'))).toEqual(code);
  for (const said of [seeking('in-use', ', form: in-use'), seeking('experience', '')])
    expect(allLints(said)).not.toContain(code[0]);
});

test('[L16] a promise of which nothing says when it is kept', () => {
  const promised = (rest: string, kept: string): string =>
    `${JOURNEY(`{ id: t, channel: web, measures: { m: a }, ${rest} }`)}propositions: [{ id: a, kept_by: [${kept}] }]`;
  const plain = `exchange: [${line('crew', 'customer')}]`;
  expect(lintsAt(promised(plain, '‸t'))).toEqual(['promise-unheld']);
  expect(lintsAt(promised(`${plain}, expects: [{ metric: m, at_most: 1 }]`, 't'))).toEqual([]);
});

test('[L8] an offer that needs a consent which no touchpoint asks for', () => {
  const offers = 'offers: [{ id: o, needs_consent: [‸permission:ads/email] }]';
  const asking = (exchange: string): string =>
    `${JOURNEY(`{ id: t, channel: web, exchange: [${exchange}] }`)}${offers}`;
  expect(lintsAt(asking(line('crew', 'customer')))).toEqual(['consent-unasked']);
  expect(lintsAt(asking(line('customer', 'business', 'permission:ads/email')))).toEqual([]);
});

test('[L9] an insight that nobody uses, and a source that is none of the insights', () => {
  const insights = 'insights: [‸{ id: prices }, { id: time }]\n';
  const use = (source: string): string =>
    `valuations: [{ kind: money, worth: { median: 1, basis: stated, source: ${source} } }]\n`;
  expect(lintsAt(HEAD + insights)).toEqual(['insight-unused']);
  expect(lintsAt(HEAD + insights + use('insight/prices'))).toEqual([]);
  expect(lintsAt(`${HEAD}${insights}offers: [{ id: o, insights: [prices] }]`)).toEqual([]);
  expect(lintsAt(HEAD + insights.replace('‸', '') + use('‸insight/price'))).toEqual([
    'insight-unknown',
  ]);
  expect(lintsAt(HEAD + use('‸insight/price'))).toEqual([]);
});

test('[L11] data that needs a consent which no touchpoint asks for', () => {
  const kind = (basis: string, more = ''): string =>
    `${HEAD}values: { ‸data:health: { basis: ${basis} }, permission:care/health: {} }
valuations: [{ kind: data:health, cost: { median: 1, exact: true } }, { kind: permission:care/health, cost: { median: 1, exact: true } }]
journeys: [{ id: j, phases: [{ id: p, steps: [{ id: s, touchpoints: [{ id: t, channel: web, exchange: [${line('customer', 'business', 'data:health')}${more}] }] }] }] }]`;
  const right = (give: string, to: string): string =>
    `, ${line(give, to, 'permission:care/health')}`;
  expect(lintsAt(kind('consent', right('business', 'customer')))).toEqual(['consent-unasked']);
  expect(lintsAt(kind('consent', right('customer', 'business')))).toEqual([]);
  expect(lintsAt(kind('contract', right('business', 'customer')))).toEqual([]);
});

test('[L10] an owner that is no actor', () => {
  const touchpoint = (owner: string): string =>
    JOURNEY(`{ id: t, channel: web, owner: ‸${owner}, exchange: [${line('crew', 'customer')}] }`);
  expect(lintsAt(touchpoint('crw'))).toEqual(['owner-unknown']);
  expect(lintsAt(touchpoint('crew'))).toEqual([]);
});

const FUTURE = (
  future: string,
  more = '',
): string => `${JOURNEY(`{ id: t, channel: web${more}, exchange: [${line('crew', 'customer')}] }`)}
  - { id: k, state: future, instead_of: j, mission: { ends_when: event == "Done" }, phases: [{ id: p, steps: [{ id: s, touchpoints: [${future}] }] }] }
`;
const given = `exchange: [${line('crew', 'customer')}]`;

test.each([
  ['future-unbelieved', FUTURE(`‸{ id: n, channel: web, ${given} }`)],
  ['future-unbelieved', FUTURE(`‸{ id: n, channel: web, instead_of: t, ${given} }`)],
  ['instead-of-misplaced', FUTURE(`{ id: n, channel: web, instead_of: ‸n }`)],
  ['instead-of-misplaced', FUTURE(`{ id: n, channel: web, instead_of: t }`, ', instead_of: ‸t')],
  [
    'instead-of-misplaced',
    `${HEAD}journeys: [{ id: j, mission: { ends_when: a } }, { id: k, instead_of: ‸j, mission: { ends_when: a } }]`,
  ],
])('[L12] %s: %s', (code, marked) => {
  expect(lintsAt(marked)).toEqual([code]);
});

test('[L12] what is kept, and what says how often it would happen, is not linted', () => {
  const volume = 'believed: { volume: { per: month, median: 4 } }';
  for (const future of [
    '{ id: n, channel: web, instead_of: t }',
    `{ id: n, channel: web, instead_of: [t], ${volume}, ${given} }`,
    `{ id: n, channel: web, ${volume}, ${given} }`,
  ])
    expect(allLints(FUTURE(future))).toEqual(allLints(FUTURE('')));
});

test('[L13] a flow that says nothing, asks too much or needs nothing is told', () => {
  const planned = (step: string, phase = ''): string =>
    `${HEAD}journeys: [{ id: j, mission: { ends_when: a }, phases: [{ id: p,${phase} steps: [{ id: s, ${step} }] }] }]`;
  const several = (count: number, more = ''): string =>
    `touchpoints: [${Array.from({ length: count }, (_, at) => `{ id: t${at}, channel: web${more} }`).join(', ')}]`;
  const codes = (text: string): readonly string[] =>
    allLints(text).filter((code) => !code.startsWith('touchpoint-'));
  const OPTIONAL = ', optional: true';
  expect(codes(planned(`flow: choice, ${several(1)}`))).toEqual(['flow-alone']);
  expect(codes(planned(`flow: parallel, ${several(7)}`))).toEqual(['flow-too-wide']);
  expect(codes(planned(several(2, OPTIONAL)))).toEqual(['flow-needs-nothing']);
  expect(codes(planned(`optional: true, ${several(2)}`))).toEqual(['plan-needs-nothing']);
  expect(codes(planned(several(2), ' optional: true,'))).toEqual(['plan-needs-nothing']);
  expect(codes(planned(`flow: parallel, repeats: true, ${several(6)}`))).toEqual([]);
  expect(codes(planned(`flow: sequence, ${several(2)}`))).toEqual([]);
  expect(lintsAt(planned(`flow: ‸choice, ${several(1)}`))).toEqual(['flow-alone']);
});
