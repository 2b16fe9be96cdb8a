import { expect, test } from 'vitest';
import { readModel } from './read-model.ts';

const HEAD = 'bothways: 1\nname: N\ncurrency: EUR\n';
const read = (text: string): ReturnType<typeof readModel> => readModel([{ file: 'm.yaml', text }]);

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
  ['journey-unknown', `${HEAD}journeys: [{ id: a, state: future, instead_of: ‸b }]`],
  ['touchpoint-unknown', TOUCHPOINT('instead_of: ‸z')],
  ['touchpoint-unknown', TOUCHPOINT('instead_of: [t, ‸z]')],
  ['segment-unknown', `${HEAD}personas: [{ id: a, segment: ‸x }]`],
  ['id-twice', `${HEAD}personas: [{ id: a }, { id: ‸a }]`],
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
