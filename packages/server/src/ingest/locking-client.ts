import type { Pool, PoolClient } from 'pg';
import { codeOf } from '../store/store-error.ts';

/**
 * A connection that is to hold locks: if the process dies they go with it. Give it back by `releaseLocks`.
 *
 * Errors: as the store's; one that breaks later fails the next statement on it.
 */
export async function lockingClient(state: Pool): Promise<PoolClient> {
  const client = await state.connect();
  client.on('error', leaveToNextStatement);
  try {
    // The database then notices also while a statement waits that the process at the other end was killed.
    await client.query(`SET client_connection_check_interval = '1s'`);
    return client;
  } catch (error) {
    await releaseLocks(client);
    throw error;
  }
}

/** Gives the locks back and the connection. */
export async function releaseLocks(client: PoolClient): Promise<void> {
  try {
    await client.query('SELECT pg_advisory_unlock_all(); RESET ALL');
    client.off('error', leaveToNextStatement);
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}

/** Seconds that one statement waits for a lock, and PostgreSQL's code where it has. */
const [PATIENCE_SECONDS, LOCK_NOT_AVAILABLE] = [10, '55P03'] as const;

/**
 * Waits for a lock however long it takes, in one statement after the other: as long as one runs PostgreSQL keeps every row
 * that is deleted meanwhile, and neither tidies up nor erases. Ends with PostgreSQL's error where it is not wanted any more.
 */
export async function waitForLock(
  client: PoolClient,
  lock: number,
  isWanted: () => boolean = () => true,
): Promise<void> {
  await client.query(`SET lock_timeout = '${PATIENCE_SECONDS}s'`);
  for (;;) {
    try {
      await client.query('SELECT pg_advisory_lock($1)', [lock]);
      break;
    } catch (error) {
      if (codeOf(error) !== LOCK_NOT_AVAILABLE || !isWanted()) throw error;
    }
  }
  await client.query('RESET lock_timeout');
}

/** Runs a task while a lock is held by a connection of its own. */
export async function withLock<Made>(
  state: Pool,
  lock: number,
  task: (client: PoolClient) => Promise<Made>,
): Promise<Made> {
  const client = await lockingClient(state);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    return await task(client);
  } finally {
    await releaseLocks(client);
  }
}

/** Whether this connection still holds an advisory lock that it took by a number under 2^32. */
export async function holdsLock(client: PoolClient, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()
       AND classid = 0 AND objid = $1 AND objsubid = 1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS held`,
    [lock],
  );
  return rows[0]?.held === true;
}

/** A connection that breaks fails the next statement on it, which is the one to say so. */
function leaveToNextStatement(): void {}
