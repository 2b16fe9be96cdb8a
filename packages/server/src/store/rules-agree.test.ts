import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bagOf } from '../../../core/src/rules/bag.ts';
import type { RuleScope } from '../../../core/src/rules/evaluate.ts';
import { quantityOf, quantitySql } from '../../../core/src/rules/quantity.ts';
import type { Rule } from '../../../core/src/rules/rule.ts';
import { RULE_SETTINGS, ruleSql, textSql } from '../../../core/src/rules/rule-sql.ts';
import { quoted, ruleOf, typedText } from '../../../core/src/rules/testing.ts';
import {
  eventScope,
  NUMBERS,
  number,
  TEXTS,
  TIMES,
} from '../../../core/src/rules/testing-events.ts';
import type { Facts } from './facts.ts';
import { createRulesTable, disagreement, fillRulesTable, rulesColumn } from './rules-table.ts';
import { openTestStores } from './testing.ts';

let facts: Facts;
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openTestStores();
  facts = opened.stores.facts;
  close = opened.close;
  await createRulesTable(facts);
}, 120_000);
afterAll(() => close());

/** Fails with the first expression and event for which JS and the engine differ. */
async function agree(rules: readonly Rule[], events: readonly RuleScope[]): Promise<void> {
  expect(await disagreement(facts, rules, events)).toBeNull();
}

function event(properties: object): RuleScope {
  const scalars = { event: 'a', type: 'track', name: 'a', channel: '' };
  return { ...scalars, properties: bagOf(properties), context: {} };
}

test('[RA1] an expression gives in SQL what it gives in JS, over 10,000 generated pairs and more', async () => {
  let pairs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(typedText, { minLength: 1, maxLength: 60, size: 'max' }),
      fc.array(eventScope, { minLength: 1, maxLength: 60, size: 'max' }),
      async (texts, events) => {
        const rules = texts.map(({ text, type }) => ruleOf(text, type));
        await agree(rules, events);
        pairs += rules.length * events.length;
      },
    ),
    { numRuns: 30, seed: 20_261 },
  );
  expect(pairs).toBeGreaterThan(10_000);
}, 300_000);

test('[RA2] every pair of difficult texts compares alike', async () => {
  const events = TEXTS.flatMap((s) => TEXTS.map((t) => event({ s, t })));
  const tests = ['<', '<=', '>', '>=', '==', '!='].map(
    (each) => `"" + properties.s ${each} properties.t`,
  );
  const parts = ['startsWith', 'endsWith', 'contains'].map(
    (each) => `properties.s.${each}(properties.t)`,
  );
  const rules = [...tests, ...parts].map((text) => ruleOf(text, 'bool'));
  await agree([...rules, ruleOf('properties.s + properties.t', 'string')], events);
}, 120_000);

test('[RA3] every pair of difficult numbers calculates and compares alike', async () => {
  const numbers = NUMBERS.flatMap((each) => [each, -each]);
  const events = numbers.flatMap((n) => numbers.map((m) => event({ n, m })));
  const operations = ['+', '-', '*', '/', '%'].map((each) => `properties.n ${each} properties.m`);
  const calls = ['min(properties.n, properties.m)', 'max(properties.n, properties.m)'];
  const alone = ['abs', 'floor', 'ceil', '-'].map((each) => `${each}(properties.n)`);
  const tests = ['<', '<=', '>', '>=', '==', '!='].map(
    (each) => `number(properties.s) ${each} properties.m`,
  );
  await agree(
    [
      ...[...operations, ...calls, ...alone].map((text) => ruleOf(text, 'number')),
      ...tests.map((text) => ruleOf(text.replace('properties.s', 'properties.n'), 'bool')),
    ],
    events,
  );
}, 120_000);

