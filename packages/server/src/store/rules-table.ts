// For tests: the fact store's answers to expressions, held against those of JS.
import { Readable } from 'node:stream';
import { compileRule, RULE_SETTINGS, type Rule, type RuleScope, ruleSql } from '@bothways/core';
import type { Facts } from './facts.ts';

type Answer = ReturnType<ReturnType<typeof compileRule>>;

/** One expression and event for which the two differ. */
export interface Disagreement {
  readonly text: string;
  readonly event: RuleScope;
  readonly sql: Answer;
  readonly js: Answer;
}

export async function createRulesTable(facts: Facts): Promise<void> {
  await facts.run(`CREATE TABLE rules_agree (i UInt32, type LowCardinality(String), name LowCardinality(String),
    channel LowCardinality(String), properties Map(LowCardinality(String), String),
    context Map(LowCardinality(String), String)) ENGINE = MergeTree ORDER BY i`);
}

/** Puts these events, and no others, into the table. */
export async function fillRulesTable(facts: Facts, events: readonly RuleScope[]): Promise<void> {
  await facts.run('TRUNCATE TABLE rules_agree');
  const lines = events.map((event, i) => `${JSON.stringify({ i, ...event, event: undefined })}\n`);
  await facts.insert('rules_agree', 'JSONEachRow', Readable.from([lines.join('')]));
}

/** The first expression and event for which JS and the engine differ; null where every pair agrees to the bit. */
export async function disagreement(
  facts: Facts,
  rules: readonly Rule[],
  events: readonly RuleScope[],
): Promise<Disagreement | null> {
  await fillRulesTable(facts, events);
  const answers = await asked(facts, rules);
  if (answers.length !== events.length) throw new Error(`${answers.length} rows came back`);
  for (const [each, rule] of rules.entries()) {
    const run = compileRule(rule);
    for (const [at, event] of events.entries()) {
      const sql = answerOf(answers[at]?.[each] ?? null, rule.type);
      const js = run(event);
      if (!Object.is(js, sql)) return { text: rule.text, event, sql, js };
    }
  }
  return null;
}

/** Where an expression's names stand, as recognition maps them. */
export function rulesColumn(name: string): string {
  return name === 'event' ? `if(type = 'track', name, '')` : name;
}

/** What the engine says: per event of the table, each rule's value as text. */
async function asked(
  facts: Facts,
  rules: readonly Rule[],
): Promise<readonly (readonly (string | null)[])[]> {
  const values = rules.map((rule) => `toString(${ruleSql(rule, rulesColumn)})`);
  const rows = await facts.rows<{ answers: (string | null)[] }>(
    `SELECT [${values.join(',\n')}] AS answers FROM rules_agree ORDER BY i`,
    { settings: RULE_SETTINGS },
  );
  return rows.map(({ answers }) => answers);
}

/** The engine's text as the value that JS would give; -0 stays -0, so that no difference hides. */
function answerOf(text: string | null, type: Rule['type']): Answer {
  if (text === null || type === 'string') return text;
  return type === 'bool' ? text === '1' : Number(text);
}
