import { EVERYONE, textSql } from '@bothways/core';
import {
  encounterTable,
  type Generation,
  legRefusedTable,
  personSegmentTable,
  transferTable,
} from '../generation.ts';
import type { CustomerWeights } from './customers.ts';
import { ofSegment } from './segment-lens.ts';
import { SINGLE } from './touchpoint-seen.ts';

/** What was expected at a touchpoint, and where an encounter says it: by how long it took, or by a line of its exchange. */
export interface KeptBy {
  readonly touchpoint: string;
  readonly atMost: number | null;
  readonly atLeast: number | null;
  readonly from:
    | { readonly kind: 'duration' }
    | { readonly kind: 'leg'; readonly leg: number; readonly scale: number };
}

/** One score of a row: the mean over a row's encounters of how they felt, -1..+1, or of kept (+1) and missed (-1). */
export type ScoreColumn =
  | { readonly kind: 'felt'; readonly touchpoints: readonly string[] }
  | { readonly kind: 'kept'; readonly by: readonly KeptBy[] };

/** What a row is held against. */
export type OutcomeColumn =
  /** The mean rating of a touchpoint, as it was given. */
  | { readonly kind: 'rating'; readonly touchpoint: string }
  /** An encounter at any of these after the cut: 1 or 0. */
  | { readonly kind: 'came-back'; readonly touchpoints: readonly string[] }
  /** Money of a kind given by any of these after the cut: 1 or 0. */
  | { readonly kind: 'bought-again'; readonly money: string; readonly givers: readonly string[] }
  /** What all that moved after the cut adds up to, one weight each. */
  | {
      readonly kind: 'net';
      readonly segmented: boolean;
      readonly weights: readonly CustomerWeights[];
    };

/** A table of people, or of forms that name nobody: scores, and an outcome. */
export interface DriverTable {
  readonly generation: Generation;
  readonly columns: readonly ScoreColumn[];
  readonly outcome: OutcomeColumn;
  /** Scores lie before it, the outcome at or after it: milliseconds, UTC. Null: both are of the whole time. */
  readonly cut: number | null;
  readonly segment: string | undefined;
}

/** Who a row is: a person, by 64 bits of their id; where nobody is named, the event, which may have several encounters. */
const UNIT = 'if(isNull(person_id), sipHash64(seq), cityHash64(assumeNotNull(person_id)))';

/** Everything that moves one row of the table, as rows of `unit`, `slot` (1.. the columns, then the outcome), `value` and `weight`. */
export function driverRowsSql(table: DriverTable, bucket: string): string {
  const { columns, generation, cut, segment } = table;
  const named = cut === null ? '' : 'AND isNotNull(person_id)';
  const when = cut === null ? '' : `AND at < ${instant(cut)}`;
  const who = `seq <= {seq:UInt64} AND ${bucket} ${named} ${ofSegment(generation, segment)}`;
  const felt = columns.flatMap((column, index) =>
    column.kind === 'felt' ? column.touchpoints.map((id) => ({ id, slot: index + 1 })) : [],
  );
  const kept = columns.flatMap((column, index) =>
    column.kind === 'kept' ? column.by.map((by) => ({ ...by, slot: index + 1 })) : [],
  );
  return [
    ...feltRows(generation, felt, `${who} ${when}`),
    ...kept.flatMap((each) => keptRows(generation, each, `${who} ${when}`)),
    outcomeRows(table, who, columns.length + 1),
  ].join('\nUNION ALL\n');
}

/** A condition that holds for one of so many parts of the units. */
export function bucketSql(bucket: number, of: number): string {
  return of === 1 ? '1' : `intHash64(${UNIT} + 1) % ${of} = ${bucket}`;
}

function feltRows(
  generation: Generation,
  felt: readonly { readonly id: string; readonly slot: number }[],
  where: string,
): readonly string[] {
  if (felt.length === 0) return [];
  const ids = felt.map(({ id }) => textSql(id)).join(', ');
  const slots = felt.map(({ slot }) => `toUInt8(${slot})`).join(', ');
  return [
    `SELECT ${UNIT} AS unit, transform(toString(touchpoint), [${ids}], [${slots}], toUInt8(0)) AS slot,
      sign * assumeNotNull(felt) AS value, toInt64(sign) AS weight
    FROM ${encounterTable(generation)} WHERE touchpoint IN (${ids}) AND ${SINGLE} AND isNotNull(felt) AND ${where}`,
  ];
}

/**
 * Lines of an exchange have no row where nothing moved: each encounter counts as if nothing had moved, and each transfer
 * puts that right.
 */
