import { quantitySql, RULE_SETTINGS, type Rule, ruleSql } from '@bothways/core';
import type { FactOptions, Facts } from '../facts.ts';
import { PERSON_MARK } from './touchpoint-encounters.ts';
import { eventColumn } from './touchpoint-figures.ts';

/** Rules to be tried on the newest events. All are ours: read, typed and compiled; nothing else reaches the store. */
export interface RuleTrial {
  readonly facts: Facts;
  /** Events up to this one count. */
  readonly seq: number;
  readonly sample: number;
  readonly when: Rule;
  readonly quantities: readonly TrialQuantity[];
  /** The rules of the touchpoints there are, in file order: who takes an event now is the first that holds. */
  readonly others: readonly Rule[];
  /** The place of the touchpoint whose rule is tried, from 1; 0: a new one. */
  readonly mine: number;
}

export interface TrialQuantity {
  readonly rule: Rule;
  /** Decimals of its kind; null: a plain number, as it comes. */
  readonly scale: number | null;
  readonly signed: boolean;
}

export interface TrialCounts {
  readonly events: number;
  /** Milliseconds since 1970, UTC. */
  readonly from: number;
  readonly to: number;
  readonly matched: number;
  readonly people: number;
  readonly leaves: number;
  /** Matching events by who takes them now: the place in file order, 0 for nobody. */
  readonly taken: readonly { readonly hit: number; readonly count: number }[];
  readonly quantities: readonly TrialGiven[];
}

export interface TrialGiven {
  readonly absent: number;
  readonly negative: number;
  readonly tooLarge: number;
  readonly zero: number;
  readonly known: number;
  readonly least: number | null;
  readonly median: number | null;
  readonly most: number | null;
}

export interface TrialExample {
  readonly at: number;
  readonly person: string | null;
  readonly source: string;
  readonly type: string;
  readonly event: string;
  readonly channel: string;
  /** As a bag keeps them. */
  readonly properties: Readonly<Record<string, string>>;
  readonly gives: readonly (number | null)[];
  readonly hit: number;
}

const EXAMPLES_MAX = 20;
/** A test is done while one types: what takes longer than this is stopped. */
const SECONDS_MAX = 10;
const AMOUNT_MAX = 9_007_199_254_740_992;

/** Counts over the newest events, in two passes over them. */
export async function trialCounts(trial: RuleTrial): Promise<TrialCounts | null> {
  const given = trial.quantities.flatMap((quantity, index) => givenSql(quantity, index));
  const [row] = await trial.facts.rows<Record<string, string | number | null>>(
    `SELECT count() AS events, toString(toUnixTimestamp64Milli(min(at))) AS from, toString(toUnixTimestamp64Milli(max(at))) AS to,
       countIf(holds) AS matched, uniqExactIf(identity_id, holds AND isNotNull(identity_id)) AS people,
       countIf(hit = {mine:UInt16} AND {mine:UInt16} > 0 AND NOT holds) AS leaves
       ${given.map((sql) => `, ${sql}`).join('')}
     FROM ${triedSql(trial)}`,
    optionsOf(trial),
  );
  if (row === undefined || Number(row['events']) === 0) return null;
  const taken = await trial.facts.rows<{ hit: number; count: string }>(
    `SELECT hit, count() AS count FROM ${triedSql(trial)} WHERE holds GROUP BY hit ORDER BY count() DESC, hit LIMIT 1000`,
    optionsOf(trial),
  );
  const number = (name: string): number => Number(row[name] ?? 0);
  const maybe = (name: string, some: number): number | null => (some === 0 ? null : number(name));
  return {
    ...{ events: number('events'), from: number('from'), to: number('to') },
    ...{ matched: number('matched'), people: number('people'), leaves: number('leaves') },
    taken: taken.map(({ hit, count }) => ({ hit, count: Number(count) })),
    quantities: trial.quantities.map((_, index) => {
      const known = number(`known_${index}`);
      return {
        known,
        absent: number(`absent_${index}`),
        negative: number(`negative_${index}`),
        tooLarge: number(`large_${index}`),
        zero: number(`zero_${index}`),
        least: maybe(`least_${index}`, known),
        median: maybe(`median_${index}`, known),
        most: maybe(`most_${index}`, known),
      };
    }),
  };
}

