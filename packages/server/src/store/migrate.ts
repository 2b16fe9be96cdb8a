import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import type { Facts } from './facts.ts';
import { splitSql } from './split-sql.ts';
import { codeOf, reason, StoreError, type StoreName } from './store-error.ts';

/** One step of a store's history: `0002-name.sql`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

const folder = fileURLToPath(new URL('./migrations/', import.meta.url));
/** PostgreSQL's advisory lock for migrating, 'both' in ASCII. */
const lock = 0x626f7468;

/** The migrations of a store that this version of Bothways has, in order. */
export function migrations(store: StoreName): readonly Migration[] {
  return readdirSync(join(folder, store))
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      version: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(join(folder, store, file), 'utf8'),
    }));
}

export interface MigrateOptions {
  readonly cluster?: string | undefined;
  readonly progress?: (text: string) => void;
  readonly state?: readonly Migration[];
  readonly facts?: readonly Migration[];
}

/**
 * Brings both stores to the newest version: each migration once, in order. Of two processes one waits for the other.
 *
 * Errors: a StoreError on data of a newer Bothways, or a statement that failed.
 */
export async function migrate(
  state: Pool,
  facts: Facts,
  options: MigrateOptions = {},
): Promise<void> {
  const progress = options.progress ?? (() => {});
  const client = await connected(state);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    await migrateState(client, progress, options.state ?? migrations('state'));
    await migrateFacts(facts, progress, options.facts ?? migrations('facts'), options.cluster);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]).catch(() => {});
    client.release();
  }
}

async function connected(state: Pool): Promise<PoolClient> {
  try {
    return await state.connect();
  } catch (cause) {
    const code = codeOf(cause) ?? 'unknown';
    const todo = 'see that it runs, and the user and password in DATABASE_URL';
    throw new StoreError({ store: 'state', code, seen: reason(cause), todo, cause });
  }
}

/** Each migration in a transaction of its own. */
async function migrateState(
  client: PoolClient,
  progress: (text: string) => void,
  steps: readonly Migration[],
): Promise<void> {
  await client.query(
    'CREATE TABLE IF NOT EXISTS migration (version int PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
  );
  const { rows } = await client.query<{ version: number }>('SELECT version FROM migration');
  for (const step of missing(
    'state',
    rows.map(({ version }) => version),
    steps,
  )) {
    progress(`bringing the state store to version ${step.version} (${step.name})`);
    await inTransaction(client, step);
  }
}

async function inTransaction(client: PoolClient, step: Migration): Promise<void> {
  let statement = 'BEGIN';
  try {
    await client.query('BEGIN');
    for (statement of splitSql(step.sql)) await client.query(statement);
    await client.query('INSERT INTO migration (version, name) VALUES ($1, $2)', [
      step.version,
      step.name,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw failed('state', step, statement, cause);
  }
}

/**
 * The fact store has no transactions: every statement of a migration must be harmless when run again,
 * as it is after a crash in between.
 */
async function migrateFacts(
  facts: Facts,
  progress: (text: string) => void,
  steps: readonly Migration[],
  cluster: string | undefined,
): Promise<void> {
  const fill = (sql: string): string => filled(sql, cluster);
  await facts.run(
    fill(
      `CREATE TABLE IF NOT EXISTS migration {cluster} (version UInt32, name String, at DateTime DEFAULT now())
       ENGINE = {engine} ORDER BY version SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
    ),
  );
  const rows = await facts.rows<{ version: number }>('SELECT version FROM migration');
  for (const step of missing(
    'facts',
    rows.map(({ version }) => version),
    steps,
  )) {
    progress(`bringing the fact store to version ${step.version} (${step.name})`);
    let statement = '';
    try {
      for (statement of splitSql(fill(step.sql))) await facts.run(statement);
      statement = 'INSERT INTO migration (version, name) SELECT {version:UInt32}, {name:String}';
      await facts.run(statement, { parameters: { version: step.version, name: step.name } });
    } catch (cause) {
      throw failed('facts', step, statement, cause);
    }
  }
}

/** Fills the two places in the fact store's SQL by which a single server and a cluster differ. */
export function filled(sql: string, cluster: string | undefined): string {
  return sql
    .replaceAll('{engine}', cluster === undefined ? 'MergeTree' : 'ReplicatedMergeTree')
    .replaceAll(
      '{cluster}',
      cluster === undefined ? '' : `ON CLUSTER \`${cluster.replaceAll('`', '')}\``,
    );
}

function missing(
  store: StoreName,
  done: readonly number[],
  steps: readonly Migration[],
): readonly Migration[] {
  const newest = steps.at(-1)?.version ?? 0;
  const found = Math.max(0, ...done);
  if (found > newest) {
    const seen = `its data has version ${found}, made by a newer Bothways; this one knows up to ${newest}`;
    const todo = 'install the newer Bothways again, or choose another --data';
    throw new StoreError({ store, code: 'data-newer', seen, todo });
  }
  return steps.filter(({ version }) => !done.includes(version));
}

function failed(store: StoreName, step: Migration, statement: string, cause: unknown): StoreError {
  const file = `migrations/${store}/${String(step.version).padStart(4, '0')}-${step.name}.sql`;
  const seen = `${file} failed: ${reason(cause)}`;
  const todo = 'nothing of it is kept or it can be run again; mend what it names, or report it';
  return new StoreError({ store, code: codeOf(cause) ?? 'unknown', seen, todo, statement, cause });
}
