import type { Pool } from 'pg';
import type { Facts } from './facts.ts';
import {
  encounterRows,
  type Generation,
  heldRows,
  legRefusedRows,
  personSegmentTable,
  threadTable,
  transferRows,
  unmappedTable,
} from './generation.ts';
import { rowsUpToSql } from './standing.ts';
import { StoreError } from './store-error.ts';
import { isDamage, LEDGER_TABLE, RECORD_ADVICE } from './store-faults.ts';
import type { Stores } from './stores.ts';
import { WATERMARK_SQL } from './watermark.ts';

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

/**
 * Counts the rows of a generation up to `seqWorked`, as readers of a later moment count them: those past it may be of live
 * events.
 */
export async function tableRows(
  facts: Facts,
  generation: Pick<Generation, 'id' | 'seqWorked' | 'modelVersion'>,
): Promise<TableRows> {
  const worked = [personSegmentTable(generation), threadTable(generation)];
  const entries = [
    ...[encounterRows(generation), transferRows(generation)],
    ...[heldRows(generation), legRefusedRows(generation), unmappedTable(generation)],
  ];
  const { found } = await lookedAt(facts, worked);
  const counted = await Promise.all(
    entries.map(async (table) => {
      const rows = await facts.rows<{ count: string }>(
        `SELECT count() AS count FROM ${table} WHERE ${rowsUpToSql(table)}`,
        { parameters: { seq: generation.seqWorked }, settings: { max_execution_time: 0 } },
      );
      return [table, Number(rows[0]?.count)] as const;
    }),
  );
  return Object.fromEntries([...counted, ...worked.map((name) => [name, found.get(name) ?? 0])]);
}

/**
 * Holds the fact store to what PostgreSQL knows was acknowledged: the engine puts files that it cannot read aside when it
 * starts, and goes on without their rows. What is missing of a ledger is noted, for readers to be refused and the next
 * rebuild to make it anew; what is missing of the record is given back.
 */
export async function checkRecord({ state, facts }: Stores): Promise<RecordDamage> {
  const known = await acknowledged(state);
  const rows = { event: known.seq - known.erased, ...known.ledger?.rows };
  const { found, aside } = await lookedAt(facts, Object.keys(rows));
  const missing: Missing[] = [];
  for (const [table, wanted] of Object.entries(rows)) {
    const seq = table === 'event' ? known.seq : (known.ledger?.seqWorked ?? 0);
    const there = await rowsUpTo(facts, table, seq, wanted, found.get(table));
    if (there < wanted) missing.push({ table, wanted, there });
  }
  const made = missing.filter(({ table }) => table !== 'event');
  if (known.ledger !== null && made.length > 0)
    await noteDamage(state, known.ledger.id, made.map(missingWords).join(', '));
  const lost = missing.find(({ table }) => table === 'event');
  return {
    event: lost === undefined ? null : recordDamaged(missingWords(lost), aside('event')),
    reject:
      aside('reject').length === 0
        ? null
        : recordDamaged('rejects may be missing from "reject"', aside('reject')),
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

/** What PostgreSQL knows: events up to `seq`, of which so many were erased, and the ready generation as it was counted, unless it is known to be damaged. */
interface Acknowledged {
  readonly seq: number;
  readonly erased: number;
  readonly ledger: {
    readonly id: number;
    readonly seqWorked: number;
    readonly rows: TableRows;
  } | null;
}

async function acknowledged(state: Pool): Promise<Acknowledged> {
  const { rows } = await state.query<{
    seq: string;
    erased: string;
    id: string | null;
    seq_worked: string;
    table_rows: TableRows;
  }>(
    `SELECT ${WATERMARK_SQL} AS seq, (SELECT max(erased) FROM conducted) AS erased, id, seq_worked, table_rows
     FROM (SELECT 1) AS one LEFT JOIN (SELECT id, seq_worked, table_rows, damaged FROM generation WHERE state = 'ready'
       ORDER BY id DESC LIMIT 1) AS ready ON damaged IS NULL AND table_rows IS NOT NULL`,
  );
  const [row] = rows;
  if (row === undefined) return { seq: 0, erased: 0, ledger: null };
  const { id, seq_worked: seqWorked, table_rows: counted } = row;
  return {
    seq: Number(row.seq),
    erased: Number(row.erased),
    ledger: id === null ? null : { id: Number(id), seqWorked: Number(seqWorked), rows: counted },
  };
}

/** What the engine knows without reading a row: rows of tables, and folders of rows that it could not read when it started. */
async function lookedAt(
  facts: Facts,
  tables: readonly string[],
): Promise<{
  readonly found: ReadonlyMap<string, number>;
  readonly aside: (table: string) => readonly string[];
}> {
  const rows = await facts.rows<{ table: string; rows: string; path: string }>(
    `SELECT name AS table, ifNull(total_rows, 0) AS rows, '' AS path FROM system.tables
     WHERE database = currentDatabase() AND name IN {tables:Array(String)}
     UNION ALL SELECT table, 0, path FROM system.detached_parts
     WHERE database = currentDatabase() AND startsWith(ifNull(reason, ''), 'broken')`,
    { parameters: { tables } },
  );
  const there = rows.filter(({ path }) => path === '');
  return {
    found: new Map(there.map(({ table, rows: count }) => [table, Number(count)])),
    aside: (table) =>
      rows.filter((row) => row.table === table && row.path !== '').map(({ path }) => path),
  };
}

/**
 * Rows up to a watermark: those past it are of a run that has not ended, or was killed, and must not stand for others.
 * Events lie in the order of `seq`, so that counting them takes no reading; a table of a ledger is read where it has
 * another number of rows than wanted. Segments and threads are made whole in tables of their own.
 */
async function rowsUpTo(
  facts: Facts,
  table: string,
  seq: number,
  wanted: number,
  all: number | undefined,
): Promise<number> {
  if (all === undefined) return 0;
  if (table !== 'event' && (all === wanted || /^(person_segment|thread)_/.test(table))) return all;
  const rows = await facts.rows<{ count: string }>(
    `SELECT count() AS count FROM ${table} WHERE ${rowsUpToSql(table)}`,
    { parameters: { seq } },
  );
  return Number(rows[0]?.count);
}

function missingWords({ table, wanted, there }: Missing): string {
  const count = (value: number): string => value.toLocaleString('en');
  return `${count(wanted - there)} of ${count(wanted)} rows of "${table}" are missing`;
}

function recordDamaged(what: string, aside: readonly string[]): StoreError {
  const seen = aside.length === 0 ? what : `${what}; put aside: ${aside.join(', ')}`;
  return new StoreError({ store: 'facts', code: 'record-damaged', seen, todo: RECORD_ADVICE });
}
