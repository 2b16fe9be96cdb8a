import { foldPerson, mergePersons, NOBODY, type PersonState } from '@bothways/core/person';
import type { PoolClient } from 'pg';
import type { Batch, Made, Moved } from './batch.ts';
import { ByteWriter } from './byte-cursor.ts';
import { foldBytes } from './fold-bytes.ts';
import { packPerson, unpackPerson, VERSION } from './person-bytes.ts';

/**
 * Folds what a batch made into the state of each person, within its transaction: one read and one write for all of them.
 *
 * A state is a sum, so whoever was never seen by live batches begins with what this batch made, and what the record holds
 * from before is added when somebody asks. Where entries that were folded are moved or looked at again, or the state is of
 * another version, the sum is void, but for somebody who comes to be a part of another: those two are added up.
 */
export async function foldPersons(
  { client, generation, seqFrom, seqTo }: Batch,
  made: readonly Made[],
  { moved, changed }: { readonly moved: readonly Moved[]; readonly changed: ReadonlySet<string> },
): Promise<void> {
  if (generation === null) return;
  const more = madeOf(made);
  const floor = await floorOf(client, generation.id, seqFrom, newestOf(made));
  const persons = new Set([...more.keys(), ...changed]);
  for (const { from, to } of moved) persons.add(from).add(to);
  if (persons.size === 0) return;
  const sorted = [...persons].sort();
  const held = await heldOf(client, generation.id, floor, sorted);
  const sums = movedSums(held, moved, floor);
  for (const person of changed) if (sums.get(person) !== GONE) sums.set(person, VOID);
  for (const [person, { bytes }] of held)
    if (bytes[0] !== VERSION && !sums.has(person)) sums.set(person, VOID);
  const written = new Written();
  for (const person of sorted) {
    const sum = sums.get(person);
    if (sum === GONE) continue;
    if (sum === VOID) written.whole(person, seqTo, NOBODY);
    else if (sum !== undefined)
      written.whole(person, sum.base, mergePersons(sum.state, foldedOf(more.get(person) ?? [])));
    else written.folded(person, held.get(person) ?? null, floor, more.get(person) ?? []);
  }
  await written.write(client, generation.id, floor);
  const gone = [...sums].flatMap(([person, sum]) => (sum === GONE ? [person] : []));
  if (gone.length > 0)
    await client.query('DELETE FROM person WHERE person = ANY($1::uuid[])', [gone]);
}

/** A state as it stands, with what is still to be added to it: the record up to `base`; 0: nothing. */
interface Held {
  readonly base: number;
  readonly bytes: Buffer;
}
interface Sum {
  readonly base: number;
  readonly state: PersonState;
}
/** The sum does not count any more; the person is nobody any more. */
const VOID = 'void';
const GONE = 'gone';
type Moves = Map<string, Sum | typeof VOID | typeof GONE>;

/** What was made of each person. */
function madeOf(made: readonly Made[]): ReadonlyMap<string, Made[]> {
  const more = new Map<string, Made[]>();
  for (const each of made) {
    const { person, encounters, transfers } = each;
    if (person === null || encounters.length + transfers.length === 0) continue;
    const some = more.get(person);
    if (some === undefined) more.set(person, [each]);
    else some.push(each);
  }
  return more;
}

function foldedOf(made: readonly Made[]): PersonState {
  return foldPerson(
    made.flatMap(({ encounters }) => encounters),
    made.flatMap(({ transfers }) => transfers),
  );
}

function newestOf(made: readonly Made[]): number | null {
  let newest: number | null = null;
  for (const { person, encounters } of made)
    if (person !== null) for (const { at } of encounters) newest = Math.max(newest ?? at, at);
  return newest;
}

/**
 * The number up to which rows come by other roads: what was there when live batches were first folded under this
 * generation, and every import. The row that says so is locked until the batch is committed, so batches go one by one.
 */
async function floorOf(
  client: PoolClient,
  generation: number,
  seqFrom: number,
  newest: number | null,
): Promise<number> {
  const { rows } = await client.query<{ floor: string }>({
    name: 'person-floor',
    text: `INSERT INTO person_fold (generation, live_from, newest) VALUES ($1, $2, to_timestamp($3::float8 / 1000))
      ON CONFLICT (generation) DO UPDATE SET newest = greatest(person_fold.newest, excluded.newest)
      RETURNING greatest(live_from, (SELECT max(seq_to) FROM import WHERE state = 'done')) AS floor`,
    values: [generation, seqFrom, newest],
  });
  return Number(rows[0]?.floor ?? 0);
}

