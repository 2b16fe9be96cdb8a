import { EVERYONE, type Grade, gradeWorst, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, personSegmentTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';
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

export interface FeltAsked {
  /** Only the people of this segment; everybody's else. */
  readonly segment?: string | undefined;
  /** Each segment by itself, of the encounters that say how they felt alone: to tell everybody's segment costs as much as all the rest. */
  readonly bySegment?: boolean;
}

/**
 * One scan of the encounters of some touchpoints.
 *
 * Shape: a row for each touchpoint and month that has encounters, and each segment where asked, by touchpoint and month.
 */
export async function feltRows(
  facts: Facts,
  generation: Generation,
  touchpoints: readonly string[],
  { segment: only, bySegment = false }: FeltAsked,
): Promise<readonly FeltRow[]> {
  if (touchpoints.length === 0) return [];
  const segment = bySegment
    ? `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`
    : textSql(EVERYONE);
  const join = bySegment
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = e.person_id`
    : '';
  // By answer too: there are few, and to add them up here is cheaper than a map in every row.
  const rows = await facts.rows<Row>(
    `SELECT touchpoint AS place, toYYYYMM(at) AS month, ${segment} AS part, e.grade AS grade, felt_scale AS scale, ${SINGLE} AS single,
       isNotNull(felt) AS said, if(single AND said, round(felt_raw, 1), NULL) AS raw, toString(sum(sign * toInt64(n))) AS encounters,
       sum(felt * sign * toInt64(n)) AS felt_sum, sum(${SQUARE} * sign * toInt64(n)) AS squares, toString(sumIf(sign, felt < 0)) AS negative,
       toString(toDate(min(at))) AS begin, toString(toDate(max(coalesce(until - INTERVAL 1 MILLISECOND, at)))) AS finish
     FROM ${encounterTable(generation)} AS e ${join}
     WHERE touchpoint IN {touchpoints:Array(String)} AND seq <= {seq:UInt64} ${bySegment ? 'AND isNotNull(felt)' : ofSegment(generation, only)}
     GROUP BY place, month, part, grade, scale, single, said, raw ORDER BY place, month, part, raw`,
    { parameters: { seq: generation.seqDone, touchpoints } },
  );
  const groups = Map.groupBy(rows, ({ place, month, part }) =>
    JSON.stringify([place, month, part]),
  );
  return [...groups.values()].flatMap(rowOf);
}

interface Row {
  readonly place: string;
  /** `202605`. */
  readonly month: number;
  readonly part: string;
  readonly grade: Grade;
  readonly scale: string;
  readonly single: number | boolean;
  readonly said: number | boolean;
  readonly raw: number | null;
  readonly encounters: string;
  readonly felt_sum: number | null;
  readonly squares: number | null;
  readonly negative: string;
  readonly begin: string;
  readonly finish: string;
}

/** The rows of one touchpoint, month and segment as one. */
function rowOf(rows: readonly Row[]): readonly FeltRow[] {
  const [first] = rows;
  if (first === undefined) return [];
  const said = rows.filter((row) => Boolean(row.said));
  const sum = (of: readonly Row[], each: (row: Row) => number): number =>
    of.reduce((total, row) => total + each(row), 0);
  const count = (of: readonly Row[]): number => sum(of, ({ encounters }) => Number(encounters));
  const isSingle = ({ single }: Row): boolean => Boolean(single);
  const raws = new Map<number, number>();
  for (const { raw, encounters } of said.filter(isSingle))
    if (raw !== null) raws.set(raw, (raws.get(raw) ?? 0) + Number(encounters));
  const month = String(first.month);
  return [
    {
      touchpoint: first.place,
      month: `${month.slice(0, 4)}-${month.slice(4)}`,
      segment: first.part,
      encounters: count(rows),
      singles: count(rows.filter(isSingle)),
      n: count(said),
      sum: sum(said, ({ felt_sum }) => felt_sum ?? 0),
      squares: sum(said, ({ squares }) => squares ?? 0),
      rated: count(said.filter(isSingle)),
      negative: sum(said.filter(isSingle), ({ negative }) => Number(negative)),
      grade: gradeWorst(said.map(({ grade }) => grade)),
      scale: said[0]?.scale ?? '',
      from: rows.reduce((least, { begin }) => (begin < least ? begin : least), first.begin),
      to: rows.reduce((most, { finish }) => (finish > most ? finish : most), first.finish),
      raws,
    },
  ];
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
