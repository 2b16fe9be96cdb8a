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
/** In one whole number a touchpoint has one bit: that many are looked at in one pass. */
const BITS = 64;
/** A journey's rows lie together, so that its memory does not grow with the journeys. */
const IN_ORDER = { optimize_aggregation_in_order: 1, max_execution_time: 120 } as const;

/**
 * Passes over a journey's threads: all rows once for each 64 touchpoints, last rows once, and rated rows once. Journeys that
 * may go on are left out: they have no end.
 *
 * Shape: a row for each of the touchpoints to which a closed journey came.
 */
export async function momentsAt(
  here: JourneyHere,
  touchpoints: readonly string[],
): Promise<readonly MomentsRow[]> {
  const visits = await visitsAt(here, touchpoints);
  const lasts = await lastsAt(here);
  const peaks = await peaksAt(here);
  return [...visits].map(([touchpoint, came]) => ({
    ...{ touchpoint, visits: came },
    left: lasts.get(touchpoint)?.left ?? 0,
    ends: lasts.get(touchpoint)?.ends ?? NOT_FELT,
    peaks: peaks.get(touchpoint) ?? NOT_FELT,
  }));
}

async function visitsAt(
  here: JourneyHere,
  touchpoints: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const visits = new Map<string, number>();
  for (let from = 0; from < touchpoints.length; from += BITS) {
    const some = touchpoints.slice(from, from + BITS);
    const bits = some.map((_, index) => `toUInt64(${2n ** BigInt(index)})`);
    const rows = await here.facts.rows<{ t: string; visits: string }>(
      `SELECT t, count() AS visits FROM (
         SELECT groupBitOr(transform(touchpoint, [${some.map(textSql).join(', ')}], [${bits.join(', ')}], toUInt64(0))) AS came
         FROM ${fromThreads(here)} AND end != 'open' GROUP BY journey, instance)
       ARRAY JOIN bitPositionsToArray(came) AS t GROUP BY t`,
      { settings: IN_ORDER },
    );
    for (const { t, visits: count } of rows) visits.set(some[Number(t)] ?? '', Number(count));
  }
  return visits;
}

async function lastsAt(
  here: JourneyHere,
): Promise<ReadonlyMap<string, { readonly left: number; readonly ends: Felt }>> {
  const rows = await here.facts.rows<{
    t: string;
    left: string;
    journeys: string;
    bad: string;
    sum: number | null;
  }>(
    `SELECT toString(touchpoint) AS t, countIf(end = 'abandoned') AS left, count(felt) AS journeys, countIf(felt < 0) AS bad, sumIf(felt, felt < 0) AS sum
     FROM ${fromThreads(here)} AND end != 'open' AND place = places GROUP BY touchpoint`,
  );
  return new Map(
    rows.map((row) => [
      row.t,
      { left: Number(row.left), ends: feltOf(row.journeys, row.bad, row.sum) },
    ]),
  );
}

async function peaksAt(here: JourneyHere): Promise<ReadonlyMap<string, Felt>> {
  const rows = await here.facts.rows<{
    t: string;
    journeys: string;
    bad: string;
    sum: number | null;
  }>(
    `SELECT toString(t) AS t, count() AS journeys, countIf(peak.1 = t AND peak.2 < 0) AS bad, sumIf(peak.2, peak.1 = t AND peak.2 < 0) AS sum
     FROM (SELECT groupUniqArray(touchpoint) AS came, argMax((touchpoint, assumeNotNull(felt)), (abs(assumeNotNull(felt)), place)) AS peak
       FROM ${fromThreads(here)} AND end != 'open' AND isNotNull(felt) GROUP BY journey, instance HAVING count() > 1)
     ARRAY JOIN came AS t GROUP BY t`,
    { settings: IN_ORDER },
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
    left: `SELECT uniqExact(person_id) AS people FROM ${rows} AND place = places AND end = 'abandoned' AND touchpoint = ${place}`,
    ends: `SELECT uniqExact(person_id) AS people FROM ${rows} AND place = places AND felt < 0 AND touchpoint = ${place}`,
    peaks: `SELECT uniqExact(person) AS people FROM (SELECT any(person_id) AS person, argMax((touchpoint, assumeNotNull(felt)), (abs(assumeNotNull(felt)), place)) AS peak
      FROM ${rows} AND isNotNull(felt) GROUP BY journey, instance HAVING count() > 1) WHERE peak.1 = ${place} AND peak.2 < 0`,
  }[of];
  const [row] = await here.facts.rows<{ people: string }>(sql, { settings: IN_ORDER });
  return Number(row?.people ?? 0);
}