/** What is held of those persons. Whoever is not in it has nothing that counts. */
async function heldOf(
  client: PoolClient,
  generation: number,
  floor: number,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Held>> {
  const { rows } = await client.query<{ place: number; base: string; state: Buffer }>({
    name: 'person-sums',
    text: `SELECT place::int AS place, p.base, p.state
      FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (person, place) JOIN person p USING (person)
      WHERE generation = $2 AND floor = $3`,
    values: [`{${persons.join(',')}}`, generation, floor],
  });
  const held = new Map<string, Held>();
  for (const { place, base, state } of rows)
    held.set(persons[place - 1] ?? '', { base: Number(base), bytes: state });
  return held;
}

/** Adds up persons of whom one becomes a part of the other. Only those that move are in the answer. */
function movedSums(held: ReadonlyMap<string, Held>, moved: readonly Moved[], floor: number): Moves {
  const sums: Moves = new Map();
  const sumOf = (person: string): Sum | null => {
    const sum = sums.get(person);
    if (sum !== undefined) return typeof sum === 'string' ? null : sum;
    const found = held.get(person);
    const state = found === undefined ? NOBODY : unpackPerson(found.bytes);
    return state === null ? null : { base: found?.base ?? floor, state };
  };
  for (const { identity, from, to } of moved) {
    const [left, right] = [sumOf(from), sumOf(to)];
    const isPart = from === identity && left?.base === 0 && right?.base === 0;
    sums.set(
      to,
      isPart && left !== null && right !== null
        ? { base: 0, state: mergePersons(right.state, left.state) }
        : VOID,
    );
    sums.set(from, from === identity ? GONE : VOID);
  }
  return sums;
}

/** All states of a batch are packed here one behind the other, again and again. */
const packed = new ByteWriter();

/** States to be written, in one statement. */
class Written {
  readonly #persons: string[] = [];
  readonly #bases: number[] = [];
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  constructor() {
    packed.clear();
  }

  whole(person: string, base: number, state: PersonState): void {
    const start = packed.at;
    packPerson(state, packed);
    this.#note(person, base, start);
  }

  /** What is held of a person, null: nothing, with what was made of them. */
  folded(person: string, held: Held | null, floor: number, made: readonly Made[]): void {
    const start = packed.at;
    const base = held === null ? floor : held.base;
    const encounters = made.flatMap((each) => each.encounters);
    const transfers = made.flatMap((each) => each.transfers);
    if (encounters.length > 1) encounters.sort(inOrder);
    if (!foldBytes(held?.bytes ?? EMPTY, encounters, transfers, packed)) {
      const state = held === null ? NOBODY : (unpackPerson(held.bytes) ?? NOBODY);
      packPerson(mergePersons(state, foldPerson(encounters, transfers)), packed);
    }
    this.#note(person, base, start);
  }

  #note(person: string, base: number, start: number): void {
    this.#persons.push(person);
    this.#bases.push(base);
    this.#starts.push(start + 1);
    this.#lengths.push(packed.at - start);
  }

  async write(client: PoolClient, generation: number, floor: number): Promise<void> {
    const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;
    await client.query({
      name: 'person-write',
      text: `INSERT INTO person AS held (person, generation, floor, base, revision, state)
        SELECT person, $1, $2, base, 1, substring($3::bytea FROM start FOR length)
        FROM unnest($4::uuid[], $5::bigint[], $6::int[], $7::int[]) AS written (person, base, start, length)
        ON CONFLICT (person) DO UPDATE SET generation = excluded.generation, floor = excluded.floor, base = excluded.base,
          revision = held.revision + 1, state = excluded.state`,
      values: [
        ...[generation, floor, packed.bytes()],
        ...[list(this.#persons), list(this.#bases), list(this.#starts), list(this.#lengths)],
      ],
    });
  }
}

const EMPTY = packPerson(NOBODY);

function inOrder(a: Made['encounters'][number], b: Made['encounters'][number]): number {
  return a.at - b.at || (a.encounterId < b.encounterId ? -1 : 1);
}