test('[RA4] every difficult text is read alike as a number, a bool, a time and a text, raw or as a string', async () => {
  const texts = [
    ...TEXTS,
    ...TIMES,
    'true',
    '[1,2]',
    '{}',
    '1e99999',
    '0'.repeat(400),
    '1'.repeat(400),
  ];
  const events = texts.flatMap((text) => [
    event({ s: text }),
    { ...event({}), properties: { s: text }, name: text, event: text },
  ]);
  const reads = {
    number: ['properties.s', 'number(properties.s)', 'number(name)', 'size(properties.s)'],
    bool: [
      'properties.s',
      'bool(properties.s)',
      'bool(name)',
      'has(properties.s)',
      'name == null',
      'properties.s == null',
    ],
    string: ['properties.s', 'string(properties.s)', 'event'],
    time: ['properties.s', 'time(name)'],
  } as const;
  const rules = (['number', 'bool', 'string', 'time'] as const).flatMap((type) =>
    reads[type].map((text) => ruleOf(text, type)),
  );
  await agree(rules, events);
}, 120_000);

test('[RA5] a quantity is scaled and rounded in SQL as in JS', async () => {
  const values = fc.sample(
    fc.tuple(number, fc.boolean(), fc.nat(6), fc.integer({ min: 1, max: 5_000 })),
    {
      numRuns: 500,
      seed: 15,
    },
  );
  const cases = [
    ...values,
    [0.005, true, 2, 1],
    [1.005, false, 2, 1],
    [2 ** 53, false, 0, 1],
    [0, false, 2, 1],
  ] as const;
  const wanted = cases.map(([size, isNegative, scale, n]) =>
    quantityOf(isNegative ? -size : size, scale, n),
  );
  const asks = cases.map(([size, isNegative, scale, n]) =>
    quantitySql(`toNullable(toFloat64(${isNegative ? -size : size}))`, scale, String(n)),
  );
  const [row] = await facts.rows<{ amounts: string[] }>(
    `SELECT [${asks.map((each) => `toString(${each})`).join(',')}] AS amounts`,
    { settings: RULE_SETTINGS },
  );
  for (const [at, outcome] of wanted.entries()) {
    const amount = Number((row?.amounts[at] ?? '').replace('inf', 'Infinity'));
    if (outcome.kind === 'quantity')
      expect([cases[at], amount]).toEqual([cases[at], outcome.amount]);
    else expect([cases[at], Math.abs(amount) > 2 ** 53]).toEqual([cases[at], true]);
  }
  const absent = `SELECT ${quantitySql("CAST(NULL, 'Nullable(Float64)')", 2)} AS amount`;
  expect(await facts.rows(absent)).toEqual([{ amount: null }]);
}, 120_000);

const ATTACKS = [
  ...[
    "'",
    "''",
    "\\'",
    "\\\\'",
    "' OR 1=1 --",
    "'; DROP TABLE rules_agree; --",
    "') OR ('1'='1",
    '`',
    '"',
  ],
  ...[
    '/*',
    '*/',
    '--',
    '#',
    ';',
    '\0',
    "\0' OR 1",
    '\n',
    '\r',
    '\u2028',
    '\ufeff',
    '{x:String}',
    '{name:Identifier}',
  ],
  ...[
    '?',
    '$1',
    '%s',
    '\\x27 OR 1=1',
    '\\u0027',
    '＇',
    'ʼ',
    '$$',
    '$tag$',
    "' SETTINGS readonly = 0",
    "' FORMAT Null",
  ],
  ...[
    "' UNION ALL SELECT * FROM system.tables --",
    "unhex('27')",
    '), toString(version',
    'a'.repeat(1_900),
  ],
] as const;

test('[RA6] no text in an expression is more than a text to the engine', async () => {
  const events = ATTACKS.map((attack) => ({
    ...event({ s: attack, [attack]: 1 }),
    name: attack,
    event: attack,
  }));
  const short = ATTACKS.filter((attack) => attack.length < 400);
  const rules = short.flatMap((attack) => [
    ruleOf(`name == ${quoted(attack)}`, 'bool'),
    ruleOf(`name in ["x", ${quoted(attack)}]`, 'bool'),
    ruleOf(`properties.s.contains(${quoted(attack)})`, 'bool'),
    ruleOf(`properties[${quoted(attack)}]`, 'number'),
    ruleOf(`${quoted(attack)} + name`, 'string'),
  ]);
  const longest = ruleOf(`name == ${quoted(ATTACKS.at(-1) ?? '')}`, 'bool');
  await agree([...rules, longest], events);
  expect(await facts.rows('SELECT count() > 0 AS stands FROM rules_agree')).toEqual([
    { stands: 1 },
  ]);
  const texts = [...ATTACKS, ...TEXTS];
  const [row] = await facts.rows<{ texts: string[] }>(
    `SELECT [${texts.map(textSql).join(',')}] AS texts`,
  );
  expect(row?.texts).toEqual(texts);
}, 120_000);

