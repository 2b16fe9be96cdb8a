import type { Pool, PoolClient } from 'pg';
import { changeRights } from '../conduct/lapse.ts';
import { COMMIT_LOCK } from '../ingest/import-log.ts';
import { lockingClient, releaseLocks, waitForLock } from '../ingest/locking-client.ts';
import { REBUILD_LOCK } from '../ingest/work-out.ts';
import { afterBackups } from '../store/backup-lock.ts';
import { ageLegWords } from '../store/consents.ts';
import type { Facts } from '../store/facts.ts';
import { StoreError } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import { watermark } from '../store/watermark.ts';
import { ERASE_LOCK } from './erase.ts';
import { counted, deleteRows, type ToDelete } from './erase-facts.ts';
import { forgetInFacts } from './fact-files.ts';
import { recount, toleratedLess } from './recount.ts';
import { settle } from './settle.ts';

/** How many days things are kept; null: for ever. */
export interface Retention {
  /** Events of people by when they happened, with the encounters and transfers that they made, and what a person is known by. */
  readonly events: number | null;
  /** Records that were refused, by when they came. */
  readonly rejects: number | null;
  /** Which message was taken once: it must be kept for as long as a source may send it again. */
  readonly seen: number | null;
}

export const KEPT_FOR_EVER: Retention = { events: null, rejects: null, seen: null };
/** Sources try for some days, phones that were switched off for weeks. */
export const SEEN_DAYS_LEAST = 30;

const KEY = 'retention';
const DONE_KEY = 'retention-done';
const DAY_MS = 86_400_000;

export async function retentionOf(state: Pool | PoolClient): Promise<Retention> {
  const { rows } = await state.query<{ value: string }>(
    'SELECT value FROM setting WHERE key = $1',
    [KEY],
  );
  return rows[0] === undefined ? KEPT_FOR_EVER : { ...KEPT_FOR_EVER, ...JSON.parse(rows[0].value) };
}

/** Sets how long things are kept; whoever serves holds to it from the next day on. */
export async function setRetention(state: Pool, retention: Retention): Promise<void> {
  await state.query(
    `INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [KEY, JSON.stringify(retention)],
  );
}

/** When what has come of age is to go next, in milliseconds since 1970; empty where all is kept for ever. */
export async function retentionDue(state: Pool): Promise<readonly number[]> {
  const { events, rejects, seen } = await retentionOf(state);
  if (events === null && rejects === null && seen === null) return [];
  const { rows } = await state.query<{ value: string }>(
    'SELECT value FROM setting WHERE key = $1',
    [DONE_KEY],
  );
  return [rows[0] === undefined ? 0 : Number(rows[0].value) + DAY_MS];
}

export interface RetentionRequest {
  readonly stores: Stores;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly progress?: (text: string) => void;
}

/** Rows that have gone, by table. */
export type Aged = Readonly<Record<string, number>>;

/**
 * Deletes what is older than it is kept. Events that name nobody, such as counts of a month, are about no person and stay;
 * so do consents, which say what was allowed when it was done, and the entries of rights that are held: what a leg gave
 * that goes is from then on held by its word alone.
 */
export async function applyRetention(request: RetentionRequest): Promise<Aged> {
  const { stores, now, progress = () => {} } = request;
  const { state, facts } = stores;
  const client = await lockingClient(state);
  try {
    await waitForLock(client, ERASE_LOCK);
    await waitForLock(client, REBUILD_LOCK);
    await afterBackups(client);
    const retention = await retentionOf(client);
    await keepRights(stores, retention, now, progress);
    progress('looking for what has come of age');
    const found = await agedInFacts(facts, retention, now, await watermark(client));
    await toleratedLess(client, found);
    const people = await peopleOf(facts, found);
    const inState = await agedInState(client, retention, people, now);
    progress('writing anew what is left');
    await deleteRows(facts, found);
    if (found.length > 0) await recount(stores, client);
    await forgetInFacts(facts);
    await client.query(
      `INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [DONE_KEY, String(now)],
    );
    return { ...Object.fromEntries(found.map(({ table, rows }) => [table, rows])), ...inState };
  } finally {
    await releaseLocks(client);
  }
}

/** Before the events go: rights that legs of theirs gave, or took back, are kept as words of no ledger, and entries follow. */
async function keepRights(
  stores: Stores,
  { events }: Retention,
  now: number,
  progress: (text: string) => void,
): Promise<void> {
  if (events === null) return;
  await changeRights(stores, (client) => ageLegWords(client, now - events * DAY_MS));
  await settle(stores, progress);
}

