import type { Estimate, Grade } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, transferTable } from '../generation.ts';

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

/** One row a touchpoint that has encounters, by id. `customers`: the actor ids on the customer's side. */
export async function touchpointEvidence(
  facts: Facts,
  generation: Generation,
  customers: readonly string[],
): Promise<readonly TouchpointEvidence[]> {
  const parameters = { seq: generation.seqDone, customers };
  const encounters = await facts.rows<{
    touchpoint: string;
    people: string;
    encounters: string;
    aggregated: string;
    felt_mean: number | null;
    felt_spread: number | null;
    felt_count: string;
    felt_grade: Grade;
  }>(
    `SELECT touchpoint, uniqExact(person_id) AS people, sum(sign * toInt64(n)) AS encounters,
       sumIf(sign * toInt64(n), isNotNull(until)) AS aggregated,
       sumIf(sign * toInt64(n), isNotNull(felt)) AS felt_count, maxIf(grade, isNotNull(felt)) AS felt_grade,
       if(felt_count = 0, NULL, sum(felt * sign * toInt64(n)) / felt_count) AS felt_mean,
       if(felt_count = 0, NULL, sqrt(greatest(0, sum(${SQUARE} * sign * toInt64(n)) / felt_count - felt_mean * felt_mean))) AS felt_spread
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} GROUP BY touchpoint ORDER BY touchpoint`,
    { parameters },
  );
  const giving = await facts.rows<{
    touchpoint: string;
    giving: string;
    nothing: string;
    people: string;
  }>(
    `SELECT touchpoint, sum(n) AS giving, sumIf(n, back = 0) AS nothing, uniqExact(person) AS people FROM (
       SELECT touchpoint, encounter_id, any(t.n) AS n, any(person_id) AS person,
         sumIf(sign, startsWith(kind, 'data:') AND giver IN ({customers:Array(String)})) AS given,
         sumIf(sign, receiver IN ({customers:Array(String)})) AS back
       FROM ${transferTable(generation)} AS t
       WHERE seq <= {seq:UInt64} AND touchpoint IN (
         SELECT DISTINCT touchpoint FROM ${transferTable(generation)} WHERE startsWith(kind, 'data:') AND seq <= {seq:UInt64})
       GROUP BY touchpoint, encounter_id HAVING given > 0
     ) GROUP BY touchpoint`,
    { parameters },
  );
  const data = new Map(giving.map((row) => [row.touchpoint, row]));
  return encounters.map((row) => ({
    touchpoint: row.touchpoint,
    people: Number(row.people),
    encounters: Number(row.encounters),
    encountersInAggregates: Number(row.aggregated),
    felt:
      row.felt_mean === null
        ? null
        : meanOf(row.felt_mean, row.felt_spread ?? 0, Number(row.felt_count), row.felt_grade),
    encountersGivingData: Number(data.get(row.touchpoint)?.giving ?? 0),
    encountersGivingDataGettingNothing: Number(data.get(row.touchpoint)?.nothing ?? 0),
    peopleGivingData: Number(data.get(row.touchpoint)?.people ?? 0),
  }));
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
