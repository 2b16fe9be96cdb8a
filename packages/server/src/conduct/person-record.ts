import type { Grade } from '@bothways/core';
import {
  type EncounterFolded,
  foldPerson,
  type PersonState,
  type TransferFolded,
} from '@bothways/core/person';
import type { Facts } from '../store/facts.ts';
import { encounterTable, type Generation, transferTable } from '../store/generation.ts';

/**
 * The states of persons as the record makes them: their entries that stand, up to a number.
 *
 * Shape: `persons`, 32 hex digits each; null: all there are. Whoever has no entries is not in the answer.
 */
export async function personsFromRecord(
  facts: Facts,
  generation: Generation,
  persons: readonly string[] | null,
  seq: number = generation.seqDone,
): Promise<ReadonlyMap<string, PersonState>> {
  if (persons?.length === 0) return new Map();
  const whose =
    persons === null
      ? 'isNotNull(person_id)'
      : `person_id IN (${persons.map((each) => `toFixedString(unhex('${hexOf(each)}'), 16)`).join(', ')})`;
  const options = { parameters: { seq }, settings: { max_query_size: 10_000_000 } };
  const where = `${whose} AND isNull(until) AND seq <= {seq:UInt64}`;
  const encounters = await facts.rows<EncounterRow>(
    `SELECT ${PERSON}, lower(hex(encounter_id)) AS encounterId, toString(toUnixTimestamp64Milli(at)) AS at,
       toString(journey) AS journey, toString(touchpoint) AS touchpoint, toString(channel) AS channel, case_id AS caseId, starts, ends, felt
     FROM ${encounterTable(generation)} WHERE ${where}`,
    options,
  );
  // Transfers lie by touchpoint and number; some, as a right that is given, are of none.
  const among =
    persons === null
      ? ''
      : `AND (touchpoint = '' OR (touchpoint IN ({touchpoints:Array(String)})
           AND seq IN (SELECT seq FROM ${encounterTable(generation)} WHERE ${where})))`;
  const transfers = await facts.rows<TransferRow>(
    `SELECT ${PERSON}, toString(kind) AS kind, toString(giver) AS giver, toString(receiver) AS receiver,
       toString(quantity) AS quantity, toString(grade) AS grade
     FROM ${transferTable(generation)} WHERE ${whose} AND seq <= {seq:UInt64} ${among}`,
    {
      ...options,
      parameters: {
        seq,
        touchpoints: [...new Set(encounters.map(({ touchpoint }) => touchpoint))],
      },
    },
  );
  const met = Map.groupBy(encounters, ({ person }) => person);
  const moved = Map.groupBy(transfers, ({ person }) => person);
  return new Map(
    [...new Set([...met.keys(), ...moved.keys()])].map((person) => [
      person,
      foldPerson((met.get(person) ?? []).map(encounterOf), (moved.get(person) ?? []).map(legOf)),
    ]),
  );
}

const PERSON = 'lower(hex(assumeNotNull(person_id))) AS person';

interface EncounterRow {
  readonly person: string;
  readonly encounterId: string;
  readonly at: string;
  readonly journey: string;
  readonly touchpoint: string;
  readonly channel: string;
  readonly caseId: string | null;
  readonly starts: number;
  readonly ends: number;
  readonly felt: number | null;
}

interface TransferRow {
  readonly person: string;
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  readonly quantity: string;
  readonly grade: Grade;
}

function encounterOf({ at, starts, ends, felt, ...row }: EncounterRow): EncounterFolded {
  return {
    ...row,
    at: Number(at),
    starts: starts !== 0,
    ends: ends !== 0,
    felt: felt as EncounterFolded['felt'],
  };
}

function legOf({ kind, giver, receiver, quantity, grade }: TransferRow): TransferFolded {
  return {
    ...{ kind, giver, receiver, grade },
    quantity: BigInt(quantity),
  };
}

/** A pseudonym goes into the statement as it is: only as digits. */
function hexOf(person: string): string {
  if (!/^[0-9a-f]{32}$/.test(person)) throw new Error('bug: a person is 32 hex digits');
  return person;
}
