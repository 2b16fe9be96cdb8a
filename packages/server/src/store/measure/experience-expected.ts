import { type Grade, RULE_SETTINGS, type Rule, ruleSql } from '@bothways/core';
import { encounterTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';
import type { Bound } from './touchpoint-expected.ts';
import { eventColumn, FIGURE_SETTINGS, NEWEST_MAX } from './touchpoint-figures.ts';
import { HERE, type Here, hereParameters, SINGLE } from './touchpoint-seen.ts';

/** The encounters in which a bound was kept, or was not, with the sums of how they felt. */
export interface BoundFelt {
  readonly n: number;
  readonly felt: { readonly n: number; readonly sum: number; readonly squares: number };
}

export interface BoundTied {
  readonly kept: BoundFelt;
  readonly missed: BoundFelt;
  /** Half of those missed are missed by more; null: none is. */
  readonly missedBy: number | null;
  readonly grade: Grade;
}

/** What a bound is of: a number that encounters keep, or one that a rule reads from their events, of the newest so many. */
export type BoundMeasure = 'duration_s' | 'felt' | Rule;

/** How a bound was kept at one touchpoint, and how that felt: one pass. */
export async function boundTied(
  here: Here,
  measure: BoundMeasure,
  { atMost, atLeast }: Bound,
  segment?: string,
): Promise<BoundTied> {
  const beyond = [
    ...(atMost === null ? [] : ['value - {atMost:Float64}']),
    ...(atLeast === null ? [] : ['{atLeast:Float64} - value']),
  ];
  const rows = await here.facts.rows<TiedRow>(
    `SELECT beyond <= 0 AS kept, toString(count()) AS n, toString(countIf(isNotNull(felt))) AS felt_count, sumIf(felt, isNotNull(felt)) AS felt_sum,
       sumIf(felt * felt, isNotNull(felt)) AS squares, quantileExact(0.5)(beyond) AS middle, max(grade) AS worst
     FROM (SELECT felt, grade, ${beyond.length === 2 ? `greatest(${beyond.join(', ')})` : (beyond[0] ?? '0')} AS beyond FROM (${valuesSql(here, measure, segment)}))
     GROUP BY kept`,
    {
      parameters: {
        ...hereParameters(here),
        ...(atMost === null ? {} : { atMost }),
        ...(atLeast === null ? {} : { atLeast }),
      },
      settings: { ...RULE_SETTINGS, ...FIGURE_SETTINGS },
    },
  );
  const part = (isKept: boolean): BoundFelt => {
    const row = rows.find(({ kept }) => (Number(kept) === 1) === isKept);
    return {
      n: Number(row?.n ?? 0),
      felt: {
        n: Number(row?.felt_count ?? 0),
        sum: row?.felt_sum ?? 0,
        squares: row?.squares ?? 0,
      },
    };
  };
  const missed = rows.find(({ kept }) => Number(kept) === 0);
  const grades = rows.map(({ worst }) => worst).sort();
  return {
    ...{ kept: part(true), missed: part(false) },
    missedBy: missed?.middle ?? null,
    grade: grades.at(-1) ?? 'A',
  };
}

interface TiedRow {
  readonly kept: number | boolean;
  readonly n: string;
  readonly felt_count: string;
  readonly felt_sum: number | null;
  readonly squares: number | null;
  readonly middle: number;
  readonly worst: Grade;
}

function valuesSql(here: Here, measure: BoundMeasure, segment: string | undefined): string {
  const encounters = `FROM ${encounterTable(here.generation)} WHERE ${HERE} AND ${SINGLE} ${ofSegment(here.generation, segment)}`;
  if (typeof measure === 'string')
    return `SELECT felt, toString(grade) AS grade, assumeNotNull(${measure}) AS value ${encounters} AND isNotNull(${measure})`;
  return `SELECT felt, toString(met.grade) AS grade, assumeNotNull(said.value) AS value
    FROM (SELECT seq, ${ruleSql(measure, eventColumn)} AS value FROM event
      WHERE seq IN (SELECT seq ${encounters} ORDER BY at DESC, seq DESC LIMIT ${NEWEST_MAX})) AS said
    INNER JOIN (SELECT seq, felt, grade ${encounters}) AS met ON met.seq = said.seq
    WHERE isNotNull(said.value)`;
}
