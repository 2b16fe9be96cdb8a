import type { Estimate, Grade } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, transferTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';

/** What is known of a touchpoint beside its cube: how often, by how many, how it felt, and what its data cost people. */
export interface TouchpointEvidence {
  readonly touchpoint: string;
  readonly people: number;
  /** Aggregates with their n. */
  readonly encounters: number;
  /** Those of them that aggregates count. */
  readonly encountersInAggregates: number;
  /** Mean of how its encounters felt, -1..+1, with the range of that mean; null: nobody was asked. */
  readonly felt: Estimate | null;
  /** Encounters in which a person gave data, and those of them in which nothing at all came back. */
  readonly encountersGivingData: number;
  readonly encountersGivingDataGettingNothing: number;
  /** People who gave data there at least once. */
  readonly peopleGivingData: number;
}

/**
 * The mean square of the ratings behind an encounter. Of an aggregate only their mean f is known: nothing spreads them wider
 * than if all were -1 or +1, with the variance (1 - f)(1 + f), so that their mean square is 1.
 */
const SQUARE = 'if(n > 1 AND isNotNull(felt), 1, felt * felt)';

/**
 * One row a touchpoint that has encounters, by id. `customers`: the actor ids on the customer's side. `segment`: only its own. What needs each person
 * or encounter by itself is counted in buckets of people, one after the other, so that its memory does not grow with them.
 */
export async function touchpointEvidence(
  facts: Facts,
  generation: Generation,
  customers: readonly string[],
  buckets: number = Math.max(1, Math.ceil(generation.seqDone / EVENTS_A_BUCKET)),
  segment?: string,
): Promise<readonly TouchpointEvidence[]> {
  const encounters = await facts.rows<EncountersRow>(
    `SELECT touchpoint, sum(sign * toInt64(n)) AS encounters, sumIf(sign * toInt64(n), isNotNull(until)) AS aggregated,
       sumIf(sign * toInt64(n), isNotNull(felt)) AS felt_count, maxIf(grade, isNotNull(felt)) AS felt_grade,
       if(felt_count = 0, NULL, sum(felt * sign * toInt64(n)) / felt_count) AS felt_mean,
       if(felt_count = 0, NULL, sqrt(greatest(0, sum(${SQUARE} * sign * toInt64(n)) / felt_count - felt_mean * felt_mean))) AS felt_spread
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} ${ofSegment(generation, segment)}
     GROUP BY touchpoint ORDER BY touchpoint`,
    { parameters: { seq: generation.seqDone } },
  );
  const counts = new Map<string, Counts>();
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const parameters = { seq: generation.seqDone, customers, buckets, bucket };
    for (const sql of [peopleSql(generation, segment), givingSql(generation, segment)])
      for (const row of await facts.rows<CountsRow>(sql, { parameters }))
        counts.set(row.touchpoint, plus(counts.get(row.touchpoint), row));
  }
  return encounters.map((row) => {
    const { people = 0, giving = 0, nothing = 0, givers = 0 } = counts.get(row.touchpoint) ?? {};
    const { touchpoint, felt_mean: mean, felt_spread: spread } = row;
    return {
      ...{ touchpoint, people },
      encounters: Number(row.encounters),
      encountersInAggregates: Number(row.aggregated),
      felt:
        mean === null ? null : meanOf(mean, spread ?? 0, Number(row.felt_count), row.felt_grade),
      encountersGivingData: giving,
      encountersGivingDataGettingNothing: nothing,
      peopleGivingData: givers,
    };
  });
}

interface EncountersRow {
  readonly touchpoint: string;
  readonly encounters: string;
  readonly aggregated: string;
  readonly felt_mean: number | null;
  readonly felt_spread: number | null;
  readonly felt_count: string;
  readonly felt_grade: Grade;
}

/** Counts of a touchpoint that add up over buckets of people. */
type Counts = Readonly<Partial<Record<'people' | 'giving' | 'nothing' | 'givers', number>>>;
type CountsRow = { readonly touchpoint: string } & Readonly<Record<keyof Counts, string>>;

function plus(sum: Counts = {}, row: CountsRow): Counts {
  const added = (key: keyof Counts): number => (sum[key] ?? 0) + Number(row[key] ?? 0);
  return {
    people: added('people'),
    giving: added('giving'),
    nothing: added('nothing'),
    givers: added('givers'),
  };
}

/** Half a gigabyte at most, where every event gives data; the whole of ten million would take more than a query may. */
const EVENTS_A_BUCKET = 1_000_000;
/** A person is in one bucket with all they did; who is nobody is spread by event. */
const IN_BUCKET = `if(isNull(person_id), seq, cityHash64(person_id)) % {buckets:UInt64} = {bucket:UInt64}`;

function peopleSql(generation: Generation, segment: string | undefined): string {
  return `SELECT touchpoint, uniqExact(person_id) AS people FROM ${encounterTable(generation)}
    WHERE seq <= {seq:UInt64} AND ${IN_BUCKET} ${ofSegment(generation, segment)} GROUP BY touchpoint`;
}

function givingSql(generation: Generation, segment: string | undefined): string {
  return `SELECT touchpoint, sum(n) AS giving, sumIf(n, back = 0) AS nothing, uniqExact(person) AS givers FROM (
      SELECT touchpoint, encounter_id, any(t.n) AS n, any(person_id) AS person,
        sumIf(sign, startsWith(kind, 'data:') AND giver IN ({customers:Array(String)})) AS given,
        sumIf(sign, receiver IN ({customers:Array(String)})) AS back
      FROM ${transferTable(generation)} AS t
      WHERE seq <= {seq:UInt64} AND ${IN_BUCKET} ${ofSegment(generation, segment)} AND touchpoint IN (
        SELECT DISTINCT touchpoint FROM ${transferTable(generation)} WHERE startsWith(kind, 'data:') AND seq <= {seq:UInt64})
      GROUP BY touchpoint, encounter_id HAVING given > 0
    ) GROUP BY touchpoint`;
}

/** The mean of n ratings with its 90 % range by the normal approximation, kept within -1..+1. */
function meanOf(mean: number, spread: number, n: number, grade: Grade): Estimate {
  const half = (1.6448536269514722 * spread) / Math.sqrt(n);
  return {
    kind: 'estimate',
    median: mean,
    low: Math.max(-1, mean - half),
    high: Math.min(1, mean + half),
    level: 0.9,
    n,
    method: 'mean of ratings',
    grade,
  };
}
