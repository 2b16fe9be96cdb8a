import { textSql } from '@bothways/core';
import { fromThreads, type JourneyHere } from './journey-here.ts';

/** How the closed journeys of people that came to a touchpoint went there. */
export interface MomentsRow {
  readonly touchpoint: string;
  /** Closed journeys that came here; those that went no further, undone; and the people of those. */
  readonly visits: number;
  readonly left: number;
  readonly leftPeople: number;
  /** Those whose last encounter was here and says how it felt, of them below 0, with the sum of how those felt. */
  readonly ends: Felt;
  /** Those with two ratings or more, one of them here; of them those whose most intense moment was here and below 0. */
  readonly peaks: Felt;
}

interface Felt {
  readonly journeys: number;
  readonly bad: number;
  readonly sum: number;
  readonly people: number;
}

/** In one whole number a touchpoint has one bit: that many are looked at in one pass. */
const BITS = 64;
/** Stands for a feeling that nobody said. */
const SILENT = 2;

/**
 * One pass over a journey's threads for 64 touchpoints each, journey by journey in the order in which they lie, so that its
 * memory does not grow with them. Journeys that may go on are left out: they have no end.
 *
 * `people`: whether people are counted, which remembers each of them; else 0.
 * Shape: a row for each of the touchpoints to which a closed journey came.
 */
export async function momentsAt(
  here: JourneyHere,
  touchpoints: readonly string[],
  people: boolean,
): Promise<readonly MomentsRow[]> {
  const rows: MomentsRow[] = [];
  for (let from = 0; from < touchpoints.length; from += BITS) {
    const some = touchpoints.slice(from, from + BITS);
    rows.push(...(await momentsAmong(here, some, people)));
  }
  return rows;
}

async function momentsAmong(
  here: JourneyHere,
  touchpoints: readonly string[],
  people: boolean,
): Promise<readonly MomentsRow[]> {
  const ordinals = touchpoints.map((_, index) => `toUInt8(${index})`);
  const ordinal = `transform(touchpoint, [${touchpoints.map(textSql).join(', ')}], [${ordinals.join(', ')}], toUInt8(${BITS}))`;
  const bit = `if(o < ${BITS}, bitShiftLeft(toUInt64(1), o), 0)`;
  const [ended, badEnd] = [
    `last = t AND last_felt < ${SILENT}`,
    'last = t AND last_felt < 0',
  ] as const;
  const [peaked, badPeak] = [
    'ratings > 1 AND bitTest(rated, t)',
    'ratings > 1 AND peak.1 = t AND peak.2 < 0',
  ] as const;
  const whose = (condition: string): string => (people ? `uniqExactIf(person, ${condition})` : '0');
  const rows = await here.facts.rows<
    Record<string, string> & { end_sum: number; peak_sum: number }
  >(
    `SELECT t, count() AS visits, countIf(last = t AND is_left) AS left, ${whose('last = t AND is_left')} AS left_people,
       countIf(${ended}) AS ends, countIf(${badEnd}) AS bad_ends, sumIf(last_felt, ${badEnd}) AS end_sum, ${whose(badEnd)} AS end_people,
       countIf(${peaked}) AS peaks, countIf(${badPeak}) AS bad_peaks, sumIf(peak.2, ${badPeak}) AS peak_sum, ${whose(badPeak)} AS peak_people
     FROM (
       SELECT instance, ${people ? 'any(cityHash64(person_id))' : '0'} AS person, groupBitOr(${bit}) AS came, groupBitOr(if(isNull(felt), 0, ${bit})) AS rated, count(felt) AS ratings,
         argMax(o, place) AS last, argMax(ifNull(felt, ${SILENT}), place) AS last_felt, any(end = 'abandoned') AS is_left,
         argMaxIf((o, assumeNotNull(felt)), (abs(assumeNotNull(felt)), place), isNotNull(felt)) AS peak
       FROM (SELECT journey, instance, person_id, place, end, felt, ${ordinal} AS o FROM ${fromThreads(here)} AND end != 'open')
       GROUP BY journey, instance)
     ARRAY JOIN bitPositionsToArray(came) AS t GROUP BY t ORDER BY t`,
    { settings: IN_ORDER },
  );
  return rows.flatMap((row) => {
    const touchpoint = touchpoints[Number(row['t'])];
    if (touchpoint === undefined) return [];
    const felt = (name: 'end' | 'peak', sum: number): Felt => ({
      journeys: Number(row[`${name}s`]),
      bad: Number(row[`bad_${name}s`]),
      ...{ sum, people: Number(row[`${name}_people`]) },
    });
    return [
      {
        touchpoint,
        visits: Number(row['visits']),
        left: Number(row['left']),
        leftPeople: Number(row['left_people']),
        ends: felt('end', row.end_sum),
        peaks: felt('peak', row.peak_sum),
      },
    ];
  });
}

const IN_ORDER = { optimize_aggregation_in_order: 1, max_execution_time: 120 } as const;
