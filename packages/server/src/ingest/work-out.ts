import type { Model } from '@bothways/core';
import type { PoolClient } from 'pg';
import { afterBackups } from '../store/backup-lock.ts';
import { type TableRows, tableRows } from '../store/damage.ts';
import type { FactOptions, Facts } from '../store/facts.ts';
import {
  type Generation,
  personSegmentTable,
  type RebuildSummary,
  tableExists,
  threadTable,
} from '../store/generation.ts';
import { interrupted } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import { holdsLock } from './locking-client.ts';
import { rebuildSummary } from './rebuild-summary.ts';
import { buildSegments } from './segments.ts';
import { buildThreads } from './threads.ts';

/** Only one at a time rebuilds in a workspace, or works out what depends on all events together. */
export const REBUILD_LOCK = 7_260_001;

/** Fails where the lock was lost meanwhile: another rebuild may then be at the same tables. */
export async function keepLock(client: PoolClient): Promise<void> {
  if (!(await holdsLock(client, REBUILD_LOCK)))
    throw interrupted('state', 'the rebuild lost its lock to another', 'run it again');
}

/**
 * Makes what is worked out whole each time, up to `seqWorked`: who is in which segment, and which encounters are one
 * journey.
 */
export async function workOut(
  stores: Pick<Stores, 'state' | 'facts'>,
  client: PoolClient,
  model: Model,
  target: Generation,
  progress: (text: string) => void = () => {},
): Promise<void> {
  progress('sorting people into segments');
  // They were the ready ones before, when a backup may have begun that still reads them.
  for (const table of [personSegmentTable(target), threadTable(target)])
    if (await tableExists(stores.facts, table)) await afterBackups(client);
  await keepLock(client);
  const upTo = { ...target, seqDone: target.seqWorked };
  await buildSegments(stores, model, upTo);
  progress('putting encounters together to journeys');
  await buildThreads(stores.facts, model, upTo);
}

/**
 * The same for a ledger that live events go on with, on one core so that they go on: until one row says that it is there, readers have what was worked out
 * before. Gives whether the ledger was still that one.
 */
export async function workOutBeside(
  stores: Stores,
  client: PoolClient,
  model: Model,
  target: Generation,
): Promise<boolean> {
  const facts = onOneCore(stores.facts);
  await workOut({ state: stores.state, facts }, client, model, target);
  const summary = await rebuildSummary(facts, model, { ...target, seqDone: target.seqWorked });
  const rows = await tableRows(facts, target);
  await keepLock(client);
  const { rowCount } = await client.query(
    `UPDATE generation SET seq_worked = $3, summary = $4, table_rows = $5
     WHERE id = $1 AND model_version = $2 AND state = 'ready'`,
    [target.id, target.modelVersion, target.seqWorked, ...asJson(summary, rows)],
  );
  return rowCount === 1;
}

/** Each statement takes longer, and leaves the other cores to whoever waits for an answer. */
function onOneCore(facts: Facts): Facts {
  const slowly = (given: FactOptions = {}): FactOptions => ({
    ...given,
    settings: { ...given.settings, max_threads: 1, max_insert_threads: 1 },
  });
  return {
    rows: (sql, given) => facts.rows(sql, slowly(given)),
    run: (sql, given) => facts.run(sql, slowly(given)),
    insert: (into, format, body, given) => facts.insert(into, format, body, slowly(given)),
    stream: (sql, format, given) => facts.stream(sql, format, slowly(given)),
  };
}

/** As PostgreSQL's jsonb takes them: any character but NUL, which a name that was sent may have and is shown as unreadable. */
export function asJson(summary: RebuildSummary, rows: TableRows): readonly [string, string] {
  return [JSON.stringify(summary, storable), JSON.stringify(rows)];
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}
