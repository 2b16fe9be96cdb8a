import { EVERYONE, type Grade, RULE_SETTINGS, type Rule, ruleSql, textSql } from '@bothways/core';
import type { FactParameter } from '../facts.ts';
import {
  encounterTable,
  legRefusedTable,
  personSegmentTable,
  transferTable,
} from '../generation.ts';
import { eventColumn } from './touchpoint-figures.ts';
import { HERE, type Here, hereParameters, SINGLE } from './touchpoint-seen.ts';

/** One encounter with what moved at it. `person` is a short mark, to tell people apart and no more. */
export interface EncounterFound {
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly person: string | null;
  readonly segment: string;
  readonly channel: string;
  readonly durationSeconds: number | null;
  readonly felt: number | null;
  readonly feltScale: string;
  readonly feltRaw: number | null;
  readonly grade: Grade;
  readonly legs: readonly LegFound[];
  readonly refused: readonly { readonly leg: number; readonly reason: string }[];
  /** What its event says by each of the rules asked, in their order. */
  readonly measures: readonly (number | null)[];
}

export interface LegFound {
  readonly leg: number;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  /** Smallest units. */
  readonly quantity: bigint;
  readonly grade: Grade;
}

export interface EncountersAsked {
  /** Only this one, by its id; null: the newest. */
  readonly id: string | null;
  readonly limit: number;
  readonly segmented: boolean;
  readonly measures: readonly Rule[];
}

/** Single encounters of a touchpoint, the newest first. */
export async function encountersFound(
  here: Here,
  asked: EncountersAsked,
): Promise<readonly EncounterFound[]> {
  const { facts, generation } = here;
  const chosen = asked.id === null ? '' : 'AND encounter_id = unhex({id:String})';
  const newest = `${HERE} AND ${SINGLE} ${chosen} ORDER BY at DESC, seq DESC LIMIT {limit:UInt64}`;
  const seqs = `SELECT seq FROM ${encounterTable(generation)} WHERE ${newest}`;
  const options = {
    parameters: {
      ...hereParameters(here),
      limit: asked.limit,
      ...(asked.id === null ? {} : { id: asked.id }),
    } satisfies Record<string, FactParameter>,
    settings: { ...RULE_SETTINGS, max_execution_time: 60 },
  };
  const found = await facts.rows<EncounterRow>(encountersSql(here, newest, asked), options);
  const legs = await facts.rows<LegRow>(
    `SELECT lower(hex(encounter_id)) AS id, leg, toString(giver) AS giver, toString(receiver) AS receiver,
       toString(kind) AS kind, toString(quantity) AS quantity, toString(grade) AS grade
     FROM ${transferTable(generation)} WHERE ${HERE} AND seq IN (${seqs}) ORDER BY id, leg`,
    options,
  );
  const refused = await facts.rows<{ id: string; leg: number; reason: string }>(
    `SELECT lower(hex(encounter_id)) AS id, leg, toString(reason) AS reason
     FROM ${legRefusedTable(generation)} WHERE ${HERE} AND seq IN (${seqs}) ORDER BY id, leg`,
    options,
  );
  const said =
    asked.measures.length === 0
      ? []
      : await facts.rows<{ seq: string; said: (number | null)[] }>(
          `SELECT toString(seq) AS seq, [${asked.measures.map((rule) => ruleSql(rule, eventColumn)).join(', ')}] AS said
           FROM event WHERE seq IN (${seqs})`,
          options,
        );
  const [legsOf, refusedOf] = [legs, refused].map((rows) =>
    Map.groupBy<string, { readonly id: string }>(rows, ({ id }) => id),
  ) as [Map<string, LegRow[]>, Map<string, { leg: number; reason: string }[]>];
  const saidOf = new Map(said.map((row) => [row.seq, row.said]));
  return found.map(({ seq, at, ...row }) => ({
    ...row,
    at: Number(at),
    legs: (legsOf.get(row.id) ?? []).map(({ id: _, quantity, ...leg }) => ({
      ...leg,
      quantity: BigInt(quantity),
    })),
    refused: (refusedOf.get(row.id) ?? []).map(({ leg, reason }) => ({ leg, reason })),
    measures: saidOf.get(seq) ?? asked.measures.map(() => null),
  }));
}

type EncounterRow = Omit<EncounterFound, 'at' | 'legs' | 'refused' | 'measures'> & {
  readonly seq: string;
  readonly at: string;
};
interface LegRow extends Omit<LegFound, 'quantity'> {
  readonly id: string;
  readonly quantity: string;
}

/** Eight digits of a hash of the pseudonym: it leads back to nobody, and to nothing else that is kept of them. */
export const PERSON_MARK = `substring(lower(hex(SHA256(concat('shown ', assumeNotNull(person_id))))), 1, 8)`;

function encountersSql(
  { generation }: Here,
  newest: string,
  { segmented }: EncountersAsked,
): string {
  const segment = segmented
    ? `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`
    : textSql(EVERYONE);
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = e.person_id`
    : '';
  return `SELECT id, seq, at, person, ${segment} AS segment, channel, durationSeconds, felt, feltScale, feltRaw, grade FROM (
      SELECT lower(hex(encounter_id)) AS id, toString(seq) AS seq, toString(toUnixTimestamp64Milli(at)) AS at, person_id,
        if(isNull(person_id), NULL, ${PERSON_MARK}) AS person, toString(channel) AS channel, duration_s AS durationSeconds,
        felt, toString(felt_scale) AS feltScale, felt_raw AS feltRaw, toString(grade) AS grade
      FROM (SELECT * FROM ${encounterTable(generation)} WHERE ${newest})) AS e ${join}
    ORDER BY toUInt64(at) DESC, toUInt64(seq) DESC`;
}
