import { textSql } from '@bothways/core';
import { fromThreads, type JourneyHere } from './journey-here.ts';

/** How the closed journeys of people that came to a touchpoint went there. */
export interface MomentsRow {
  readonly touchpoint: string;
  /** Closed journeys that came here, and those that went no further, undone. */
  readonly visits: number;
  readonly left: number;
  /** Those whose last encounter was here and says how it felt. */
  readonly ends: Felt;
  /** Those with two ratings or more, one of them here; bad: the most intense of them was here and below 0. */
  readonly peaks: Felt;
}

/** Journeys, those of them that felt bad (below 0), and the sum of how those felt. */
export interface Felt {
  readonly journeys: number;
  readonly bad: number;
  readonly sum: number;
}

const NOT_FELT: Felt = { journeys: 0, bad: 0, sum: 0 };
const TIME = { max_execution_time: 120 } as const;
/** A journey's rows lie together, so that its memory does not grow with the journeys. */
const IN_ORDER = { optimize_aggregation_in_order: 1, ...TIME } as const;
/** So many encounters are looked at together: the memory of their journeys is bounded by it. */
const LOOKED_TOGETHER = 4_000_000;

/**
 * Two passes over a journey's threads: all rows, and rated rows. Journeys that may go on are left out: they have no end.
 *
 * Shape: a row for each touchpoint to which a closed journey came.
 */
export async function momentsAt(
  here: JourneyHere,
  parts: number = Math.max(1, Math.ceil(here.generation.seqDone / LOOKED_TOGETHER)),
): Promise<readonly MomentsRow[]> {
  const rows = new Map<string, MomentsRow>();
  for (const range of rangesOf(parts)) {
    const peaks = await peaksAt(here, range);
    for (const row of await comingAt(here, range)) {
      const peaked = peaks.get(row.touchpoint) ?? NOT_FELT;
      rows.set(row.touchpoint, plus(rows.get(row.touchpoint), { ...row, peaks: peaked }));
    }
  }
  return [...rows.values()];
}

/** Conditions that split journeys by their ids, which lie in that order: each reads its own part of the table and no more. */
function rangesOf(parts: number): readonly string[] {
  const edge = (part: number): bigint => (2n ** 64n * BigInt(part)) / BigInt(parts);
  return Array.from({ length: parts }, (_, part) =>
    parts === 1 ? '' : `AND instance BETWEEN ${edge(part)} AND ${edge(part + 1) - 1n}`,
  );
}

function plus(sum: MomentsRow | undefined, row: MomentsRow): MomentsRow {
  if (sum === undefined) return row;
  const both = (a: Felt, b: Felt): Felt => ({
    journeys: a.journeys + b.journeys,
    ...{ bad: a.bad + b.bad, sum: a.sum + b.sum },
  });
  return {
    touchpoint: row.touchpoint,
    ...{ visits: sum.visits + row.visits, left: sum.left + row.left },
    ...{ ends: both(sum.ends, row.ends), peaks: both(sum.peaks, row.peaks) },
  };
}

/** A journey of two encounters comes to a touchpoint again where the second follows on it; longer ones are told apart by their ids. */
async function comingAt(
  here: JourneyHere,
  range: string,
): Promise<readonly Omit<MomentsRow, 'peaks'>[]> {
  const rows = await here.facts.rows<{
    t: string;
    short: string;
    long: string;
    left: string;
    journeys: string;
    bad: string;
    sum: number | null;
  }>(
    `SELECT toString(touchpoint) AS t, countIf(places <= 2 AND (place = 1 OR before != touchpoint)) AS short, uniqExactIf(instance, places > 2) AS long,
       countIf(place = places AND end = 'abandoned') AS left, countIf(place = places AND isNotNull(felt)) AS journeys,
       countIf(place = places AND felt < 0) AS bad, sumIf(felt, place = places AND felt < 0) AS sum
     FROM ${fromThreads(here)} AND end != 'open' ${range} GROUP BY touchpoint ORDER BY t`,
    { settings: TIME },
  );
  return rows.map((row) => ({
    ...{ touchpoint: row.t, visits: Number(row.short) + Number(row.long), left: Number(row.left) },
    ends: feltOf(row.journeys, row.bad, row.sum),
  }));
}

async function peaksAt(here: JourneyHere, range: string): Promise<ReadonlyMap<string, Felt>> {
  const rows = await here.facts.rows<{
    t: string;
    journeys: string;
    bad: string;
    sum: number | null;
  }>(
    `SELECT toString(t) AS t, count() AS journeys, countIf(peak.1 = t AND peak.2 < 0) AS bad, sumIf(peak.2, peak.1 = t AND peak.2 < 0) AS sum
     FROM (SELECT groupUniqArray(touchpoint) AS came, argMax((touchpoint, assumeNotNull(felt)), (abs(assumeNotNull(felt)), place)) AS peak
       FROM ${fromThreads(here)} AND end != 'open' AND places > 1 AND isNotNull(felt) ${range} GROUP BY instance HAVING count() > 1)
     ARRAY JOIN came AS t GROUP BY t`,
    { settings: TIME },
  );
  return new Map(rows.map(({ t, journeys, bad, sum }) => [t, feltOf(journeys, bad, sum)]));
}

function feltOf(journeys: string, bad: string, sum: number | null): Felt {
  return { journeys: Number(journeys), bad: Number(bad), sum: sum ?? 0 };
}

/** How many different people left here, ended badly here, or had their worst moment here. */
export async function momentPeople(
  here: JourneyHere,
  touchpoint: string,
  of: 'left' | 'ends' | 'peaks',
): Promise<number> {
  const place = textSql(touchpoint);
  const rows = `${fromThreads(here)} AND end != 'open'`;
  const sql = {
    left: `SELECT uniqExact(cityHash64(person_id)) AS people FROM ${rows} AND place = places AND end = 'abandoned' AND touchpoint = ${place}`,
    ends: `SELECT uniqExact(cityHash64(person_id)) AS people FROM ${rows} AND place = places AND felt < 0 AND touchpoint = ${place}`,
    peaks: `SELECT uniqExact(cityHash64(person)) AS people FROM (SELECT any(person_id) AS person, argMax((touchpoint, assumeNotNull(felt)), (abs(assumeNotNull(felt)), place)) AS peak
      FROM ${rows} AND places > 1 AND isNotNull(felt) GROUP BY journey, instance HAVING count() > 1) WHERE peak.1 = ${place} AND peak.2 < 0`,
  }[of];
  const [row] = await here.facts.rows<{ people: string }>(sql, { settings: IN_ORDER });
  return Number(row?.people ?? 0);
}
