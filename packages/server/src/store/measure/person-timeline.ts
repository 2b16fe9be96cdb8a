import type { Grade } from '@bothways/core';
import type { FactParameter, Facts } from '../facts.ts';
import {
  encounterTable,
  type Generation,
  legRefusedRows,
  legRefusedTable,
  transferTable,
} from '../generation.ts';
import type { LegFound } from './touchpoint-encounters.ts';

/** One encounter of a person, with what moved at it and what did not. */
export interface PersonEncounter {
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly touchpoint: string;
  readonly channel: string;
  readonly durationSeconds: number | null;
  readonly felt: number | null;
  readonly feltScale: string;
  readonly feltRaw: number | null;
  readonly grade: Grade;
  readonly legs: readonly LegFound[];
  readonly refused: readonly {
    readonly leg: number;
    readonly kind: string;
    readonly reason: string;
  }[];
}

/** Where a page begins: behind this encounter. */
export interface TimelineAfter {
  readonly at: number;
  readonly id: string;
}

/** Encounters of a person, the newest first. `person`: 32 hex digits; `isGated`: legs of the ledger may wait for a right. */
export async function personTimeline(
  facts: Facts,
  generation: Generation,
  person: string,
  {
    after,
    limit,
    isGated,
  }: {
    readonly after: TimelineAfter | null;
    readonly limit: number;
    readonly isGated: boolean;
  },
): Promise<readonly PersonEncounter[]> {
  const behind =
    after === null
      ? ''
      : 'AND (toUnixTimestamp64Milli(met.at), met.encounter_id) < ({at:Int64}, toFixedString(unhex({id:String}), 16))';
  const parameters = {
    ...{ person, seq: generation.seqDone, limit },
    ...(after === null ? {} : { at: after.at, id: after.id }),
  } satisfies Record<string, FactParameter>;
  const found = await facts.rows<EncounterRow>(
    `SELECT lower(hex(encounter_id)) AS id, toString(seq) AS seq, toString(toUnixTimestamp64Milli(at)) AS at, toString(touchpoint) AS touchpoint,
       toString(channel) AS channel, duration_s AS durationSeconds, felt, toString(felt_scale) AS feltScale, felt_raw AS feltRaw, toString(grade) AS grade
     FROM ${encounterTable(generation)} AS met
     WHERE person_id = toFixedString(unhex({person:String}), 16) AND isNull(until) AND met.seq <= {seq:UInt64} ${behind}
     ORDER BY met.at DESC, encounter_id DESC LIMIT {limit:UInt64}`,
    { parameters },
  );
  if (found.length === 0) return [];
  const here = {
    parameters: {
      ids: found.map(({ id }) => id),
      seqs: found.map(({ seq }) => Number(seq)),
      touchpoints: [...new Set(found.map(({ touchpoint }) => touchpoint))],
    },
  };
  // By the order of those tables, which know nothing of persons.
  const where = `touchpoint IN ({touchpoints:Array(String)}) AND seq IN ({seqs:Array(UInt64)})
    AND lower(hex(encounter_id)) IN ({ids:Array(String)})`;
  const [legs, refused] = await Promise.all([
    facts.rows<LegRow>(
      `SELECT lower(hex(encounter_id)) AS id, leg, toString(giver) AS giver, toString(receiver) AS receiver,
         toString(kind) AS kind, toString(quantity) AS quantity, toString(grade) AS grade
       FROM ${transferTable(generation)} WHERE ${where} ORDER BY leg`,
      here,
    ),
    facts.rows<{ id: string; leg: number; kind: string; reason: string }>(
      `SELECT lower(hex(encounter_id)) AS id, leg, toString(kind) AS kind, toString(reason) AS reason
       FROM ${isGated ? legRefusedTable(generation) : legRefusedRows(generation)} WHERE ${where} ORDER BY leg`,
      here,
    ),
  ]);
  const legsOf = Map.groupBy(legs, ({ id }) => id);
  const refusedOf = Map.groupBy(refused, ({ id }) => id);
  return found.map(({ at, seq: _, ...row }) => ({
    ...row,
    at: Number(at),
    legs: (legsOf.get(row.id) ?? []).map(({ id: __, quantity, ...leg }) => ({
      ...leg,
      quantity: BigInt(quantity),
    })),
    refused: (refusedOf.get(row.id) ?? []).map(({ leg, kind, reason }) => ({ leg, kind, reason })),
  }));
}

type EncounterRow = Omit<PersonEncounter, 'at' | 'legs' | 'refused'> & {
  readonly seq: string;
  readonly at: string;
};
interface LegRow extends Omit<LegFound, 'quantity'> {
  readonly id: string;
  readonly quantity: string;
}
