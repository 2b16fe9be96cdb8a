import { EVERYONE, type Grade, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, personSegmentTable } from '../generation.ts';
import { SINGLE } from './touchpoint-seen.ts';

/** How the encounters of one touchpoint in one month felt, of the people of one segment: all that the page says of it adds up. */
export interface FeltRow {
  readonly touchpoint: string;
  readonly month: string;
  readonly segment: string;
  /** Aggregates with their n. */
  readonly encounters: number;
  readonly singles: number;
  /** Of `encounters`, those that say how they felt, with the sums of felt and of its square. */
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  /** Of `singles`, those that say it, and those of them that felt below 0. */
  readonly rated: number;
  readonly negative: number;
  /** The worst grade of those that say it. */
  readonly grade: Grade;
  readonly scale: string;
  /** First and last day, ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** How often which raw answer was given in single encounters, to a tenth. */
  readonly raws: ReadonlyMap<number, number>;
}

/** Nothing spreads the ratings behind an aggregate wider than -1 and +1 do: see touchpoints.ts. */
const SQUARE = 'if(n > 1 AND isNotNull(felt), 1, felt * felt)';

/**
 * One scan of the encounters of some touchpoints.
 *
 * Shape: a row for each touchpoint, month and segment that has encounters, by touchpoint and month; `everyone` is the only segment where the model has none.
 */
export async function feltRows(
  facts: Facts,
  generation: Generation,
  touchpoints: readonly string[],
  segmented: boolean,
): Promise<readonly FeltRow[]> {
  if (touchpoints.length === 0) return [];
  const segment = segmented
    ? `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`
    : textSql(EVERYONE);
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = e.person_id`
    : '';
  const rows = await facts.rows<Row>(
    `SELECT toString(touchpoint) AS place, formatDateTime(at, '%Y-%m') AS month, ${segment} AS part,
       toString(sum(sign * toInt64(n))) AS encounters, toString(sumIf(sign, ${SINGLE})) AS singles,
       toString(sumIf(sign * toInt64(n), isNotNull(felt))) AS felt_count, sumIf(felt * sign * toInt64(n), isNotNull(felt)) AS felt_sum,
       sumIf(${SQUARE} * sign * toInt64(n), isNotNull(felt)) AS squares, toString(sumIf(sign, ${SINGLE} AND isNotNull(felt))) AS rated,
       toString(sumIf(sign, ${SINGLE} AND felt < 0)) AS negative, maxIf(toString(grade), isNotNull(felt)) AS worst,
       maxIf(toString(felt_scale), isNotNull(felt)) AS scale, toString(toDate(min(at))) AS begin,
       toString(toDate(max(coalesce(until - INTERVAL 1 MILLISECOND, at)))) AS finish,
       sumMapIf([round(assumeNotNull(felt_raw), 1)], [toInt64(sign)], ${SINGLE} AND isNotNull(felt) AND isNotNull(felt_raw)) AS raws
     FROM ${encounterTable(generation)} AS e ${join}
     WHERE touchpoint IN {touchpoints:Array(String)} AND seq <= {seq:UInt64}
     GROUP BY place, month, part ORDER BY place, month, part`,
    { parameters: { seq: generation.seqDone, touchpoints } },
  );
  return rows.map((row) => ({
    touchpoint: row.place,
    month: row.month,
    segment: row.part,
    encounters: Number(row.encounters),
    singles: Number(row.singles),
    n: Number(row.felt_count),
    sum: row.felt_sum ?? 0,
    squares: row.squares ?? 0,
    rated: Number(row.rated),
    negative: Number(row.negative),
    grade: gradeOf(row.worst),
    ...{ scale: row.scale, from: row.begin, to: row.finish },
    raws: new Map(row.raws[0].map((raw, index) => [raw, Number(row.raws[1][index])])),
  }));
}

interface Row {
  readonly place: string;
  readonly month: string;
  readonly part: string;
  readonly encounters: string;
  readonly singles: string;
  readonly felt_count: string;
  readonly felt_sum: number | null;
  readonly squares: number | null;
  readonly rated: string;
  readonly negative: string;
  readonly worst: string;
  readonly scale: string;
  readonly begin: string;
  readonly finish: string;
  readonly raws: readonly [readonly number[], readonly string[]];
}

function gradeOf(text: string): Grade {
  return text === 'B' || text === 'C' || text === 'D' ? text : 'A';
}

/** How many encounters each journey has, and how many say how they felt. */
export async function feltByJourney(
  facts: Facts,
  generation: Generation,
): Promise<ReadonlyMap<string, { readonly encounters: number; readonly felt: number }>> {
  const rows = await facts.rows<{ name: string; encounters: string; felt_count: string }>(
    `SELECT toString(journey) AS name, toString(sum(sign * toInt64(n))) AS encounters,
       toString(sumIf(sign * toInt64(n), isNotNull(felt))) AS felt_count
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} GROUP BY name`,
    { parameters: { seq: generation.seqDone } },
  );
  return new Map(
    rows.map(({ name, encounters, felt_count }) => [
      name,
      { encounters: Number(encounters), felt: Number(felt_count) },
    ]),
  );
}