/** Rows of people before a moment, in every table that has both, whoever made it. */
async function agedInFacts(
  facts: Facts,
  { events, rejects }: Retention,
  now: number,
  seq: number,
): Promise<readonly ToDelete[]> {
  const wanted: { table: string; where: string }[] = [];
  const before = (days: number): string =>
    `at < fromUnixTimestamp64Milli(toInt64(${now - days * DAY_MS}), 'UTC')`;
  if (rejects !== null) wanted.push({ table: 'reject', where: before(rejects) });
  if (events !== null) {
    // What is still on its way is counted once it is there: it goes the next time.
    const old = `isNotNull(identity_id) AND seq <= ${seq} AND ${before(events)}`;
    for (const { table, person } of await datedTables(facts)) {
      // Of rights that no touchpoint moved: they stand for as long as they are held.
      const isRight = /^transfer_g/.test(table)
        ? ` AND NOT (touchpoint = '' AND startsWith(kind, 'permission:'))`
        : '';
      wanted.push({ table, where: `isNotNull(${person}) AND ${before(events)}${isRight}` });
    }
    for (const table of await refusedTables(facts))
      wanted.push({ table, where: `seq IN (SELECT seq FROM event WHERE ${old})` });
    wanted.push({ table: 'event', where: old });
  }
  const found: ToDelete[] = [];
  for (const { table, where } of wanted) {
    const rows = await counted(facts, table, where);
    if (rows > 0) found.push({ table, where, rows });
  }
  return found;
}

async function datedTables(
  facts: Facts,
): Promise<readonly { readonly table: string; readonly person: string }[]> {
  return facts.rows(
    `SELECT table, 'person_id' AS person FROM system.columns WHERE database = currentDatabase()
       AND table IN (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree')
     GROUP BY table HAVING has(groupArray(name), 'person_id') AND has(groupArray(name), 'at') ORDER BY table`,
  );
}

async function refusedTables(facts: Facts): Promise<readonly string[]> {
  const rows = await facts.rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, '^leg_refused_g\\\\d+$') AND engine LIKE '%MergeTree'`,
  );
  return rows.map(({ name }) => name);
}

const PEOPLE_AT_ONCE = 10_000;

/** Whose encounters are about to go: what is known of them is then made anew of what is left. */
async function peopleOf(facts: Facts, found: readonly ToDelete[]): Promise<readonly string[]> {
  const people = new Set<string>();
  for (const { table, where } of found.filter((each) => each.table.startsWith('encounter_g')))
    for (const { id } of await facts.rows<{ id: string }>(
      `SELECT DISTINCT lower(hex(assumeNotNull(person_id))) AS id FROM ${table} WHERE ${where}`,
      { settings: { max_execution_time: 0 } },
    ))
      people.add(id);
  return [...people];
}

async function agedInState(
  client: PoolClient,
  { seen }: Retention,
  people: readonly string[],
  now: number,
): Promise<Aged> {
  const aged: Record<string, number> = {};
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [COMMIT_LOCK]);
    for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
      const { rowCount } = await client.query('DELETE FROM person WHERE person = ANY($1::uuid[])', [
        people.slice(from, from + PEOPLE_AT_ONCE),
      ]);
      aged['person'] = (aged['person'] ?? 0) + (rowCount ?? 0);
    }
    if (seen !== null) {
      const { rowCount } = await client.query('DELETE FROM seen WHERE day < $1', [
        new Date(now - seen * DAY_MS),
      ]);
      if (rowCount) aged['seen'] = rowCount;
    }
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
  return aged;
}

/** Days as they are written: `400`, `400d`, `13m`, `2y`, or `ever`. */
export function daysRead(text: string): number | null {
  if (text === 'ever') return null;
  const [, number = '', unit = 'd'] = /^(\d{1,6})([dmy]?)$/.exec(text) ?? [];
  const days = Number(number) * ({ d: 1, '': 1, m: 30, y: 365 }[unit] ?? 1);
  if (number === '' || days < 1)
    throw new StoreError({
      store: 'directory',
      code: 'retention',
      seen: `${text} is no time to keep something`,
      todo: 'write it as 400d, 13m, 2y or ever',
    });
  return days;
}