function keptRows(
  generation: Generation,
  { touchpoint, slot, from, ...bound }: KeptBy & { readonly slot: number },
  where: string,
): readonly string[] {
  const here = `touchpoint = ${textSql(touchpoint)}`;
  const row = (value: string, weight: string): string =>
    `SELECT ${UNIT} AS unit, toUInt8(${slot}) AS slot, ${value} AS value, ${weight} AS weight`;
  if (from.kind === 'duration')
    return [
      `${row(`toFloat64(sign) * ${keptSql('assumeNotNull(duration_s)', bound)}`, 'toInt64(sign)')}
      FROM ${encounterTable(generation)} WHERE ${here} AND ${SINGLE} AND isNotNull(duration_s) AND ${where}`,
    ];
  const nothing = keptSql('toFloat64(0)', bound);
  const moved = keptSql(`toFloat64(quantity) / ${10 ** from.scale}`, bound);
  const refused = `SELECT seq FROM ${legRefusedTable(generation)} WHERE ${here} AND leg = ${from.leg} AND seq <= {seq:UInt64}`;
  return [
    `${row(`toFloat64(sign) * ${nothing}`, 'toInt64(sign)')}
    FROM ${encounterTable(generation)} WHERE ${here} AND ${SINGLE} AND seq NOT IN (${refused}) AND ${where}`,
    `${row(`toFloat64(sign) * (${moved} - ${nothing})`, 'toInt64(0)')}
    FROM ${transferTable(generation)} WHERE ${here} AND leg = ${from.leg} AND n = 1 AND seq NOT IN (${refused}) AND ${where}`,
  ];
}

function keptSql(value: string, { atMost, atLeast }: Pick<KeptBy, 'atMost' | 'atLeast'>): string {
  const within = [
    ...(atMost === null ? [] : [`${value} <= toFloat64(${atMost})`]),
    ...(atLeast === null ? [] : [`${value} >= toFloat64(${atLeast})`]),
  ];
  return `if(${within.join(' AND ') || '1'}, toFloat64(1), toFloat64(-1))`;
}

function outcomeRows({ generation, outcome, cut }: DriverTable, who: string, slot: number): string {
  const after = cut === null ? who : `${who} AND at >= ${instant(cut)}`;
  const row = (value: string, weight: string): string =>
    `SELECT ${UNIT} AS unit, toUInt8(${slot}) AS slot, toFloat64(${value}) AS value, toInt64(${weight}) AS weight`;
  switch (outcome.kind) {
    case 'rating':
      return `${row('sign * assumeNotNull(felt_raw)', 'sign')} FROM ${encounterTable(generation)}
        WHERE touchpoint = ${textSql(outcome.touchpoint)} AND ${SINGLE} AND isNotNull(felt_raw) AND ${after}`;
    case 'came-back':
      return `${row('0', 'sign')} FROM ${encounterTable(generation)}
        WHERE touchpoint IN (${outcome.touchpoints.map(textSql).join(', ')}) AND ${SINGLE} AND ${after}`;
    case 'bought-again':
      return `${row('0', 'sign')} FROM ${transferTable(generation)}
        WHERE kind = ${textSql(outcome.money)} AND giver IN (${outcome.givers.map(textSql).join(', ')}) AND ${after}`;
    case 'net':
      return netRows(generation, outcome, after, slot);
  }
}

function netRows(
  generation: Generation,
  { weights, segmented }: Extract<OutcomeColumn, { kind: 'net' }>,
  after: string,
  slot: number,
): string {
  const known = weights.map(({ segment, kind, giver, receiver }) =>
    textSql([...(segmented ? [segment] : []), kind, giver, receiver].join('\n')),
  );
  const adds = weights.map(({ weights: [weight = 0] }) => `toFloat64(${weight})`);
  const names = ['kind', 'giver', 'receiver'].map((name) => `toString(t.${name})`);
  const segment = `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`;
  const key = `arrayStringConcat([${[...(segmented ? [segment] : []), ...names].join(', ')}], '\n')`;
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = t.person`
    : '';
  return `SELECT t.unit AS unit, toUInt8(${slot}) AS slot,
      t.amount * transform(${key}, [${known.join(', ')}], [${adds.join(', ')}], toFloat64(0)) AS value, toInt64(1) AS weight
    FROM (SELECT ${UNIT} AS unit, person_id AS person, kind, giver, receiver, toFloat64(sum(sign * quantity)) AS amount
      FROM ${transferTable(generation)} WHERE ${after} GROUP BY unit, person, kind, giver, receiver) AS t ${join}`;
}

function instant(at: number): string {
  return `fromUnixTimestamp64Milli(toInt64(${at}), 'UTC')`;
}
