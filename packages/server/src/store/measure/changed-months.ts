import { EVERYONE, RULE_SETTINGS, type Rule, ruleSql, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import {
  encounterTable,
  type Generation,
  personSegmentTable,
  transferTable,
} from '../generation.ts';
import { eventColumn } from './touchpoint-figures.ts';

/** Two months, as 2026-08. */
export interface TwoMonths {
  readonly before: string;
  readonly now: string;
}

/** What single encounters at a touchpoint were in one month. */
export interface MonthAt {
  readonly touchpoint: string;
  readonly month: string;
  readonly encounters: number;
  readonly people: number;
  /** Ratings, -1..+1: how many, their mean and their variance. */
  readonly felt: { readonly n: number; readonly mean: number; readonly variance: number } | null;
  /** Encounters in which a person gave data, those in which nothing came back, and who gave it. */
  readonly givingData: number;
  readonly gettingNothing: number;
  readonly peopleGivingData: number;
}

const IN_MONTHS = `formatDateTime(at, '%Y-%m') IN ({before:String}, {now:String})`;

/** Single encounters by touchpoint and month. `customers`: the actors on the customer's side. */
export async function monthsAt(
  facts: Facts,
  generation: Generation,
  { before, now }: TwoMonths,
  customers: readonly string[],
): Promise<readonly MonthAt[]> {
  const parameters = { seq: generation.seqDone, before, now, customers };
  const encounters = await facts.rows<Record<string, string> & { mean: number; variance: number }>(
    `SELECT toString(touchpoint) AS place, formatDateTime(at, '%Y-%m') AS month, sum(sign * toInt64(n)) AS encounters,
       uniqExact(person_id) AS people, countIf(isNotNull(felt)) AS felt_count,
       coalesce(avg(felt), 0) AS mean, coalesce(varSampStable(felt), 0) AS variance
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNull(until) AND ${IN_MONTHS}
     GROUP BY place, month ORDER BY place, month`,
    { parameters },
  );
  const given = await facts.rows<Record<string, string>>(
    `SELECT place, month, count() AS giving, countIf(back = 0) AS nothing, uniqExact(person) AS givers FROM (
       SELECT toString(touchpoint) AS place, formatDateTime(any(at), '%Y-%m') AS month, encounter_id, any(person_id) AS person,
         sumIf(sign, startsWith(kind, 'data:') AND giver IN ({customers:Array(String)})) AS given,
         sumIf(sign, receiver IN ({customers:Array(String)})) AS back
       FROM ${transferTable(generation)} WHERE seq <= {seq:UInt64} AND n = 1 AND ${IN_MONTHS}
       GROUP BY place, encounter_id HAVING given > 0) GROUP BY place, month`,
    { parameters },
  );
  const giving = new Map(given.map((row) => [`${row['place']} ${row['month']}`, row]));
  return encounters.map((row) => {
    const [touchpoint = '', month = ''] = [row['place'], row['month']];
    const data = giving.get(`${touchpoint} ${month}`);
    const n = Number(row['felt_count']);
    return {
      ...{ touchpoint, month, encounters: Number(row['encounters']) },
      people: Number(row['people']),
      // The variance of a single rating is not known.
      felt: n < 2 ? null : { n, mean: row.mean, variance: row.variance },
      givingData: Number(data?.['giving'] ?? 0),
      gettingNothing: Number(data?.['nothing'] ?? 0),
      peopleGivingData: Number(data?.['givers'] ?? 0),
    };
  });
}

/** What a smallest unit of a kind, going this way, adds to each side's net for people of a segment, at the medians. */
export interface SideWeights {
  readonly segment: string;
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  readonly customer: number;
  readonly business: number;
}

/** Sums over people of the square of what each brought more or less in one month than in the other. */
export interface Squares {
  readonly customer: number;
  readonly business: number;
  readonly joint: number;
  readonly volume: number;
}

export interface SquaresRequest {
  readonly months: TwoMonths;
  /** What makes each month one of average length. */
  readonly scale: { readonly before: number; readonly now: number };
  readonly segmented: boolean;
  readonly weights: readonly SideWeights[];
}

/**
 * Those squares by touchpoint, and over all of them under ''. Whoever is nobody is one by each encounter. Aggregates, which
 * know of nobody, are left out.
 */
export async function squaresOf(
  facts: Facts,
  generation: Generation,
  request: SquaresRequest,
): Promise<ReadonlyMap<string, Squares>> {
  const { months, scale } = request;
  const parameters = {
    ...{ seq: generation.seqDone, ...months },
    ...{ scale_now: scale.now, scale_before: scale.before },
  };
  const places = ['place', ''] as const;
  const found = await Promise.all(
    places.map(async (place) => {
      const nets = await facts.rows<SquaresRow>(netSquaresSql(generation, request, place), {
        parameters,
      });
      const volumes = await facts.rows<SquaresRow>(volumeSquaresSql(generation, place), {
        parameters,
      });
      return { nets, volumes };
    }),
  );
  const volumes = new Map(
    found.flatMap((each) => each.volumes).map((row) => [row.place, row.volume]),
  );
  return new Map(
    found
      .flatMap(({ nets, volumes: counted }) => {
        const known = new Map(nets.map((row) => [row.place, row]));
        return counted.map(({ place }) => ({ place, ...known.get(place) }));
      })
      .map(({ place, customer = 0, business = 0, joint = 0 }) => [
        place,
        { customer, business, joint, volume: volumes.get(place) ?? 0 },
      ]),
  );
}

interface SquaresRow {
  readonly place: string;
  readonly customer: number;
  readonly business: number;
  readonly joint: number;
  readonly volume: number;
}

const SIGNED = `if(formatDateTime(at, '%Y-%m') = {now:String}, {scale_now:Float64}, -{scale_before:Float64})`;
const WHO = (table: string): string =>
  `if(isNull(${table}person_id), cityHash64(${table}encounter_id), cityHash64(${table}person_id))`;

function netSquaresSql(
  generation: Generation,
  { segmented, weights }: SquaresRequest,
  place: 'place' | '',
): string {
  const name = (parts: readonly string[]): string => parts.join('\n');
  const known = weights.map(({ segment, kind, giver, receiver }) =>
    textSql(name([segment, kind, giver, receiver])),
  );
  const weigh = (pick: (weight: SideWeights) => number): string =>
    weights.length === 0
      ? 'toFloat64(0)'
      : `transform(way, [${known.join(', ')}], [${weights.map((each) => `toFloat64(${pick(each)})`).join(', ')}], toFloat64(0))`;
  const segment = segmented
    ? `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`
    : textSql(EVERYONE);
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = t.person_id`
    : '';
  const where = place === '' ? `''` : 'toString(t.touchpoint)';
  return `SELECT place, sum(customer_net * customer_net) AS customer, sum(business_net * business_net) AS business,
      sum((customer_net + business_net) * (customer_net + business_net)) AS joint, toFloat64(0) AS volume
    FROM (SELECT place, who, sum(amount * ${weigh(({ customer }) => customer)}) AS customer_net, sum(amount * ${weigh(({ business }) => business)}) AS business_net
      FROM (SELECT ${where} AS place, ${WHO('t.')} AS who,
          concat(${segment}, '\\n', toString(t.kind), '\\n', toString(t.giver), '\\n', toString(t.receiver)) AS way,
          toFloat64(t.sign * t.quantity) * ${SIGNED.replace('(at', '(t.at')} AS amount
        FROM ${transferTable(generation)} AS t ${join}
        WHERE t.seq <= {seq:UInt64} AND t.n = 1 AND ${IN_MONTHS.replace('(at', '(t.at')})
      GROUP BY place, who)
    GROUP BY place ORDER BY place`;
}

function volumeSquaresSql(generation: Generation, place: 'place' | ''): string {
  return `SELECT place, toFloat64(0) AS customer, toFloat64(0) AS business, toFloat64(0) AS joint, sum(more * more) AS volume
    FROM (SELECT ${place === '' ? `''` : 'toString(touchpoint)'} AS place, ${WHO('')} AS who, sum(toFloat64(sign * toInt64(n)) * ${SIGNED}) AS more
      FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNull(until) AND ${IN_MONTHS}
      GROUP BY place, who)
    GROUP BY place ORDER BY place`;
}

/** What aggregates count, as they came: at a touchpoint over a period. Milliseconds since 1970, UTC. */
export interface AggregateRow {
  readonly touchpoint: string;
  readonly from: number;
  readonly until: number;
  readonly encounters: number;
  readonly moved: readonly {
    readonly kind: string;
    readonly giver: string;
    readonly receiver: string;
    readonly grade: string;
    readonly quantity: bigint;
  }[];
}

/** Every total of a period with all that moved in it. */
export async function aggregateRows(
  facts: Facts,
  generation: Generation,
): Promise<readonly AggregateRow[]> {
  const parameters = { seq: generation.seqDone };
  const encounters = await facts.rows<Record<string, string>>(
    `SELECT toString(touchpoint) AS place, toString(toUnixTimestamp64Milli(at)) AS begin,
       toString(toUnixTimestamp64Milli(assumeNotNull(until))) AS finish, sum(sign * toInt64(n)) AS encounters
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNotNull(until)
     GROUP BY place, begin, finish ORDER BY place, begin, finish`,
    { parameters },
  );
  if (encounters.length === 0) return [];
  const moved = await facts.rows<Record<string, string>>(
    `SELECT e.place AS place, e.begin AS begin, e.finish AS finish, toString(t.kind) AS kind, toString(t.giver) AS giver,
       toString(t.receiver) AS receiver, toString(t.grade) AS grade, toString(sum(toInt128(t.sign) * t.quantity)) AS quantity
     FROM ${transferTable(generation)} AS t
     INNER JOIN (SELECT encounter_id, toString(touchpoint) AS place, toString(toUnixTimestamp64Milli(at)) AS begin,
         toString(toUnixTimestamp64Milli(assumeNotNull(until))) AS finish
       FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNotNull(until)) AS e ON e.encounter_id = t.encounter_id
     WHERE t.seq <= {seq:UInt64} GROUP BY place, begin, finish, kind, giver, receiver, grade
     ORDER BY place, begin, finish, kind, giver, receiver, grade`,
    { parameters },
  );
  const key = (row: Record<string, string>): string =>
    `${row['place']} ${row['begin']} ${row['finish']}`;
  const at = Map.groupBy(moved, key);
  return encounters.map((row) => ({
    touchpoint: row['place'] ?? '',
    ...{ from: Number(row['begin']), until: Number(row['finish']) },
    encounters: Number(row['encounters']),
    moved: (at.get(key(row)) ?? []).map(
      ({ kind = '', giver = '', receiver = '', grade = '', quantity = '0' }) => ({
        ...{ kind, giver, receiver, grade, quantity: BigInt(quantity) },
      }),
    ),
  }));
}

/** A bound that was expected, and what measures it: a number that encounters keep, or one that a rule reads from events. */
export interface BoundAsked {
  readonly touchpoint: string;
  readonly measure: 'duration_s' | 'felt' | Rule;
  readonly atMost: number | null;
  readonly atLeast: number | null;
}

/** In how many single encounters of each month a bound was kept, of those that say. */
export async function boundsKept(
  facts: Facts,
  generation: Generation,
  { before, now }: TwoMonths,
  { touchpoint, measure, atMost, atLeast }: BoundAsked,
): Promise<ReadonlyMap<string, { readonly n: number; readonly kept: number }>> {
  const here = `touchpoint = {touchpoint:String} AND seq <= {seq:UInt64} AND isNull(until) AND ${IN_MONTHS}`;
  const source =
    typeof measure === 'string'
      ? `SELECT at, ${measure} AS value FROM ${encounterTable(generation)} WHERE ${here}`
      : `SELECT at, ${ruleSql(measure, eventColumn)} AS value FROM event
         WHERE seq IN (SELECT seq FROM ${encounterTable(generation)} WHERE ${here})`;
  const ends = [
    ...(atMost === null ? [] : ['value <= {atMost:Float64}']),
    ...(atLeast === null ? [] : ['value >= {atLeast:Float64}']),
  ];
  const rows = await facts.rows<Record<string, string>>(
    `SELECT formatDateTime(at, '%Y-%m') AS month, count() AS n, countIf(${ends.join(' AND ') || 'true'}) AS kept
     FROM (${source}) WHERE isNotNull(value) GROUP BY month`,
    {
      parameters: {
        ...{ seq: generation.seqDone, touchpoint, before, now },
        ...(atMost === null ? {} : { atMost }),
        ...(atLeast === null ? {} : { atLeast }),
      },
      settings: RULE_SETTINGS,
    },
  );
  return new Map(
    rows.map((row) => [row['month'] ?? '', { n: Number(row['n']), kept: Number(row['kept']) }]),
  );
}