test('[RA7] the SQL of an expression stands anywhere, with the type it says', async () => {
  const typed = [
    ['properties.n', 'number', 'Nullable(Float64)'],
    ['2', 'number', 'Nullable(Float64)'],
    ['name == "a" || properties.n > 1', 'bool', 'Nullable(UInt8)'],
    ['true', 'bool', 'Nullable(UInt8)'],
    ['name == null', 'bool', 'Nullable(UInt8)'],
    ['name + "b"', 'string', 'Nullable(String)'],
    ['channel', 'string', 'Nullable(String)'],
    ['"a"', 'string', 'Nullable(String)'],
    ['time(properties.at)', 'time', 'Nullable(Int64)'],
    ['null', 'time', 'Nullable(Int64)'],
  ] as const;
  await fillRulesTable(facts, [event({ n: 3, at: '2026-01-31T00:00:00Z' }), event({})]);
  for (const [text, type, wanted] of typed) {
    const sql = ruleSql(ruleOf(text, type), rulesColumn);
    const query = `SELECT toTypeName(${sql}) AS type, count() AS n FROM rules_agree
      WHERE ${sql} IS NOT NULL OR 1 GROUP BY type, ${sql} HAVING any(1) ORDER BY any(${sql}) LIMIT 1 BY type`;
    const [row] = await facts.rows<{ type: string }>(query, { settings: RULE_SETTINGS });
    expect([text, row?.type]).toEqual([text, wanted]);
  }
  const holds = ruleSql(ruleOf('properties.n > 2', 'bool'), rulesColumn);
  const where = `SELECT count() AS n, countIf(${holds}) AS m, sum(if(${holds}, 1, 0)) AS k FROM rules_agree WHERE ${holds}`;
  expect(await facts.rows(where, { settings: RULE_SETTINGS })).toEqual([
    { n: '1', m: '1', k: '1' },
  ]);
});

test('[RA8] the largest and deepest expressions run, and their SQL grows no faster than they do', async () => {
  const nested = (open: string, close: string, inner: string, times: number): string =>
    `${open.repeat(times)}${inner}${close.repeat(times)}`;
  const rules = [
    ruleOf(nested('min(2, ', ')', 'properties.n', 30), 'number'),
    ruleOf(nested('(', ' % 7)', 'properties.n', 30), 'number'),
    ruleOf(nested('(1 + ', ' * 2)', 'properties.n', 15), 'number'),
    ruleOf(nested('abs(', ')', 'properties.n', 28), 'number'),
    ruleOf(nested('(name == "a" ? ', ' : 2)', 'properties.n', 30), 'number'),
    ruleOf(nested('!(', ')', 'name == "a"', 29), 'bool'),
    ruleOf(
      `name in [${Array.from({ length: 390 }, (_, i) => i + 100).map((i) => `"${i % 10}"`)}]`,
      'bool',
    ),
    ruleOf(`properties.n in [${Array.from({ length: 500 }, (_, i) => i % 10)}]`, 'bool'),
    ruleOf(Array.from({ length: 60 }, (_, i) => `type == "${i}"`).join(' || '), 'bool'),
  ];
  await agree(rules, [event({ n: 41.5 }), event({}), event({ n: 3 })]);
  const growth = rules.map(
    (rule) => [rule.text, ruleSql(rule, rulesColumn).length / rule.text.length] as const,
  );
  expect(growth.filter(([, times]) => times > 50)).toEqual([]);
}, 60_000);
