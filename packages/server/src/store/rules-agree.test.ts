import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bagOf } from '../../../core/src/rules/bag.ts';
import { compileRule, type RuleScope } from '../../../core/src/rules/evaluate.ts';
import { quantityOf, quantitySql } from '../../../core/src/rules/quantity.ts';
import type { Rule, RuleType, RuleValue } from '../../../core/src/rules/rule.ts';
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
import { openTestStores } from './testing.ts';

let facts: Facts;
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openTestStores();
  facts = opened.stores.facts;
  close = opened.close;
  await facts.run(`CREATE TABLE rules_agree (i UInt32, type LowCardinality(String), name LowCardinality(String),
    channel LowCardinality(String), properties Map(LowCardinality(String), String),
    context Map(LowCardinality(String), String)) ENGINE = MergeTree ORDER BY i`);
}, 120_000);
afterAll(() => close());

/** Where an expression's names stand, as recognition maps them. */
function column(name: string): string {
  return name === 'event' ? `if(type = 'track', name, '')` : name;
}

async function fill(events: readonly RuleScope[]): Promise<void> {
  await facts.run('TRUNCATE TABLE rules_agree');
  const lines = events.map((event, i) => `${JSON.stringify({ i, ...event, event: undefined })}\n`);
  await facts.insert('rules_agree', 'JSONEachRow', Readable.from([lines.join('')]));
}

/** What the engine says: per event of the table, each rule's value as text. */
async function asked(rules: readonly Rule[]): Promise<readonly (readonly (string | null)[])[]> {
  const values = rules.map((rule) => `toString(${ruleSql(rule, column)})`);
  const rows = await facts.rows<{ answers: (string | null)[] }>(
    `SELECT [${values.join(',\n')}] AS answers FROM rules_agree ORDER BY i`,
    { settings: RULE_SETTINGS },
  );
  return rows.map(({ answers }) => answers);
}

/** The engine's text as the value that JS would give; -0 stays -0, so that no difference hides. */
function answerOf(text: string | null, type: RuleType): RuleValue {
  if (text === null || type === 'string') return text;
  return type === 'bool' ? text === '1' : Number(text);
}

/** Fails on the first expression and event for which the two differ; else gives how many pairs were held together. */
async function agree(rules: readonly Rule[], events: readonly RuleScope[]): Promise<number> {
  await fill(events);
  const answers = await asked(rules);
  expect(answers.length).toBe(events.length);
  for (const { text, type, run, each } of rules.map((rule, each) => ({
    ...rule,
    run: compileRule(rule),
    each,
  }))) {
    for (const [at, event] of events.entries()) {
      const sql = answerOf(answers[at]?.[each] ?? null, type);
      const js = run(event);
      if (!Object.is(js, sql)) expect({ text, event, sql }).toEqual({ text, event, sql: js });
    }
  }
  return rules.length * events.length;
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
        pairs += await agree(rules, events);
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
  const { rules } = {
    rules: [
      ruleOf('properties.s', 'number'),
      ruleOf('number(properties.s)', 'number'),
      ruleOf('number(name)', 'number'),
      ruleOf('size(properties.s)', 'number'),
      ruleOf('properties.s', 'bool'),
      ruleOf('bool(properties.s)', 'bool'),
      ruleOf('bool(name)', 'bool'),
      ruleOf('has(properties.s)', 'bool'),
      ruleOf('properties.s == null', 'bool'),
      ruleOf('name == null', 'bool'),
      ruleOf('properties.s', 'string'),
      ruleOf('string(properties.s)', 'string'),
      ruleOf('event', 'string'),
      ruleOf('properties.s', 'time'),
      ruleOf('time(name)', 'time'),
    ],
  };
  await agree(rules, events);
}, 120_000);

test('[RA5] a quantity is scaled and rounded in SQL as in JS', async () => {
  const values = fc.sample(
    fc.tuple(number, fc.boolean(), fc.nat(6), fc.integer({ min: 1, max: 5_000 })),
    {
      numRuns: 2_000,
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
