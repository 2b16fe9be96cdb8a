import { type CubeRow, EVERYONE, type Grade } from '@bothways/core';
import type { AggregateRow } from '../store/measure/changed-months.ts';
import { DAY_MS } from '../store/measure/periods.ts';

/** What totals of a period bring to one month at a touchpoint. */
export interface Laid {
  readonly encounters: number;
  /** Days of the month that they cover. */
  readonly days: number;
  readonly cube: readonly CubeRow[];
}

/** The first moment of a month and of the next; UTC. */
export function monthBounds(month: string): { readonly from: number; readonly until: number } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: Date.UTC(year, number - 1, 1), until: Date.UTC(year, number, 1) };
}

export function daysIn(month: string): number {
  const { from, until } = monthBounds(month);
  return Math.round((until - from) / DAY_MS);
}

/** A month some months from another. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/**
 * Totals of a period laid on a month: what covers only part of it brings that part, by days. Days are those of the calendar
 * that the periods follow: theirs is the midnight next to that of UTC.
 */
export function laidOn(rows: readonly AggregateRow[], month: string): ReadonlyMap<string, Laid> {
  const bounds = monthBounds(month);
  const laid = new Map<string, Laid>();
  for (const { touchpoint, from, until, encounters, moved } of rows) {
    const [begin, end] = [dayNear(from), dayNear(until)];
    const shared = Math.min(end, bounds.until) - Math.max(begin, bounds.from);
    if (shared <= 0) continue;
    const part = shared / (end - begin);
    const before = laid.get(touchpoint) ?? { encounters: 0, days: 0, cube: [] };
    laid.set(touchpoint, {
      encounters: before.encounters + encounters * part,
      days: before.days + shared / DAY_MS,
      cube: [
        ...before.cube,
        ...moved.map(
          ({ kind, giver, receiver, grade, quantity }): CubeRow => ({
            keys: { touchpoint },
            ...{ giver, receiver, kind, segment: EVERYONE },
            quantity: part === 1 ? quantity : BigInt(Math.round(Number(quantity) * part)),
            n: Math.round(encounters * part),
            grades: { [grade as Grade]: Math.max(1, Math.round(encounters * part)) },
          }),
        ),
      ],
    });
  }
  return laid;
}

function dayNear(moment: number): number {
  return Math.round(moment / DAY_MS) * DAY_MS;
}
