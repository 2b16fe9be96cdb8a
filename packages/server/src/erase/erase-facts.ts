import { Readable } from 'node:stream';
import { factTables } from '../store/fact-tables.ts';
import type { FactOptions, Facts } from '../store/facts.ts';
import { codeOf } from '../store/store-error.ts';
import type { Subject } from './subject.ts';
import { rejectsSql } from './their-rejects.ts';

/** Rows of one table that are to go, by a condition that names nobody: what is deleted by is kept on the disk for a while. */
export interface ToDelete {
  readonly table: string;
  readonly where: string;
  readonly rows: number;
}

/** Who is being erased, while it goes on: dropped at its end, and made anew by the next run where one was killed. */
const SUBJECTS = 'erasing';
const REJECTS = 'erasing_reject';
const NO_LIMIT: FactOptions = { settings: { max_execution_time: 0 } };

/**
 * Finds what the fact store has of these persons: whatever tables it has, each row that has a pseudonym of theirs in a
 * column of pseudonyms, what was refused of their events, and rejects that hold an id of theirs. Tables come in an order
 * in which they can be deleted one after the other: events last, as others are found by them.
 */
export async function findInFacts(
  facts: Facts,
  subjects: readonly Subject[],
  key: Buffer,
): Promise<readonly ToDelete[]> {
  await noteSubjects(facts, subjects);
  await noteRejects(facts, subjects, key);
  const found: ToDelete[] = [];
  for (const { table, columns } of await tablesOfPeople(facts)) {
    const where = conditionOf(columns);
    const rows = await counted(facts, table, where);
    if (rows > 0) found.push({ table, where, rows });
  }
  const rejects = `reinterpretAsUInt128(sipHash128(detail, raw)) IN (SELECT hash FROM ${REJECTS})`;
  const refused = await counted(facts, 'reject', rejects);
  if (refused > 0) found.push({ table: 'reject', where: rejects, rows: refused });
  return found;
}

/** Deletes rows, and waits until what is left has been written anew. */
export async function deleteRows(facts: Facts, rows: readonly ToDelete[]): Promise<void> {
  const { cluster } = factTables();
  const inOrder = [...rows].sort(
    (a, b) => Number(a.table === 'event') - Number(b.table === 'event'),
  );
  for (const { table, where } of inOrder)
    await unlessGone(undefined, () =>
      facts.run(`ALTER TABLE ${table} ${cluster} DELETE WHERE ${where}`, {
        settings: { mutations_sync: 2, max_execution_time: 0, allow_nondeterministic_mutations: 1 },
      }),
    );
}

/** Drops what said who was to be erased. */
export async function forgetSubjects(facts: Facts): Promise<void> {
  const { cluster } = factTables();
  for (const table of [SUBJECTS, REJECTS])
    await facts.run(`DROP TABLE IF EXISTS ${table} ${cluster} SYNC`);
}

async function noteSubjects(facts: Facts, subjects: readonly Subject[]): Promise<void> {
  const { cluster, engine } = factTables();
  await forgetSubjects(facts);
  await facts.run(
    `CREATE TABLE ${SUBJECTS} ${cluster} (id FixedString(16)) ENGINE = ${engine} ORDER BY id`,
  );
  await facts.run(
    `CREATE TABLE ${REJECTS} ${cluster} (hash UInt128) ENGINE = ${engine} ORDER BY hash`,
  );
  const identities = [...new Set(subjects.flatMap((subject) => subject.identities))];
  const bytes = Buffer.concat(identities.map((each) => Buffer.from(each, 'hex')));
  await facts.insert(SUBJECTS, 'RowBinary', Readable.from([bytes], { objectMode: false }), {
    settings: { insert_deduplicate: 0 },
  });
}

async function noteRejects(facts: Facts, subjects: readonly Subject[], key: Buffer): Promise<void> {
  const [some] = await facts.rows<{ rows: string }>('SELECT count() AS rows FROM reject');
  if (some?.rows === '0') return;
  const ids = subjects.flatMap((subject) => subject.ids);
  const { sql, parameters } = rejectsSql(ids, key, `SELECT id FROM ${SUBJECTS}`);
  await facts.run(
    `INSERT INTO ${REJECTS} SETTINGS insert_deduplicate = 0 SELECT DISTINCT reinterpretAsUInt128(sipHash128(detail, raw)) FROM reject WHERE ${sql}`,
    { parameters, ...NO_LIMIT },
  );
}

interface PeopleTable {
  readonly table: string;
  /** Those that hold pseudonyms of persons. */
  readonly columns: readonly string[];
}

/** Columns of 16 bytes that are no person's. */
const NOBODY = ['encounter_id', 'account_id'];

/** Tables that hold pseudonyms of persons, whoever made them: of every generation, whether it is read, retired or being built. */
async function tablesOfPeople(facts: Facts): Promise<readonly PeopleTable[]> {
  const rows = await facts.rows<{ table: string; columns: string[] }>(
    `SELECT table, groupArrayIf(name, type LIKE '%FixedString(16)%' AND name NOT IN {nobody:Array(String)}) AS columns
     FROM system.columns WHERE database = currentDatabase() AND table NOT IN {own:Array(String)} AND table IN
       (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree')
     GROUP BY table HAVING notEmpty(columns) OR startsWith(table, 'leg_refused_g') ORDER BY table = 'event', table`,
    { parameters: { nobody: NOBODY, own: [SUBJECTS, REJECTS] } },
  );
  return rows;
}

/** What was refused of an event has no column of a person: it is found by the event. */
function conditionOf(columns: readonly string[]): string {
  const isTheirs = (column: string): string => `${column} IN (SELECT id FROM ${SUBJECTS})`;
  if (columns.length === 0)
    return `seq IN (SELECT seq FROM event WHERE ${isTheirs('identity_id')})`;
  return columns.map(isTheirs).join(' OR ');
}

/** Rows that a condition finds; none where the table has gone meanwhile, such as one of a moment in the background. */
export async function counted(
  facts: Facts,
  table: string,
  where: string,
  options: FactOptions = {},
): Promise<number> {
  return unlessGone(0, async () => {
    const [row] = await facts.rows<{ rows: string }>(
      `SELECT count() AS rows FROM ${table} WHERE ${where}`,
      { ...NO_LIMIT, ...options },
    );
    return Number(row?.rows ?? 0);
  });
}

/** ClickHouse's code for a table that there is not. */
const UNKNOWN_TABLE = '60';

/** Does something with a table, unless it has gone meanwhile. */
export async function unlessGone<Made>(otherwise: Made, task: () => Promise<Made>): Promise<Made> {
  try {
    return await task();
  } catch (fault) {
    if (codeOf(fault) === UNKNOWN_TABLE) return otherwise;
    throw fault;
  }
}
