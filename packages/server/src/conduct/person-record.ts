import {
  type Balance,
  type Contact,
  DAY_MS,
  type JourneySum,
  KEPT_MAX,
  type KeptEncounter,
  type PersonState,
  personFromSums,
} from '@bothways/core/person';
import type { FactOptions, Facts } from '../store/facts.ts';
import { encounterTable, type Generation, transferTable } from '../store/generation.ts';

/**
 * The states of persons as the record makes them: their entries that stand, up to a number. The store sums, so somebody
 * with very many entries costs no more than others.
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
  const asked: Asked = {
    ...{ facts, generation, whose, isSome: persons !== null },
    options: { parameters: { seq }, settings: { max_query_size: 10_000_000 } },
  };
  const [journeys, kept, contacts, balances] = await Promise.all([
    journeySums(asked),
    keptEncounters(asked),
    contactSums(asked),
    balanceSums(asked),
  ]);
  const people = new Set([...journeys.keys(), ...balances.keys()]);
  return new Map(
    [...people].map((person) => [
      person,
      personFromSums({
        journeys: journeys.get(person) ?? [],
        kept: kept.get(person) ?? [],
        contacts: contacts.get(person) ?? [],
        balances: balances.get(person) ?? [],
      }),
    ]),
  );
}

interface Asked {
  readonly facts: Facts;
  readonly generation: Generation;
  /** Whose rows, as SQL. */
  readonly whose: string;
  /** Only of some. */
  readonly isSome: boolean;
  readonly options: FactOptions;
}

const PERSON = 'lower(hex(assumeNotNull(person_id))) AS person';
const MS = 'toUnixTimestamp64Milli(at)';

/** Where encounters of those persons are read from, with the condition. */
function met({ generation, whose }: Asked): string {
  return `${encounterTable(generation)} AS met WHERE ${whose} AND isNull(until) AND seq <= {seq:UInt64}`;
}

type ByPerson<Row> = ReadonlyMap<string, readonly Row[]>;

async function journeySums(asked: Asked): Promise<ByPerson<JourneySum>> {
  const rows = await asked.facts.rows<
    Record<Exclude<keyof JourneySum, 'felt'> | 'felts' | 'person', string>
  >(
    `SELECT ${PERSON}, toString(journey) AS journey, toString(count()) AS n, toString(min(${MS})) AS since,
       toString(max(${MS})) AS until, toString(countIf(isNotNull(felt))) AS felts,
       toString(sum(toInt64(floor(ifNull(felt, 0) * 1000000 + 0.5)))) AS feltSum
     FROM (SELECT person_id, journey, at, felt FROM ${met(asked)}) GROUP BY person_id, journey`,
    asked.options,
  );
  return byPerson(rows, ({ journey, ...row }) => ({
    ...{ journey, n: Number(row.n), since: Number(row.since), until: Number(row.until) },
    ...{ felt: Number(row.felts), feltSum: Number(row.feltSum) },
  }));
}

interface KeptRow extends Omit<KeptEncounter, 'at' | 'starts' | 'ends'> {
  readonly person: string;
  readonly journey: string;
  readonly at: string;
  readonly starts: number;
  readonly ends: number;
}

async function keptEncounters(
  asked: Asked,
): Promise<ByPerson<KeptEncounter & { readonly journey: string }>> {
  const rows = await asked.facts.rows<KeptRow>(
    `SELECT ${PERSON}, substring(lower(hex(encounter_id)), 1, 16) AS id, toString(${MS}) AS at, toString(journey) AS journey,
       toString(touchpoint) AS touchpoint, toString(channel) AS channel, case_id AS caseId, starts, ends, felt
     FROM ${met(asked)} ORDER BY met.at DESC, id DESC LIMIT ${KEPT_MAX} BY person_id, met.journey`,
    asked.options,
  );
  return byPerson(rows, ({ person: _, ...row }) => ({
    ...row,
    at: Number(row.at),
    starts: row.starts !== 0,
    ends: row.ends !== 0,
  }));
}

async function contactSums(asked: Asked): Promise<ByPerson<Contact>> {
  const rows = await asked.facts.rows<Record<keyof Contact | 'person', string>>(
    `SELECT ${PERSON}, toString(toInt64(floor(${MS} / ${DAY_MS}))) AS day, toString(touchpoint) AS touchpoint,
       toString(channel) AS channel, toString(count()) AS n
     FROM (SELECT person_id, at, touchpoint, channel FROM ${met(asked)}) GROUP BY person_id, day, touchpoint, channel`,
    asked.options,
  );
  return byPerson(rows, ({ touchpoint, channel, day, n }) => ({
    ...{ touchpoint, channel, day: Number(day), n: Number(n) },
  }));
}

async function balanceSums(asked: Asked): Promise<ByPerson<Balance>> {
  const { facts, generation, whose, isSome, options } = asked;
  // Transfers lie by touchpoint and number; some, as a right that is given, are of none.
  const among = isSome
    ? `AND (touchpoint = '' OR (touchpoint IN (SELECT touchpoint FROM ${met(asked)}) AND seq IN (SELECT seq FROM ${met(asked)})))`
    : '';
  const rows = await facts.rows<Record<'person' | 'kind' | 'giver' | 'receiver' | Sums, string>>(
    `SELECT ${PERSON}, toString(kind) AS kind, toString(giver) AS giver, toString(receiver) AS receiver,
       toString(sum(toInt128(quantity))) AS sum, toString(countIf(grade = 'A')) AS a, toString(countIf(grade = 'B')) AS b,
       toString(countIf(grade = 'C')) AS c, toString(countIf(grade = 'D')) AS d
     FROM ${transferTable(generation)} WHERE ${whose} AND seq <= {seq:UInt64} ${among} GROUP BY person_id, kind, giver, receiver`,
    options,
  );
  return byPerson(rows, ({ kind, giver, receiver, sum, a, b, c, d }) => ({
    ...{ kind, giver, receiver, quantity: BigInt(sum) },
    grades: [Number(a), Number(b), Number(c), Number(d)] as const,
  }));
}
type Sums = 'sum' | 'a' | 'b' | 'c' | 'd';

function byPerson<Row extends { readonly person: string }, Of>(
  rows: readonly Row[],
  of: (row: Row) => Of,
): ByPerson<Of> {
  const groups = new Map<string, Of[]>();
  for (const row of rows) {
    const group = groups.get(row.person);
    if (group === undefined) groups.set(row.person, [of(row)]);
    else group.push(of(row));
  }
  return groups;
}

/** A pseudonym goes into the statement as it is: only as digits. */
function hexOf(person: string): string {
  if (!/^[0-9a-f]{32}$/.test(person)) throw new Error('bug: a person is 32 hex digits');
  return person;
}
