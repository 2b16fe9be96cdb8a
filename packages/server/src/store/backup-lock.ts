import type { Pool, PoolClient } from 'pg';

/** PostgreSQL's advisory lock that backups share, and that a rebuild wants alone to drop what a backup may read. */
const BACKUP_LOCK = 7_260_003;

/** While it is held nobody drops a table that is ready now. If this process dies it is given back. */
export interface HeldTables {
  readonly client: PoolClient;
  /** Fails where the connection broke meanwhile, and the hold with it. */
  check(): Promise<void>;
  release(): Promise<void>;
}

/** Holds the tables of the ready generation for a reader that takes longer than a request. */
export async function holdTables(state: Pool): Promise<HeldTables> {
  const client = await state.connect();
  // A connection that breaks fails the next statement on it, which is the one to say so.
  const leaveToNext = (): void => {};
  client.on('error', leaveToNext);
  const release = async (): Promise<void> => {
    try {
      await client.query('ROLLBACK; SELECT pg_advisory_unlock_all()');
      client.off('error', leaveToNext);
      client.release();
    } catch (error) {
      client.release(error instanceof Error ? error : true);
    }
  };
  try {
    await client.query('SELECT pg_advisory_lock_shared($1)', [BACKUP_LOCK]);
  } catch (error) {
    await release();
    throw error;
  }
  const check = async (): Promise<void> => {
    await client.query('SELECT 1');
  };
  return { client, check, release };
}

/** Runs a task if no backup runs, none beginning meanwhile; else leaves it. */
export async function unlessBackup(client: PoolClient, task: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS taken',
    [BACKUP_LOCK],
  );
  if (rows[0]?.taken !== true) return;
  try {
    await task();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [BACKUP_LOCK]);
  }
}

/** Waits until the backups that run now have ended. */
export async function afterBackups(client: PoolClient): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [BACKUP_LOCK]);
  await client.query('SELECT pg_advisory_unlock($1)', [BACKUP_LOCK]);
}
