import { mergePersons, NOBODY, type PersonState } from '@bothways/core/person';
import type { Pool } from 'pg';
import { encounterTable, type Generation } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { packPerson, unpackPerson } from './person-bytes.ts';
import { personsFromRecord } from './person-record.ts';

/** What is known of a person now. */
export interface PersonNow {
  readonly state: PersonState;
  /** Part of it is on its way into the record, and not in `state` yet. */
  readonly isBehind: boolean;
}

/**
 * What is known of a person now, by whatever road it came; null: nothing. What was read from the record is kept, so that
 * it is read once.
 *
 * Shape: a person, 32 hex digits; not an identity that is a part of another person.
 */
export async function personNow(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  generation: Generation,
  person: string,
): Promise<PersonNow | null> {
  const held = await heldOf(state, generation, person);
  if (held !== null && held.base === 0) return nowOf(held.state, false);
  const fromRecord = async (seq: number): Promise<PersonState> =>
    (await personsFromRecord(facts, generation, [person], seq)).get(person) ?? NOBODY;
  // No live batch has been folded yet: the record is all there is.
  if (held === null) return nowOf(await fromRecord(generation.seqDone), false);
  const isBehind = generation.seqDone < held.base;
  const whole = mergePersons(held.state, await fromRecord(Math.min(held.base, generation.seqDone)));
  if (!isBehind && whole.encounters + whole.balances.size > 0)
    await keep(state, generation, person, held, whole);
  // Of whom nothing is held either, nothing is known to be on its way.
  return nowOf(whole, isBehind, held.revision > 0);
}

function nowOf(state: PersonState, isBehind: boolean, isHeld = false): PersonNow | null {
  const isNobody = state.encounters + state.balances.size === 0;
  return isNobody && !(isBehind && isHeld) ? null : { state, isBehind };
}

interface Held {
  readonly floor: number;
  /** 0: nothing is missing; else the record up to here is to be added. */
  readonly base: number;
  /** As it stands in the row. */
  readonly keptBase: number;
  readonly revision: number;
  readonly state: PersonState;
}

/** What live batches hold of a person; null: none was folded under this generation. */
async function heldOf(pool: Pool, { id }: Generation, person: string): Promise<Held | null> {
  const { rows } = await pool.query<{
    floor: string;
    base: string | null;
    done: string;
    revision: number | null;
    state: Buffer | null;
  }>({
    name: 'person-held',
    text: `SELECT f.floor, p.base, greatest(f.floor, (SELECT seq_to FROM conducted)) AS done, p.revision, p.state FROM (
        SELECT generation, greatest(live_from, (SELECT max(seq_to) FROM import WHERE state = 'done')) AS floor
        FROM person_fold WHERE generation = $1) AS f
      LEFT JOIN person p ON p.person = $2 AND p.generation = f.generation AND p.floor = f.floor`,
    values: [id, person],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const [floor, revision] = [Number(row.floor), row.revision ?? 0];
  const nothing = { floor, base: floor, keptBase: floor, revision, state: NOBODY };
  if (row.state === null) return nothing;
  const state = unpackPerson(row.state);
  const keptBase = Number(row.base);
  // Of another version: all that was folded so far is to be had of the record.
  if (state === null) return { ...nothing, base: Number(row.done), keptBase };
  return { ...nothing, base: keptBase, keptBase, state };
}

/** Keeps a whole state, unless what it was made of has changed meanwhile. */
async function keep(
  pool: Pool,
  { id }: Generation,
  person: string,
  { floor, keptBase, revision }: Held,
  whole: PersonState,
): Promise<void> {
  await pool.query({
    name: 'person-keep',
    text: `INSERT INTO person AS held (person, generation, floor, base, revision, state) VALUES ($1, $2, $3, 0, $5 + 1, $6)
      ON CONFLICT (person) DO UPDATE SET generation = excluded.generation, floor = excluded.floor, base = 0,
        revision = excluded.revision, state = excluded.state
      WHERE (held.generation, held.floor) < (excluded.generation, excluded.floor)
        OR (held.generation, held.floor, held.base, held.revision) = (excluded.generation, excluded.floor, $4::bigint, $5::int)`,
    values: [person, id, floor, keptBase, revision, packPerson(whole)],
  });
}

/**
 * The newest moment that is known of anybody, by which a silence is told; null: nothing is known. In milliseconds since 1970.
 */
export async function newestMoment(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  generation: Generation,
): Promise<number | null> {
  const { rows } = await state.query<{ newest: Date | null; floor: string }>(
    `SELECT newest, greatest(live_from, (SELECT max(seq_to) FROM import WHERE state = 'done')) AS floor
     FROM person_fold WHERE generation = $1`,
    [generation.id],
  );
  const live = rows[0]?.newest?.getTime() ?? null;
  const floor = Math.min(Number(rows[0]?.floor ?? generation.seqDone), generation.seqDone);
  const recorded = floor === 0 ? null : await recordedNewest(facts, generation, floor);
  if (live === null || recorded === null) return live ?? recorded;
  return Math.max(live, recorded);
}

/** Of the record up to a number, read once for each as long as it is the last asked for. */
async function recordedNewest(
  facts: Stores['facts'],
  generation: Generation,
  seq: number,
): Promise<number | null> {
  const key = `${generation.id} ${seq}`;
  const known = newestKnown.get(facts);
  if (known?.key === key) return known.newest;
  const newest = facts
    .rows<{ newest: string; n: string }>(
      `SELECT toString(toUnixTimestamp64Milli(max(at))) AS newest, toString(count()) AS n
       FROM ${encounterTable(generation)} WHERE isNotNull(person_id) AND isNull(until) AND seq <= {seq:UInt64}`,
      { parameters: { seq } },
    )
    .then(([row]) => (row === undefined || row.n === '0' ? null : Number(row.newest)));
  newestKnown.set(facts, { key, newest });
  newest.catch(() => newestKnown.delete(facts));
  return newest;
}

const newestKnown = new WeakMap<
  object,
  { readonly key: string; readonly newest: Promise<number | null> }
>();
