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
      await facts.run(`${MARKS[mark]} ${moveSql(sink, generation, movesOf(some), seq)}`, {
        settings: ONE_BLOCK,
      });
}

/** Rows, reversals among them, that one statement looks at where very many are moved. */
const ROWS_AT_ONCE = 400_000;

/**
 * The same of all identities in a table (identity, person), from whosever they are to whose they are there: in portions of
 * bounded rows, an identity whole in one of them. `begins` is called before the first, where there is any.
 *
 * Shape: whether anything may have been moved.
 */
export async function moveTurned(
  facts: Facts,
  generation: Pick<Generation, 'id'>,
  turned: string,
  seq: number,
  { mark, begins }: { readonly mark: keyof typeof MARKS; readonly begins: () => Promise<void> },
): Promise<boolean> {
  let isAny = false;
  for (const sink of CORRECTED_SINKS) {
    const wrong = turnedRows(turned);
    const [row] = await facts.rows<{ n: string }>(
      `SELECT count() AS n FROM ${sink}_g${generation.id} WHERE ${wrong}`,
      { settings: { max_execution_time: 0 } },
    );
    const n = Number(row?.n ?? 0);
    if (n > 0 && !isAny) await begins();
    isAny ||= n > 0;
    const portions = Math.ceil(n / ROWS_AT_ONCE);
    for (let portion = 0; portion < portions; portion += 1) {
      const rows = `${wrong} AND cityHash64(${OWN}) % ${portions} = ${portion}`;
      const moves: Moves = {
        rows,
        join: `INNER JOIN (SELECT identity AS moved_identity, person AS moved_to FROM ${turned}) AS moved ON rows.own = moved.moved_identity`,
      };
      await facts.run(`${MARKS[mark]} ${moveSql(sink, generation, moves, seq)}`, {
        settings: ONE_BLOCK,
      });
    }
  }
  return isAny;
}

/** Under which identity a row came. */
const OWN = 'assumeNotNull(coalesce(identity_id, person_id))';

function turnedRows(turned: string): string {
  return `isNotNull(person_id) AND ${OWN} IN (SELECT identity FROM ${turned})`;
}

/** Which rows are to be moved, and where to. */
interface Moves {
  /** A condition that holds of a row where it holds of its reversal. */
  readonly rows: string;
  /** Adds `moved_identity` and `moved_to` to rows that have `own` and `person_was`. */
  readonly join: string;
}

function movesOf(moved: readonly MovedIdentity[]): Moves {
  return {
    rows: ofMoved(moved),
    join: `INNER JOIN (SELECT moved_identity, moved_to, moved_from AS moved_person FROM ${movedSql(moved)}) AS moved
      ON rows.own = moved.moved_identity AND rows.person_was = moved.moved_person`,
  };
}

/** Whether any entry may have to be moved: mostly nobody has done anything before they say who they are. */
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
  { rows, join }: Moves,
  seq: number,
): string {
  const table = `${sink}_g${id}`;
  const key = sink === 'encounter' ? ENTRY_KEYS.encounter : ENTRY_KEYS.transfer;
  return `INSERT INTO ${table} SELECT * EXCEPT (own, person_was, moved_to, identity_was, posted_was, way) REPLACE (
    way AS sign, if(way = 1, moved_to, person_was) AS person_id, if(way = 1, nullIf(own, moved_to), identity_was) AS identity_id,
    toUInt64(${seq}) AS posted, if(way = 1, 0, posted_was) AS reverses)
  FROM (
    SELECT rows.*, moved_to, identity_id AS identity_was, posted AS posted_was, arrayJoin([toInt8(-1), toInt8(1)]) AS way
    FROM (SELECT *, ${OWN} AS own, assumeNotNull(person_id) AS person_was FROM ${standingRows(table, key, seq, rows)}) AS rows
    ${join}
    WHERE person_was != moved_to
  )`;
}

/** Rows of those from whom somebody moves. */
function ofMoved(moved: readonly MovedIdentity[]): string {
  return `person_id IN (SELECT moved_from FROM ${movedSql(moved)})`;
}

/** The moves as a table: ids are bytes behind one another, as a list of a thousand takes the engine long to read. */
function movedSql(moved: readonly MovedIdentity[]): string {
  const columns = (['identity', 'from', 'to'] as const).map((column) => {
    const bytes = moved.map((each) => each[column]).join('');
    return `toFixedString(substring(unhex('${bytes}'), number * 16 + 1, 16), 16) AS moved_${column}`;
  });
  return `(SELECT ${columns.join(', ')} FROM numbers(${moved.length}))`;
}