/** The newest events that match. */
export async function trialExamples(trial: RuleTrial): Promise<readonly TrialExample[]> {
  const rows = await trial.facts.rows<Omit<TrialExample, 'at'> & { at: string }>(
    `SELECT toString(toUnixTimestamp64Milli(at)) AS at, if(isNull(person_id), NULL, ${PERSON_MARK}) AS person,
       toString(source) AS source, toString(type) AS type, toString(name) AS event, toString(channel) AS channel,
       properties, amounts AS gives, hit
     FROM (SELECT *, identity_id AS person_id FROM ${triedSql(trial)} WHERE holds ORDER BY seq DESC LIMIT ${EXAMPLES_MAX})
     ORDER BY seq DESC`,
    optionsOf(trial),
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: Number(at) }));
}

/** Of the properties of the examples those that so many different people have with that very value, among the events looked at. */
export async function sharedValues(
  trial: RuleTrial,
  peopleMin: number,
): Promise<ReadonlySet<string>> {
  const pairs = 'ARRAY JOIN mapKeys(properties) AS entry, mapValues(properties) AS value';
  const rows = await trial.facts.rows<{ entry: string; value: string }>(
    `SELECT toString(entry) AS entry, value FROM ${newestSql(trial)} ${pairs}
     WHERE (toString(entry), value) IN (SELECT toString(entry), value FROM (
       SELECT properties FROM ${triedSql(trial)} WHERE holds ORDER BY seq DESC LIMIT ${EXAMPLES_MAX}) ${pairs})
     GROUP BY entry, value HAVING uniqExactIf(identity_id, isNotNull(identity_id)) >= {peopleMin:UInt64} LIMIT 10000`,
    { ...optionsOf(trial), parameters: { ...optionsOf(trial).parameters, peopleMin } },
  );
  return new Set(rows.map(({ entry, value }) => sharedKey(entry, value)));
}

/** What a value is found by among the shared. */
export function sharedKey(entry: string, value: string): string {
  return JSON.stringify([entry, value]);
}

function optionsOf({ seq, sample, mine }: RuleTrial): FactOptions {
  return {
    parameters: { seq, sample, mine },
    settings: { ...RULE_SETTINGS, max_execution_time: SECONDS_MAX, max_result_rows: 20_000 },
  };
}

function newestSql(_: RuleTrial): string {
  return '(SELECT seq, identity_id, at, source, type, name, channel, properties, context FROM event WHERE seq <= {seq:UInt64} ORDER BY seq DESC LIMIT {sample:UInt64})';
}

function triedSql(trial: RuleTrial): string {
  const { when, quantities, others } = trial;
  const holds = (rule: Rule): string => `ifNull(${ruleSql(rule, eventColumn)}, 0)`;
  const cases = others.map((rule, index) => `${holds(rule)}, ${index + 1}`);
  const amounts = quantities.map(({ rule, scale }) => {
    const value = ruleSql(rule, eventColumn);
    return scale === null ? value : `${quantitySql(value, scale)} / ${10 ** scale}`;
  });
  return `(SELECT seq, identity_id, at, source, type, name, channel, properties, ${holds(when)} AS holds,
      ${cases.length === 0 ? 'toUInt16(0)' : `toUInt16(multiIf(${cases.join(', ')}, 0))`} AS hit,
      CAST([${amounts.join(', ')}], 'Array(Nullable(Float64))') AS amounts
    FROM ${newestSql(trial)})`;
}

function givenSql({ scale, signed }: TrialQuantity, index: number): readonly string[] {
  const amount = `amounts[${index + 1}]`;
  const most = AMOUNT_MAX / 10 ** (scale ?? 0);
  const large = scale === null ? '0' : `abs(${amount}) > ${most}`;
  const negative = scale === null || signed ? '0' : `${amount} < 0 AND NOT (${large})`;
  const known = `holds AND isNotNull(${amount}) AND NOT (${large}) AND NOT (${negative})`;
  return [
    `countIf(${known}) AS known_${index}`,
    `countIf(holds AND isNull(${amount})) AS absent_${index}`,
    `countIf(holds AND ${negative}) AS negative_${index}`,
    `countIf(holds AND ${large}) AS large_${index}`,
    `countIf(${known} AND ${amount} = 0) AS zero_${index}`,
    `minIf(${amount}, ${known}) AS least_${index}`,
    `quantileExactIf(0.5)(assumeNotNull(${amount}), ${known}) AS median_${index}`,
    `maxIf(${amount}, ${known}) AS most_${index}`,
  ];
}
