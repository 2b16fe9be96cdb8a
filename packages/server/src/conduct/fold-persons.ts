import { foldPerson, mergePersons, NOBODY, type PersonState } from '@bothways/core/person';
import type { PoolClient } from 'pg';
import type { Batch, Made, Moved } from './batch.ts';
import { packPerson, unpackPerson } from './person-bytes.ts';

/**
 * Folds what a batch made into the state of each person, within its transaction: one read and one write for all of them.
 *
 * A state is a sum, so whoever was never seen by live batches begins with what this batch made, and what the record holds
 * from before is added when somebody asks. Where entries that were folded are moved or looked at again, the sum is void,
 * but for somebody who comes to be a part of another: those two are added up.
 */
export async function foldPersons(
  { client, generation, seqFrom, seqTo }: Batch,
  made: readonly Made[],
  { moved, changed }: { readonly moved: readonly Moved[]; readonly changed: ReadonlySet<string> },
): Promise<void> {
  if (generation === null) return;
  const more = foldedOf(made);
  const floor = await floorOf(client, generation.id, seqFrom, newestOf(made));
  const persons = new Set([...more.keys(), ...changed]);
  for (const { from, to } of moved) persons.add(from).add(to);
  if (persons.size === 0) return;
  const sums = await lockedSums(client, generation.id, floor, [...persons].sort());
  const gone = movePersons(sums, moved, floor);
  for (const person of changed) sums.set(person, null);
  const written: Written[] = [];
  for (const person of [...persons].filter((each) => !gone.has(each)).sort()) {
    const sum = sums.get(person);
    if (sum === null) {
      written.push({ person, base: seqTo, state: NOBODY });
      continue;
    }
    const { base, state } = sum ?? { base: floor, state: NOBODY };
    const now = mergePersons(state, more.get(person) ?? NOBODY);
    written.push({ person, base, state: now });
  }
  await write(client, generation.id, floor, written);
  if (gone.size > 0)
    await client.query('DELETE FROM person WHERE person = ANY($1::uuid[])', [[...gone]]);
}

/** A state with what is still to be added to it: the record up to `base`; 0: nothing. */
interface Sum {
  readonly base: number;
  readonly state: PersonState;
}
type Written = Sum & { readonly person: string };

function foldedOf(made: readonly Made[]): ReadonlyMap<string, PersonState> {
  const named = made.filter(
    ({ person, encounters, transfers }) =>
      person !== null && encounters.length + transfers.length > 0,
  );
  const groups = Map.groupBy(named, ({ person }) => person ?? '');
  return new Map(
    [...groups].map(([person, some]) => [
      person,
      foldPerson(
        some.flatMap(({ encounters }) => encounters),
        some.flatMap(({ transfers }) => transfers),
      ),
    ]),
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

/** What is held of those persons, locked in one order. Whoever is not in it has no sum that counts. */
async function lockedSums(
  client: PoolClient,
  generation: number,
  floor: number,
  persons: readonly string[],
): Promise<Map<string, Sum | null>> {
  const { rows } = await client.query<{ place: number; base: string; state: Buffer }>({
    name: 'person-sums',
    text: `SELECT place, p.base, p.state FROM person p
      JOIN (SELECT person, place::int AS place FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (person, place)) AS a USING (person)
      WHERE generation = $2 AND floor = $3 ORDER BY p.person FOR UPDATE OF p`,
    values: [persons, generation, floor],
  });
  const sums = new Map<string, Sum | null>();
  for (const { place, base, state } of rows) {
    const person = persons[place - 1] ?? '';
    const read = unpackPerson(state);
    if (read !== null) sums.set(person, { base: Number(base), state: read });
  }
  return sums;
}

/**
 * Adds up persons of whom one becomes a part of the other. Null in `sums`: it is void. Gives those who are nobody any more.
 */
function movePersons(
  sums: Map<string, Sum | null>,
  moved: readonly Moved[],
  floor: number,
): ReadonlySet<string> {
  const gone = new Set<string>();
  const sumOf = (person: string): Sum | null => {
    const sum = sums.get(person);
    return sum === undefined ? { base: floor, state: NOBODY } : sum;
  };
  for (const { identity, from, to } of moved) {
    const [left, right] = [sumOf(from), sumOf(to)];
    const isWhole = left?.base === 0 && right?.base === 0;
    gone.delete(to);
    if (from === identity) gone.add(from);
    sums.set(
      to,
      from === identity && isWhole && left !== null && right !== null
        ? { base: 0, state: mergePersons(right.state, left.state) }
        : null,
    );
    if (from !== identity) sums.set(from, null);
  }
  return gone;
}

async function write(
  client: PoolClient,
  generation: number,
  floor: number,
  written: readonly Written[],
): Promise<void> {
  const states = written.map(({ state }) => packPerson(state));
  let end = 0;
  const starts = states.map(({ length }) => {
    end += length;
    return end - length + 1;
  });
  await client.query({
    name: 'person-write',
    text: `INSERT INTO person AS held (person, generation, floor, base, revision, state)
      SELECT person, $1, $2, base, 1, substring($3::bytea FROM start FOR length)
      FROM unnest($4::uuid[], $5::bigint[], $6::int[], $7::int[]) AS written (person, base, start, length)
      ON CONFLICT (person) DO UPDATE SET generation = excluded.generation, floor = excluded.floor, base = excluded.base,
        revision = held.revision + 1, state = excluded.state`,
    values: [
      ...[generation, floor, Buffer.concat(states)],
      ...[written.map(({ person }) => person), written.map(({ base }) => base)],
      ...[starts, states.map(({ length }) => length)],
    ],
  });
}
