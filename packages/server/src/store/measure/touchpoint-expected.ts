import type { Grade } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { FIGURE_SETTINGS, type FigureSource } from './touchpoint-figures.ts';

/** How a bound was kept: in how many encounters, and by how much it was missed where it was. */
export interface BoundKept {
  readonly n: number;
  readonly met: number;
  /** How far beyond the bound, where beyond; null: nowhere. */
  readonly shortfall: {
    readonly mean: number;
    readonly median: number;
    readonly most: number;
  } | null;
  readonly people: number;
  readonly peopleMissed: number;
  /** The worst evidence in it. */
  readonly grade: Grade;
}

/** Both ends belong to what was expected; null: nothing was said of that end. */
export interface Bound {
  readonly atMost: number | null;
  readonly atLeast: number | null;
}

/** One pass over a source of one figure; null: it has no rows. */
export async function boundKept(
  facts: Facts,
  { sql, parameters }: FigureSource,
  { atMost, atLeast }: Bound,
): Promise<BoundKept | null> {
  const beyond = [
    ...(atMost === null ? [] : ['value - {atMost:Float64}']),
    ...(atLeast === null ? [] : ['{atLeast:Float64} - value']),
  ];
  const [row] = await facts.rows<
    Record<string, string> & { mean: number; median: number; most: number }
  >(
    `SELECT count() AS n, countIf(beyond <= 0) AS met, uniqExactIf(person, isNotNull(person)) AS people,
       uniqExactIf(person, isNotNull(person) AND beyond > 0) AS missed, max(grade) AS grade,
       avgIf(beyond, beyond > 0) AS mean, quantileExactIf(0.5)(beyond, beyond > 0) AS median, maxIf(beyond, beyond > 0) AS most
     FROM (SELECT person, grade, ${beyond.length === 2 ? `greatest(${beyond.join(', ')})` : (beyond[0] ?? '0')} AS beyond FROM (${sql}))`,
    {
      parameters: {
        ...parameters,
        ...(atMost === null ? {} : { atMost }),
        ...(atLeast === null ? {} : { atLeast }),
      },
      settings: FIGURE_SETTINGS,
    },
  );
  const [n, met] = [Number(row?.['n'] ?? 0), Number(row?.['met'] ?? 0)];
  if (row === undefined || n === 0) return null;
  const { mean, median, most } = row;
  return {
    ...{ n, met },
    shortfall: met === n ? null : { mean, median, most },
    people: Number(row['people']),
    peopleMissed: Number(row['missed']),
    grade: gradeOf(row['grade']),
  };
}

function gradeOf(text: string | undefined): Grade {
  return text === 'A' || text === 'B' || text === 'C' ? text : 'D';
}
