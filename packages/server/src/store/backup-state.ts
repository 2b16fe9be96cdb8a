import { Readable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import { readBackupFile, writeBackupFile } from './backup-file.ts';
import type { BackupTable, Manifest } from './backup-manifest.ts';
import { WATERMARK_SQL } from './watermark.ts';

/** What one moment of the state store says about the facts that a backup of that moment has. */
export interface Moment {
  readonly version: number;
  /** Events up to here are of imports that were done. */
  readonly seq: number;
  readonly importIdMax: number;
  /** Imports that were not done, whose rejects are not in it. */
  readonly importsOpen: readonly number[];
  /** Batches of live events up to here have arrived: rejects of later ones are not in it. */
  readonly shippedTo: number;
  readonly generation: Manifest['generation'];
}

/** Rows taken at once; a row may hold all files of a model. Of tables with many small rows more. */
const ROWS_AT_ONCE = 50;
const SMALL_ROWS_AT_ONCE = 5_000;
const SMALL_ROWS: ReadonlySet<string> = new Set(['seen', 'identity', 'identity_link', 'consent']);

/**
 * Tables of which not all rows go into a backup: an import that runs is not done there, and of the generations it has
 * the one that readers use.
 */
const kept: Readonly<Record<string, (moment: Moment) => string>> = {
  import: () => `state IN ('done', 'failed')`,
  generation: ({ generation }) => `id = ${generation?.id ?? 0}`,
};

/** Copies all of the state store but its record of migrations, as it is at one moment, and says what that was. */
export async function copyState(
  client: PoolClient,
  folder: string,
): Promise<{ readonly moment: Moment; readonly tables: readonly BackupTable[] }> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const moment = await momentOf(client);
  const { rows: all } = await client.query<{ table: string }>(
    `SELECT table_name AS table FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> 'migration' ORDER BY 1`,
  );
  const tables: BackupTable[] = [];
  for (const { table } of all) tables.push(await copyTable(client, folder, table, moment));
  await client.query('COMMIT');
  return { moment, tables };
}

/** The version of the state store since which there are live events. */
const LIVE_VERSION = 8;
const IMPORTED_SQL = `(SELECT coalesce(max(seq_to), 0) FROM import WHERE state = 'done')`;
const SHIPPED_SQL = 'coalesce((SELECT min(id) - 1 FROM outbox), (SELECT outbox_to FROM conducted))';

async function momentOf(client: PoolClient): Promise<Moment> {
  const { rows: versions } = await client.query<{ version: number }>(
    'SELECT max(version) AS version FROM migration',
  );
  const version = versions[0]?.version ?? 0;
  const isLive = version >= LIVE_VERSION;
  const { rows } = await client.query<{
    seq: string;
    last: string;
    open: string[];
    shipped: string;
  }>(
    `SELECT ${isLive ? WATERMARK_SQL : IMPORTED_SQL} AS seq,
       (SELECT coalesce(max(id), 0) FROM import) AS last,
       ARRAY(SELECT id FROM import WHERE state NOT IN ('done', 'failed') ORDER BY id) AS open,
       ${isLive ? SHIPPED_SQL : '0'} AS shipped`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('bug: a SELECT without FROM gave no row');
  // A ledger that was seen to be damaged is left out: it is made anew from the events, of which there is a copy.
  const { rows: ready } = await client.query<{
    id: string;
    model_version: string;
    seq_done: string;
    seq_worked: string;
    damaged: string | null;
  }>(
    `SELECT id, model_version, seq_done, coalesce(to_jsonb(g) ->> 'seq_worked', seq_done::text) AS seq_worked,
       to_jsonb(g) ->> 'damaged' AS damaged
     FROM generation AS g WHERE state = 'ready' ORDER BY id DESC LIMIT 1`,
  );
  const [one] = ready;
  return {
    version,
    seq: Number(row.seq),
    importIdMax: Number(row.last),
    importsOpen: row.open.map(Number),
    shippedTo: Number(row.shipped),
    generation:
      one === undefined || one.damaged !== null
        ? null
        : {
            id: Number(one.id),
            modelVersion: Number(one.model_version),
            seqDone: Number(one.seq_done),
            seqWorked: Number(one.seq_worked),
          },
  };
}

/** A table as one JSON object a row, a row a line: exact whatever the types. */
async function copyTable(
  client: PoolClient,
  folder: string,
  table: string,
  moment: Moment,
): Promise<BackupTable> {
  const name = client.escapeIdentifier(table);
  const where = kept[table]?.(moment) ?? 'true';
  await client.query(
    `DECLARE copied NO SCROLL CURSOR FOR SELECT row_to_json(row)::text AS line FROM ${name} AS row WHERE ${where}`,
  );
  let count = 0;
  const body = Readable.from(
    fetched(client, rowsAtOnce(table), (rows) => {
      count += rows;
    }),
    { objectMode: false },
  );
  const file = await writeBackupFile(folder, `state-${table}.jsonl.zst`, body);
  await client.query('CLOSE copied');
  return { table, rows: count, columns: [], files: [file] };
}

function rowsAtOnce(table: string): number {
  return SMALL_ROWS.has(table) ? SMALL_ROWS_AT_ONCE : ROWS_AT_ONCE;
}

async function* fetched(
  client: PoolClient,
  atOnce: number,
  counted: (rows: number) => void,
): AsyncGenerator<string> {
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${atOnce} FROM copied`);
    if (rows.length === 0) return;
    counted(rows.length);
    yield rows.map(({ line }) => `${line}\n`).join('');
  }
}

/** Fills the tables of an empty state store of the backup's version, all or none. */
export async function loadState(
  state: Pool,
  folder: string,
  tables: readonly BackupTable[],
): Promise<void> {
  const client = await state.connect();
  try {
    // Rows come table by table: what refers to another is there in the end, as it was.
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    for (const each of tables) await loadTable(client, folder, each);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function loadTable(
  client: PoolClient,
  folder: string,
  { table, rows, files }: BackupTable,
): Promise<void> {
  const name = client.escapeIdentifier(table);
  await client.query(`DELETE FROM ${name}`);
  let [count, lines]: [number, string[]] = [0, []];
  const send = async (): Promise<void> => {
    const { rowCount } = await client.query(
      `INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${name}, $1::json)`,
      [`[${lines.join(',')}]`],
    );
    count += rowCount ?? 0;
    lines = [];
  };
  for (const file of files) {
    for await (const line of linesOf(readBackupFile(folder, file))) {
      lines.push(line);
      if (lines.length === rowsAtOnce(table)) await send();
    }
  }
  if (lines.length > 0) await send();
  if (count !== rows) throw new Error(`${count} of ${rows} rows of ${table} came in`);
  const { rows: counted } = await client.query<{ column: string }>(
    `SELECT column_name AS column FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND is_identity = 'YES'`,
    [table],
  );
  for (const { column } of counted)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max(${client.escapeIdentifier(column)})) FROM ${name} HAVING count(*) > 0`,
      [name, column],
    );
}

/** What stands before each line feed: a text in a row may hold any other separator of lines as it is, such as U+2028. */
async function* linesOf(bytes: Readable): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of bytes.setEncoding('utf8')) {
    const lines = `${held}${chunk}`.split('\n');
    held = lines.pop() ?? '';
    yield* lines;
  }
}
