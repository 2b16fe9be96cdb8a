import type { Model } from '@bothways/core';
import { EVERYONE, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import {
  encounterTable,
  type Generation,
  personSegmentTable,
  transferTable,
} from '../generation.ts';
import { segmentsMatter } from './cube.ts';
import { PERSON_MARK } from './touchpoint-encounters.ts';

/** A single encounter with all that moved in it. */
export interface EncounterSeen {
  /** A mark of the person, the same wherever people are shown (PERSON_MARK); null: it names nobody. */
  readonly person: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly channel: string;
  readonly segment: string;
  readonly moved: readonly {
    readonly kind: string;
    readonly giver: string;
    readonly receiver: string;
    /** Smallest units. */
    readonly quantity: bigint;
  }[];
}

/** The latest single encounters at a touchpoint, the latest first; totals of a period are none. */
export async function encountersLatest(
  facts: Facts,
  generation: Generation,
  { model, touchpoint, limit }: { model: Model; touchpoint: string; limit: number },
): Promise<readonly EncounterSeen[]> {
  const segmented = segmentsMatter(model);
  const segment = segmented
    ? `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`
    : textSql(EVERYONE);
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = e.person_id`
    : '';
  const seen = await facts.rows<EncounterRow>(
    `SELECT lower(hex(e.encounter_id)) AS id, toString(e.seq) AS place, toString(e.channel) AS way, ${segment} AS segment,
       e.person AS person, toString(toUnixTimestamp64Milli(e.at)) AS moment
     FROM (SELECT encounter_id, seq, person_id, channel, at, if(isNull(person_id), '', ${PERSON_MARK}) AS person
       FROM ${encounterTable(generation)}
       WHERE touchpoint = {touchpoint:String} AND seq <= {seq:UInt64} AND isNull(until)
       ORDER BY at DESC, seq DESC LIMIT {limit:UInt64}) AS e ${join}
     ORDER BY e.at DESC, e.seq DESC`,
    { parameters: { touchpoint, seq: generation.seqDone, limit } },
  );
  if (seen.length === 0) return [];
  const moved = await facts.rows<MovedRow>(
    `SELECT lower(hex(encounter_id)) AS id, toString(kind) AS kind, toString(giver) AS giver, toString(receiver) AS receiver,
       toString(sum(sign * quantity)) AS quantity
     FROM ${transferTable(generation)} WHERE touchpoint = {touchpoint:String} AND seq IN {seqs:Array(UInt64)}
     GROUP BY encounter_id, leg, kind, giver, receiver ORDER BY leg`,
    { parameters: { touchpoint, seqs: seen.map(({ place }) => Number(place)) } },
  );
  const at = Map.groupBy(moved, ({ id }) => id);
  return seen.map(({ id, person, moment, way, segment: of }) => ({
    person: person === '' ? null : person,
    at: new Date(Number(moment)).toISOString(),
    ...{ channel: way, segment: of },
    moved: (at.get(id) ?? []).map(({ kind, giver, receiver, quantity }) => ({
      ...{ kind, giver, receiver, quantity: BigInt(quantity) },
    })),
  }));
}

type EncounterRow = Readonly<
  Record<'id' | 'place' | 'person' | 'moment' | 'way' | 'segment', string>
>;
type MovedRow = Readonly<Record<'id' | 'kind' | 'giver' | 'receiver' | 'quantity', string>>;
