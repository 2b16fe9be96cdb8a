import type { Pool, PoolClient } from 'pg';
import { refusedFile } from '../read/import-refused.ts';
import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';
import { codeOf, interrupted, StoreError } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import { lockingClient, releaseLocks, withLock } from './locking-client.ts';
import { endStatements } from './marked-statements.ts';
import { dropStaging, stagedImports } from './staging-tables.ts';
import { numberedTo } from './watermark.ts';

/** One import while it runs. Its connection holds the lock of its source: if the process dies the lock goes with it. */
export interface ImportRun {
  readonly id: number;
  readonly source: string;
  readonly receivedAt: number;
  readonly client: PoolClient;
}

/** What an import counted, in source records but for `events`, which are after grouping. */
export interface ImportCounts {
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly events: number;
}

/** Only one import at a time numbers its events. */
export const COMMIT_LOCK = 7_260_002;
const SOURCE_LOCK = `hashtextextended('bothways import ' || $1, 0)`;
const LOCK_SECONDS = 3;
/** PostgreSQL's code where `lock_timeout` ran out. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Starts an import of a source: cleans up what killed imports left, takes the lock of the source, notes the import.
 *
 * Errors: `ImportRefused` where another import of the source runs.
 */
export async function beginImport(
  state: Pool,
  facts: Facts,
  source: string,
  files: readonly string[],
): Promise<ImportRun> {
  const client = await lockingClient(state);
  try {
    if (!(await lockSource(client, source))) throw await sourceBusy(state, source);
    await cleanUp(client, state, facts, source);
    const { rows: made } = await client.query<{ id: string; at: Date }>(
      `INSERT INTO import (source, files, state) VALUES ($1, $2, 'staging') RETURNING id, started_at AS at`,
      [source, JSON.stringify(files)],
    );
    const [run] = made;
    if (run === undefined) throw new Error('bug: an import was noted without an id');
    return { id: Number(run.id), source, receivedAt: run.at.getTime(), client };
  } catch (error) {
    await releaseLocks(client);
    throw error;
  }
}

/** Takes the lock of a source; false: an import of it runs. Waits a little: that of one killed just now is about to be given back. */
export async function lockSource(client: PoolClient, source: string): Promise<boolean> {
  await client.query(`SET lock_timeout = '${LOCK_SECONDS}s'`);
  try {
    await client.query(`SELECT pg_advisory_lock(${SOURCE_LOCK})`, [source]);
    return true;
  } catch (error) {
    if (codeOf(error) === LOCK_NOT_AVAILABLE) return false;
    throw error;
  } finally {
    await client.query('RESET lock_timeout').catch(() => {});
  }
}

async function sourceBusy(state: Pool, source: string): Promise<Error> {
  const { rows } = await state.query<{ id: string; at: Date }>(
    `SELECT id, started_at AS at FROM import WHERE source = $1 AND state IN ('staging', 'committing') ORDER BY id DESC LIMIT 1`,
    [source],
  );
  const [run] = rows;
  const since = run === undefined ? '' : ` (import ${run.id}, since ${run.at.toISOString()})`;
  return refusedFile('', {
    code: 'source-busy',
    message: `another import of source "${source}" is running${since}`,
    hint: 'wait until it has ended, then start this one again: what is there already is not taken twice',
  });
}

/**
 * Waits for its turn to number events; gives the `seq` behind which they go. Whatever lies past it in `event` is of an
 * import that was killed, and goes.
 */
export async function beginCommit(
  { client, id }: ImportRun,
  state: Pool,
  facts: Facts,
): Promise<number> {
  await client.query('SELECT pg_advisory_lock($1)', [COMMIT_LOCK]);
  const base = await numberedTo(state);
  await client.query(
    `UPDATE import SET state = 'committing', seq_from = $2, seq_to = $2 WHERE id = $1`,
    [id, base],
  );
  await dropUnnumbered(facts, base);
  return base;
}

/** What lies past the last number is of an import that was killed. To be called under the lock of commits. */
async function dropUnnumbered(facts: Facts, base: number): Promise<void> {
  await endStatements(facts, 'import');
  await deleteRows(facts, 'event', `seq > ${base}`);
}

/**
 * A condition in SQL of the state store, under the lock of commits: an import was killed while it stored events. They lie
 * where the next numbers go, so whoever numbers does it by `behindImports`.
 */
export const IMPORT_LEFT_SQL = `EXISTS (SELECT FROM import WHERE state = 'committing')`;

const IMPORT_LEFT = 'import-left';

/** What whoever numbers throws where that is so. */
export function importLeft(): StoreError {
  return new StoreError({
    store: 'facts',
    code: IMPORT_LEFT,
    seen: 'an import that was killed has left events behind the last number',
    todo: 'they are taken back first',
  });
}

