import type { Facts } from '../store/facts.ts';
import type { Generation } from '../store/generation.ts';
import { CORRECTED_SINKS } from '../store/generation-tables.ts';
import { ENTRY_KEYS, standingRows } from '../store/standing.ts';
import { MARKS } from './marked-statements.ts';

/** An identity whose entries go over from one person to another. 32 hex digits each. */
export interface MovedIdentity {
  readonly identity: string;
  readonly from: string;
  readonly to: string;
}

/** One block whatever it moves: a reversal and what takes its place are seen together, or neither. */
const ONE_BLOCK = {
  max_execution_time: 0,
  max_query_size: 4_194_304,
  max_threads: 1,
  max_insert_threads: 1,
  // Known by what it would do, not by its text.
  insert_deduplicate: 0,
  min_insert_block_size_rows: 1_048_576,
  min_insert_block_size_bytes: 1_073_741_824,
} as const;
/** Moves in one statement: their ids go with it as text, some 250 bytes a move. */
const MOVES_AT_ONCE = 1000;

/**
 * Takes back the entries of identities that went over to another person, as they stood when events up to `seq` were there,
 * and posts them anew with that person. Run twice, it does nothing the second time. The generation must be known as
 * corrected before, so that readers leave out what is taken back.
 *
 * Errors: as the fact store's.
 * Source: semantics.md 7, 10.
 */
export async function movePersons(
  facts: Facts,
  generation: Pick<Generation, 'id'>,
  moved: readonly MovedIdentity[],
  seq: number,
  mark: 'live' | 'rebuild' = 'live',
): Promise<void> {
  for (const some of portions(moved))
    for (const sink of CORRECTED_SINKS)
      await facts.run(`${MARKS[mark]} ${moveSql(sink, generation, some, seq)}`, {
        settings: ONE_BLOCK,
      });
}

/** Whether any entry that stands is to be moved: mostly nobody has done anything before they say who they are. */
export async function anyMoves(
  facts: Facts,
  generation: Pick<Generation, 'id'>,
  moved: readonly MovedIdentity[],
  seq: number,
): Promise<boolean> {
  for (const some of portions(moved))
    for (const sink of CORRECTED_SINKS) {
      const rows = await facts.rows(
        `SELECT 1 FROM ${sink}_g${generation.id} WHERE ${ofMoved(some)} AND seq <= ${seq} LIMIT 1`,
        { settings: { max_query_size: ONE_BLOCK.max_query_size } },
      );
      if (rows.length > 0) return true;
    }
  return false;
}

/**
 * Moves, some at a time. Somebody who moved on and on within them goes where they came to last, from wherever they were;
 * the moves of one identity are never parted.
 */
function portions(moved: readonly MovedIdentity[]): readonly (readonly MovedIdentity[])[] {
  const last = new Map<string, { readonly to: string; readonly from: Set<string> }>();
  for (const { identity, from, to } of moved)
    last.set(identity, { to, from: (last.get(identity)?.from ?? new Set()).add(from) });
  const made: MovedIdentity[][] = [];
  for (const [identity, { to, from: all }] of last) {
    const own = [...all].filter((from) => from !== to).map((from) => ({ identity, from, to }));
    const open = made.at(-1);
    if (open === undefined || open.length >= MOVES_AT_ONCE) made.push(own);
    else open.push(...own);
  }
  return made.filter((each) => each.length > 0);
}

function moveSql(
  sink: (typeof CORRECTED_SINKS)[number],
  { id }: Pick<Generation, 'id'>,
  moved: readonly MovedIdentity[],
  seq: number,
): string {
  const table = `${sink}_g${id}`;
  const key = sink === 'encounter' ? ENTRY_KEYS.encounter : ENTRY_KEYS.transfer;
  const names = moved.map(({ identity }) => `'${identity}'`).join(', ');
  const persons = moved.map(({ to }) => `'${to}'`).join(', ');
  const person = `toFixedString(unhex(transform(lower(hex(assumeNotNull(own))), [${names}], [${persons}], '')), 16)`;
  return `INSERT INTO ${table} SELECT * EXCEPT (own, person_to, person_was, identity_was, posted_was, way) REPLACE (
    way AS sign, if(way = 1, person_to, person_was) AS person_id, if(way = 1, nullIf(own, person_to), identity_was) AS identity_id,
    toUInt64(${seq}) AS posted, if(way = 1, 0, posted_was) AS reverses)
  FROM (
    SELECT *, coalesce(identity_id, person_id) AS own, ${person} AS person_to, person_id AS person_was,
      identity_id AS identity_was, posted AS posted_was, arrayJoin([toInt8(-1), toInt8(1)]) AS way
    FROM ${standingRows(table, key, seq, ofMoved(moved))}
  )`;
}

/** Rows of those who move, where they are now. */
function ofMoved(moved: readonly MovedIdentity[]): string {
  const pairs = moved.map(({ identity, from }) => `(unhex('${from}'), unhex('${identity}'))`);
  const persons = [...new Set(moved.map(({ from }) => from))].map((from) => `unhex('${from}')`);
  return `person_id IN (${persons.join(', ')}) AND (assumeNotNull(person_id), assumeNotNull(coalesce(identity_id, person_id))) IN (${pairs.join(', ')})`;
}
