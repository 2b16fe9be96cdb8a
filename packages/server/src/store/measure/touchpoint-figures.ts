import { EVERYONE, RULE_SETTINGS, type Rule, ruleSql, textSql } from '@bothways/core';
import type { FactParameter } from '../facts.ts';
import { encounterTable, personSegmentTable, transferTable } from '../generation.ts';
import type { CustomerWeights } from './customers.ts';
import { HERE, type Here, hereParameters, SINGLE } from './touchpoint-seen.ts';

/**
 * Rows of `figure` (its number, from 1), `value`, `weight`, `person` (64 bits, null: nobody named) and `grade`: what
 * quantiles and shares are worked out of. SQL of ours; several are read as one.
 */
export interface FigureSource {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, FactParameter>>;
}

/** Of what stands only in the events, the newest so many encounters are read. */
export const NEWEST_MAX = 200_000;
/** Above this many people every so-manieth stands for them, by id. */
export const PEOPLE_MAX = 200_000;

export const FIGURE_SETTINGS = { ...RULE_SETTINGS, max_execution_time: 60 } as const;

const PERSON = 'if(isNull(person_id), NULL, cityHash64(person_id))';

/** What an encounter itself keeps: how long it took, or how it felt. */
export function encounterFigure(
  here: Here,
  figure: number,
  column: 'duration_s' | 'felt',
): FigureSource {
  return {
    sql: `SELECT toUInt16(${figure}) AS figure, assumeNotNull(${column}) AS value, toUInt64(1) AS weight, ${PERSON} AS person, toString(grade) AS grade
      FROM ${encounterTable(here.generation)} WHERE ${HERE} AND ${SINGLE} AND isNotNull(${column})`,
    parameters: hereParameters(here),
  };
}

/** A line of the exchange whose quantities are wanted: its figure, who gives it as planned, and its decimals. */
export interface LegFigure {
  readonly figure: number;
  readonly leg: number;
  readonly giver: string;
  readonly scale: number;
  /** Single encounters in which it was known and nothing moved: 0, which has no row of its own. */
  readonly zeros: number;
}

/** Quantities at single encounters, in whole units; below 0 where giver and receiver changed places. */
export function legFigures(
  here: Here,
  legs: readonly LegFigure[],
  hasAggregates: boolean,
): FigureSource | null {
  if (legs.length === 0) return null;
  const by = (pick: (leg: LegFigure) => string): string =>
    `transform(leg, [${legs.map(({ leg }) => `toUInt8(${leg})`).join(', ')}], [${legs.map(pick).join(', ')}], ${pick({ figure: 0, leg: 0, giver: '', scale: 0, zeros: 0 })})`;
  const zeros = legs.map(({ figure, zeros: count }) => `(toUInt16(${figure}), toUInt64(${count}))`);
  return {
    sql: `SELECT ${by(({ figure }) => `toUInt16(${figure})`)} AS figure,
        if(toString(giver) = ${by(({ giver }) => textSql(giver))}, 1, -1) * toFloat64(quantity) / ${by(({ scale }) => `toFloat64(${10 ** scale})`)} AS value,
        toUInt64(1) AS weight, ${PERSON} AS person, toString(grade) AS grade
      FROM ${transferTable(here.generation)} WHERE ${HERE} AND ${singleTransfers(here, hasAggregates)}
        AND leg IN (${legs.map(({ leg }) => leg).join(', ')})
      UNION ALL
      SELECT z.1, toFloat64(0), z.2, NULL, 'A' FROM (SELECT arrayJoin([${zeros.join(', ')}]) AS z) WHERE z.2 > 0`,
    parameters: hereParameters(here),
  };
}

/** Transfers at single encounters, by line. */
export async function legsMoved(
  here: Here,
  hasAggregates: boolean,
): Promise<ReadonlyMap<number, number>> {
  const rows = await here.facts.rows<{ leg: number; moved: string }>(
    `SELECT leg, count() AS moved FROM ${transferTable(here.generation)}
     WHERE ${HERE} AND ${singleTransfers(here, hasAggregates)} GROUP BY leg`,
    { parameters: hereParameters(here) },
  );
  return new Map(rows.map(({ leg, moved }) => [leg, Number(moved)]));
}

/** A transfer does not say whether it is of an aggregate that counts one; its encounter does. */
function singleTransfers({ generation }: Here, hasAggregates: boolean): string {
  return hasAggregates
    ? `seq NOT IN (SELECT seq FROM ${encounterTable(generation)} WHERE ${HERE} AND NOT (${SINGLE}))`
    : 'n = 1';
}

/** A number that only the event says, such as a measure, by its rule; of the newest encounters. */
export function eventFigures(
  here: Here,
  rules: readonly { readonly figure: number; readonly rule: Rule }[],
): FigureSource | null {
  if (rules.length === 0) return null;
  const values = rules.map(
    ({ figure, rule }) => `(toUInt16(${figure}), ${ruleSql(rule, eventColumn)})`,
  );
  return {
    sql: `SELECT v.1 AS figure, assumeNotNull(v.2) AS value, toUInt64(1) AS weight,
        if(isNull(identity_id), NULL, cityHash64(identity_id)) AS person, toString(grade) AS grade
      FROM (SELECT identity_id, grade, arrayJoin([${values.join(', ')}]) AS v FROM event
        WHERE seq IN (SELECT seq FROM ${encounterTable(here.generation)} WHERE ${HERE} AND ${SINGLE}
          ORDER BY at DESC, seq DESC LIMIT ${NEWEST_MAX}))
      WHERE isNotNull(v.2)`,
    parameters: hereParameters(here),
  };
}

/** Where a rule's names stand in the event table. */
export function eventColumn(name: string): string {
  return name === 'event' ? `if(type = 'track', name, '')` : name;
}

/** How net(customer) is to be worked out for each person. */
export interface PersonNets {
  readonly figure: number;
  readonly segmented: boolean;
  /** Their first scenario counts: what one smallest unit adds. */
  readonly weights: readonly CustomerWeights[];
  readonly everyNth: number;
}

/** What each person is left with here over the whole period, in the workspace currency. */
export function personNets(
  here: Here,
  { figure, segmented, weights, everyNth }: PersonNets,
): FigureSource | null {
  if (weights.length === 0) return null;
  const name = (parts: readonly string[]): string => parts.join('\n');
  const known = weights.map(({ segment, kind, giver, receiver }) =>
    textSql(name([segment, kind, giver, receiver])),
  );
  const adds = weights.map(({ weights: [weight = 0] }) => `toFloat64(${weight})`);
  const segment = segmented
    ? `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`
    : textSql(EVERYONE);
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(here.generation)} AS ps ON ps.person_id = t.person_id`
    : '';
  return {
    sql: `SELECT toUInt16(${figure}) AS figure, value, toUInt64(1) AS weight, CAST(NULL, 'Nullable(UInt64)') AS person, 'A' AS grade FROM (
      SELECT t.person_id, sum(amount * transform(concat(${segment}, '\\n', code), [${known.join(', ')}], [${adds.join(', ')}], toFloat64(0))) AS value
      FROM (SELECT person_id, concat(toString(kind), '\\n', toString(giver), '\\n', toString(receiver)) AS code,
          toFloat64(sum(sign * quantity)) AS amount
        FROM ${transferTable(here.generation)}
        WHERE ${HERE} AND isNotNull(person_id) AND cityHash64(person_id) % {everyNth:UInt64} = 0
        GROUP BY person_id, code) AS t ${join}
      GROUP BY t.person_id)`,
    parameters: { ...hereParameters(here), everyNth },
  };
}
