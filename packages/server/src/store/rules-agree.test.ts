import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileRule, type RuleScope } from '../../../core/src/rules/evaluate.ts';
import { quantityOf, quantitySql } from '../../../core/src/rules/quantity.ts';
import { readRule } from '../../../core/src/rules/read-rule.ts';
import { EVENT_ENVIRONMENT, type Rule, type RuleType } from '../../../core/src/rules/rule.ts';
import { RULE_SETTINGS, ruleSql, textSql } from '../../../core/src/rules/rule-sql.ts';
import { anyRule, quoted } from '../../../core/src/rules/testing.ts';
import { eventScope, number } from '../../../core/src/rules/testing-events.ts';
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

/** What the engine says: per event, each rule's value as text. */
async function asked(
  rules: readonly Rule[],
  events: readonly RuleScope[],
): Promise<readonly (readonly (string | null)[])[]> {
  await facts.run('TRUNCATE TABLE rules_agree');
  const lines = events.map((event, i) => `${JSON.stringify({ i, ...event, event: undefined })}\n`);
  await facts.insert('rules_agree', 'JSONEachRow', Readable.from([lines.join('')]));
  const values = rules.map((rule) => `toString(${ruleSql(rule, column)})`);
  const rows = await facts.rows<{ answers: (string | null)[] }>(
    `SELECT [${values.join(',\n')}] AS answers FROM rules_agree ORDER BY i`,
    { settings: RULE_SETTINGS },
  );
  return rows.map(({ answers }) => answers);
}

/** The engine's text as the value that JS would give; -0 stays -0, so that no difference hides. */
function answerOf(text: string | null, type: RuleType): ReturnType<ReturnType<typeof compileRule>> {
  if (text === null || type === 'string') return text;
  return type === 'bool' ? text === '1' : Number(text);
}

test('[RA1] an expression gives in SQL what it gives in JS, over 10,000 generated pairs and more', async () => {
  let pairs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRule, { minLength: 1, maxLength: 60, size: 'max' }),
      fc.array(eventScope, { minLength: 1, maxLength: 60, size: 'max' }),
      async (rules, events) => {
        const answers = await asked(rules, events);
        const runs = rules.map(compileRule);
        pairs += rules.length * events.length;
        for (const [at, event] of events.entries()) {
          for (const [each, { text, type }] of rules.entries()) {
            const sql = answerOf(answers[at]?.[each] ?? null, type);
            const js = runs[each]?.(event);
            if (!Object.is(js, sql))
              expect({ text, event, value: sql }).toEqual({ text, event, value: js });
          }
        }
      },
    ),
    { numRuns: 30, seed: 20_261, endOnFailure: false },
  );
  expect(pairs).toBeGreaterThan(10_000);
}, 300_000);
