import type { Pool } from 'pg';
import type { Facts } from './facts.ts';
import {
  encounterTable,
  type Generation,
  legRefusedTable,
  personSegmentTable,
  transferTable,
  unmappedTable,
} from './generation.ts';
import { StoreError } from './store-error.ts';
import { isDamage, LEDGER_TABLE, RECORD_ADVICE } from './store-faults.ts';
import type { Stores } from './stores.ts';

/** How many rows each table of a generation has, by its name. */
export type TableRows = Readonly<Record<string, number>>;

/** Rows that were acknowledged and are there no more. */
interface Missing {
  readonly table: string;
  readonly wanted: number;
  readonly there: number;
}

/** What of the record is damaged: events, which stops all that would build on them, or rejects. */
export interface RecordDamage {
  readonly event: StoreError | null;
  readonly reject: StoreError | null;
}

/** Counts the rows of a generation from what the engine keeps beside them, reading none. Nothing may lie past its watermark. */
export async function tableRows(
  facts: Facts,
  generation: Pick<Generation, 'id' | 'seqDone' | 'modelVersion'>,
): Promise<TableRows> {
  const names = [
    encounterTable(generation),
    transferTable(generation),
    legRefusedTable(generation),
    unmappedTable(generation),
    personSegmentTable(generation),
  ];
  const found = await rowsThere(facts, names);
  return Object.fromEntries(names.map((name) => [name, found.get(name) ?? 0]));
}

/**
 * Holds the fact store to what PostgreSQL knows was acknowledged: the engine puts files that it cannot read aside when it
 * starts, and goes on without their rows. What is missing of a ledger is noted, for readers to be refused and the next
 * rebuild to make it anew; what is missing of the record is given back.
 */
export async function checkRecord({ state, facts }: Stores): Promise<RecordDamage> {
  const { rows } = await state.query<{ seq: string | null }>(
    `SELECT max(seq_to) AS seq FROM import WHERE state = 'done'`,
  );
  const seq = Number(rows[0]?.seq ?? 0);
  const ledger = await ledgerCounted(state);
  const missing = [
    ...(await missingOf(facts, { event: seq }, seq)),
    ...(ledger === null ? [] : await missingOf(facts, ledger.rows, ledger.seqDone)),
  ];
  const made = missing.filter(({ table }) => table !== 'event');
  if (ledger !== null && made.length > 0)
    await noteDamage(state, ledger.id, made.map(missingWords).join(', '));
  const lost = missing.find(({ table }) => table === 'event');
  const [event, reject] = [await asideOf(facts, 'event'), await asideOf(facts, 'reject')];
  return {
    event:
      lost === undefined
        ? null
        : recordDamaged(`${missingWords(lost)}${event === '' ? '' : `; put aside: ${event}`}`),
    reject:
      reject === ''
        ? null
        : recordDamaged(`rejects may be missing from "reject"; put aside: ${reject}`),
  };
}

/**
 * Where a fault says that a table of a ledger cannot be read, notes it, so that the next rebuild makes it anew.
 * If that cannot be noted it is seen again.
 */
export async function noteUnreadable(state: Pool, fault: unknown): Promise<void> {
  if (!(fault instanceof StoreError) || !isDamage(fault)) return;
  const [, id] = LEDGER_TABLE.exec(fault.seen) ?? [];
  if (id !== undefined)
    await noteDamage(state, Number(id), fault.seen.split('\n')[0] ?? '').catch(() => {});
}

/** Notes that a generation is damaged; the first to see it says how. */
async function noteDamage(state: Pool, generation: number, seen: string): Promise<void> {
  await state.query('UPDATE generation SET damaged = $2 WHERE id = $1 AND damaged IS NULL', [
    generation,
    seen,
  ]);
}

/** The ready generation as it was counted; null where there is none, or it is known to be damaged. */
async function ledgerCounted(
  state: Pool,
): Promise<{ readonly id: number; readonly seqDone: number; readonly rows: TableRows } | null> {
  const { rows } = await state.query<{ id: string; seq_done: string; table_rows: TableRows }>(
    `SELECT id, seq_done, table_rows FROM generation
     WHERE state = 'ready' AND damaged IS NULL AND table_rows IS NOT NULL ORDER BY id DESC LIMIT 1`,
  );
  const [row] = rows;
  return row === undefined
    ? null
    : { id: Number(row.id), seqDone: Number(row.seq_done), rows: row.table_rows };
}

async function missingOf(
  facts: Facts,
  wanted: TableRows,
  seq: number,
): Promise<readonly Missing[]> {
  const found = await rowsThere(facts, Object.keys(wanted));
  const missing: Missing[] = [];
  for (const [table, count] of Object.entries(wanted)) {
    const all = found.get(table);
    if (all === count) continue;
    // Rows past the watermark are of a run that has not ended, or was killed: they must not stand for others.
    const there = all === undefined ? 0 : await rowsUpTo(facts, table, all, seq);
    if (there < count) missing.push({ table, wanted: count, there });
  }
  return missing;
}

async function rowsThere(
  facts: Facts,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await facts.rows<{ name: string; rows: string | null }>(
    `SELECT name, total_rows AS rows FROM system.tables
     WHERE database = currentDatabase() AND name IN {tables:Array(String)}`,
    { parameters: { tables } },
  );
  return new Map(rows.map(({ name, rows: count }) => [name, Number(count ?? 0)]));
}

async function rowsUpTo(facts: Facts, table: string, all: number, seq: number): Promise<number> {
  // Segments are made whole in a table of their own, by person.
  if (table.startsWith('person_segment')) return all;
  const rows = await facts.rows<{ count: string }>(
    `SELECT count() AS count FROM ${table} WHERE seq <= {seq:UInt64}`,
    { parameters: { seq } },
  );
  return Number(rows[0]?.count);
}

/** Folders of rows that the engine could not read when it started, in words. */
async function asideOf(facts: Facts, table: string): Promise<string> {
  const rows = await facts.rows<{ path: string }>(
    `SELECT path FROM system.detached_parts
     WHERE database = currentDatabase() AND table = {table:String} AND startsWith(ifNull(reason, ''), 'broken')`,
    { parameters: { table } },
  );
  return rows.map(({ path }) => path).join(', ');
}

function missingWords({ table, wanted, there }: Missing): string {
  const count = (value: number): string => value.toLocaleString('en');
  return `${count(wanted - there)} of ${count(wanted)} rows of "${table}" are missing`;
}

function recordDamaged(seen: string): StoreError {
  return new StoreError({ store: 'facts', code: 'record-damaged', seen, todo: RECORD_ADVICE });
}
