import { setTimeout as wait } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { tablesOfPeople } from './erase-state.ts';

/** Tables that hold texts about people without a column for them, or held them for a moment. */
const PASSING = ['inbox', 'outbox', 'erasure', 'finding_event', 'generation'] as const;
/** Milliseconds to wait for those who read as of before, and to go on to new segments of the log; how often to look. */
const [OLDER_MS_MAX, SEGMENTS_MS_MAX, LOOK_MS] = [60_000, 60_000, 50] as const;

/**
 * Makes the files of the state store hold what its tables hold, and nothing of what they held: PostgreSQL leaves deleted
 * rows, samples for its planner and its log of changes on the disk. Tables are written anew, samples taken anew, and every
 * segment of the log before this moment goes, those kept for use again as well.
 *
 * Errors: as the store's. A store that we are not the master of does as much as it lets us; gives what it would not do.
 */
export async function forgetInState(state: Pool): Promise<readonly string[]> {
  const client = await state.connect();
  const undone: string[] = [];
  const attempt = async (sql: string): Promise<void> => {
    try {
      await client.query(sql);
    } catch (fault) {
      if (!isForbidden(fault)) throw fault;
      undone.push(sql);
    }
  };
  try {
    const held = (await tablesOfPeople(client))
      .map(({ table }) => table)
      .filter((each) => each !== 'seen');
    await afterOlder(client);
    // Where a table has become empty, taking samples anew leaves the old ones.
    await attempt(
      `SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats WHERE schemaname = current_schema()`,
    );
    for (const table of new Set([...held, ...PASSING]))
      await attempt(`VACUUM (FULL, ANALYZE) ${client.escapeIdentifier(table)}`);
    // Samples of columns are rows of this one.
    await attempt('VACUUM (FULL) pg_catalog.pg_statistic');
    await forgetLog(client, attempt);
    return undone;
  } finally {
    client.release();
  }
}

/**
 * Waits until nobody reads any more as of a moment before this: for them PostgreSQL keeps deleted rows, also where it writes
 * a table anew. Who reads for longer than a minute is not waited for: the proof then says what is left.
 */
async function afterOlder(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ now: string }>(
    'SELECT pg_current_xact_id()::xid::text AS now',
  );
  for (let waited = 0; waited < OLDER_MS_MAX; waited += LOOK_MS) {
    const { rows: older } = await client.query(
      `SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND age(backend_xmin) > age($1::text::xid) LIMIT 1`,
      [rows[0]?.now],
    );
    if (older.length === 0) return;
    await wait(LOOK_MS);
  }
}

/**
 * Goes on to segments that are new until none is left that was in use before. Whoever clears them may hear a moment late
 * that they are not to be kept for use again: what lies ahead is an old one with a new name, so it has to go as well.
 */
async function forgetLog(
  client: PoolClient,
  attempt: (sql: string) => Promise<void>,
): Promise<void> {
  await attempt('ALTER SYSTEM SET wal_recycle = off');
  await attempt('SELECT pg_reload_conf()');
  try {
    const old = new Set((await segments(client)).map(({ name }) => name));
    const until = performance.now() + SEGMENTS_MS_MAX;
    while (performance.now() < until) {
      // A segment without a record in it is not left.
      await attempt(`SELECT pg_logical_emit_message(true, 'bothways', '')`);
      await attempt('SELECT pg_switch_wal()');
      await attempt('CHECKPOINT');
      const now = await segments(client);
      for (const { name, is_ahead: isAhead } of now) if (isAhead) old.add(name);
      if (!now.some(({ name }) => old.has(name))) break;
    }
  } finally {
    await attempt('ALTER SYSTEM RESET wal_recycle');
    await attempt('SELECT pg_reload_conf()');
  }
}

interface Segment {
  readonly name: string;
  /** It lies ready and nothing has been written to it under this name. */
  readonly is_ahead: boolean;
}

/** Segments of the log; none where we may not look. */
async function segments(client: PoolClient): Promise<readonly Segment[]> {
  try {
    const { rows } = await client.query<Segment>(
      `SELECT name, name > pg_walfile_name(pg_current_wal_insert_lsn()) AS is_ahead FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'`,
    );
    return rows;
  } catch (fault) {
    if (isForbidden(fault)) return [];
    throw fault;
  }
}

/** Whether we may not do it there, or that version of PostgreSQL does not know how. */
function isForbidden(fault: unknown): boolean {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : null;
  return code === '42501' || code === '42883';
}
