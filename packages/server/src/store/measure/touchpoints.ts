import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, transferTable } from '../generation.ts';

/** What is known of a touchpoint beside its cube: how often, by how many, how it felt, and what its data cost people. */
export interface TouchpointEvidence {
  readonly touchpoint: string;
  readonly people: number;
  readonly encounters: number;
  readonly feltMean: number | null;
  readonly feltCount: number;
  /** Encounters in which a person gave data, and those of them in which nothing at all came back. */
  readonly encountersGivingData: number;
  readonly encountersGivingDataGettingNothing: number;
}

export interface Sides {
  /** Actor ids on the customer's side, and on the business's. */
  readonly customer: readonly string[];
  readonly business: readonly string[];
}

/** One row a touchpoint that has encounters, by id. */
export async function touchpointEvidence(
  facts: Facts,
  generation: Generation,
  sides: Sides,
): Promise<readonly TouchpointEvidence[]> {
  const parameters = { seq: generation.seqDone, customer: sides.customer };
  const encounters = await facts.rows<{
    touchpoint: string;
    people: string;
    encounters: string;
    felt: number | null;
    felt_count: string;
  }>(
    `SELECT touchpoint, uniqExact(person_id) AS people, sum(sign * toInt64(n)) AS encounters,
       if(sumIf(sign * toInt64(n), isNotNull(felt)) = 0, NULL, sum(felt * sign * toInt64(n)) / sumIf(sign * toInt64(n), isNotNull(felt))) AS felt,
       sumIf(sign * toInt64(n), isNotNull(felt)) AS felt_count
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} GROUP BY touchpoint ORDER BY touchpoint`,
    { parameters },
  );
  const giving = await facts.rows<{ touchpoint: string; giving: string; nothing: string }>(
    `SELECT touchpoint, sum(n) AS giving, sumIf(n, back = 0) AS nothing FROM (
       SELECT touchpoint, encounter_id, any(t.n) AS n,
         sumIf(sign, startsWith(kind, 'data:') AND giver IN ({customer:Array(String)})) AS given,
         sumIf(sign, receiver IN ({customer:Array(String)})) AS back
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
    feltMean: row.felt,
    feltCount: Number(row.felt_count),
    encountersGivingData: Number(data.get(row.touchpoint)?.giving ?? 0),
    encountersGivingDataGettingNothing: Number(data.get(row.touchpoint)?.nothing ?? 0),
  }));
}
