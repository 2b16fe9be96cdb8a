import type { Facts } from '../facts.ts';
import { encounterTable, type Generation } from '../generation.ts';

/** From a moment up to another, itself not included. Milliseconds since 1970, UTC. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

export const DAY_MS = 86_400_000;

/** The periods that aggregates count, by touchpoint, each once; they may overlap. Single events have none. */
export async function aggregatePeriods(
  facts: Facts,
  generation: Generation,
): Promise<ReadonlyMap<string, readonly Period[]>> {
  const rows = await facts.rows<{ touchpoint: string; begin: string; finish: string }>(
    `SELECT toString(touchpoint) AS touchpoint, toString(toUnixTimestamp64Milli(at)) AS begin,
       toString(toUnixTimestamp64Milli(assumeNotNull(until))) AS finish
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNotNull(until)
     GROUP BY touchpoint, begin, finish ORDER BY touchpoint, begin, finish`,
    { parameters: { seq: generation.seqDone } },
  );
  const periods = Map.groupBy(rows, ({ touchpoint }) => touchpoint);
  return new Map(
    [...periods].map(([touchpoint, some]) => [
      touchpoint,
      some.map(({ begin, finish }) => ({ from: Number(begin), until: Number(finish) })),
    ]),
  );
}

/**
 * How many days periods cover together, each moment once. Whole days: a month in which the clock goes forward lacks an
 * hour, and has as many days as it has.
 */
export function daysCovered(periods: readonly Period[]): number {
  let covered = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, until } of periods.toSorted((a, b) => a.from - b.from)) {
    covered += Math.max(0, until - Math.max(from, end));
    end = Math.max(end, until);
  }
  return covered === 0 ? 0 : Math.max(1, Math.round(covered / DAY_MS));
}