/** Numbers events; where an import was killed while it stored its own, these are taken back before, and it is done again. */
export async function behindImports<Made>(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  task: () => Promise<Made>,
): Promise<Made> {
  try {
    return await task();
  } catch (fault) {
    if (codeOf(fault) !== IMPORT_LEFT) throw fault;
    await withLock(state, COMMIT_LOCK, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM import WHERE state = 'committing'`,
      );
      for (const { id } of rows) await abandonImport(client, facts, Number(id));
    });
    return task();
  }
}

/** Fails where the lock was lost meanwhile: another import may then write where this one does. */
export async function holdsCommit({ client, id }: ImportRun): Promise<void> {
  await client.query('SELECT id FROM import WHERE id = $1', [id]);
}

/** The commit point: from here on the events count. */
export async function endImport(
  { client, id }: ImportRun,
  base: number,
  { read, accepted, duplicates, rejected, events }: ImportCounts,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE import SET state = 'done', seq_from = $2, seq_to = $3, read = $4, accepted = $5, duplicates = $6,
       rejected = $7, events = $8, ended_at = now()
     WHERE id = $1 AND state = 'committing'`,
    [id, base, base + events, read, accepted, duplicates, rejected, events],
  );
  if (rowCount !== 1)
    throw interrupted('state', `import ${id} was taken for dead by another`, 'run it again');
  // Who conducts live events brings the ledger up to it.
  await client.query(`SELECT pg_notify('bothways_inbox', 'import')`).catch(() => {});
}

/** Takes back whatever an import that failed or was killed has left in either store. */
export async function abandonImport(client: PoolClient, facts: Facts, id: number): Promise<void> {
  const { rows } = await client.query<{ state: string }>('SELECT state FROM import WHERE id = $1', [
    id,
  ]);
  if (rows[0]?.state === 'committing') {
    // Its turn: so that no statement of a living import is taken for one of the dead.
    await client.query('SELECT pg_advisory_lock($1)', [COMMIT_LOCK]);
    await dropUnnumbered(facts, await numberedTo(client));
    await deleteRows(facts, 'reject', `import_id = ${id}`);
    await noteFailed(client, id);
    await client.query('SELECT pg_advisory_unlock($1)', [COMMIT_LOCK]);
  }
  await dropStaging(facts, id);
  await noteFailed(client, id);
}

async function noteFailed(client: PoolClient, id: number): Promise<void> {
  await client.query(
    `UPDATE import SET state = 'failed', ended_at = now() WHERE id = $1 AND state IN ('staging', 'committing')`,
    [id],
  );
}

/** Cleans up after every import that no longer runs, whatever its source. */
export async function abandonDead(state: Pool, facts: Facts): Promise<void> {
  const client = await lockingClient(state);
  try {
    await cleanUp(client, state, facts, null);
  } finally {
    await releaseLocks(client);
  }
}

/** Cleans up after every import that no longer runs: its source's lock is free, or is ours. */
async function cleanUp(
  client: PoolClient,
  state: Pool,
  facts: Facts,
  source: string | null,
): Promise<void> {
  const { rows } = await state.query<{ id: string; source: string }>(
    `SELECT id, source FROM import WHERE state IN ('staging', 'committing')`,
  );
  const running = new Set<number>();
  for (const { id, source: other } of rows) {
    const free = other === source || (await tryLock(client, other));
    if (free) await abandonImport(client, facts, Number(id));
    else running.add(Number(id));
    if (free && other !== source)
      await client.query(`SELECT pg_advisory_unlock(${SOURCE_LOCK})`, [other]);
  }
  for (const id of await stagedImports(facts))
    if (!running.has(id) && (await hasEnded(state, id))) await dropStaging(facts, id);
}

async function tryLock(client: PoolClient, source: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    `SELECT pg_try_advisory_lock(${SOURCE_LOCK}) AS taken`,
    [source],
  );
  return rows[0]?.taken === true;
}

async function hasEnded(state: Pool, id: number): Promise<boolean> {
  const { rows } = await state.query<{ state: string }>('SELECT state FROM import WHERE id = $1', [
    id,
  ]);
  return rows[0] === undefined || rows[0].state === 'done' || rows[0].state === 'failed';
}

/** Mostly there are none, and none is cheaper to see than to delete. */
async function deleteRows(facts: Facts, table: string, where: string): Promise<void> {
  const found = await facts.rows(`SELECT 1 FROM ${table} WHERE ${where} LIMIT 1`);
  if (found.length === 0) return;
  const { cluster } = factTables();
  await facts.run(`ALTER TABLE ${table} ${cluster} DELETE WHERE ${where}`, {
    settings: { mutations_sync: 2 },
  });
}
