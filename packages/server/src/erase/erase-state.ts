import type { PoolClient } from 'pg';
import type { Subject } from './subject.ts';

/** Rows that were deleted or blackened, of one table. */
export interface StateErased {
  readonly table: string;
  readonly rows: number;
}

/** Columns of the type uuid that name no person. */
const NOBODY = ['key', 'fresh', 'record_id'];
/** Where texts may name somebody: there the name is blackened, and the row stays, as it is of what was decided. */
const TEXTS = [
  { table: 'finding_event', columns: ['stake', 'told', 'said'] },
  { table: 'generation', columns: ['summary'] },
] as const;
/** What a name in a text becomes. */
const BLACK = '(erased)';
/** Ids shorter than this stand in texts that do not mean them. */
const CHARACTERS_LEAST = 4;

/**
 * Deletes what the state store has of these persons: each row of any table with a pseudonym of theirs in it, and their
 * names in texts about findings. Within a transaction.
 */
export async function eraseState(
  client: PoolClient,
  subjects: readonly Subject[],
): Promise<readonly StateErased[]> {
  const identities = subjects.flatMap((subject) => subject.identities);
  const erased: StateErased[] = [];
  for (const { table, columns } of await tablesOfPeople(client)) {
    const where = columns.map((column) => `${client.escapeIdentifier(column)} = ANY($1::uuid[])`);
    const { rowCount } = await client.query(
      `DELETE FROM ${client.escapeIdentifier(table)} WHERE ${where.join(' OR ')}`,
      [identities],
    );
    if (rowCount) erased.push({ table, rows: rowCount });
  }
  for (const { table, columns } of TEXTS) {
    const rows = await blackened(client, table, columns, subjects);
    if (rows > 0) erased.push({ table, rows });
  }
  return erased;
}

/** Tables with pseudonyms in a column, whoever made them; but the list of whom to erase, which goes last. */
export async function tablesOfPeople(
  client: PoolClient,
): Promise<readonly { readonly table: string; readonly columns: readonly string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT table_name AS table, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND data_type = 'uuid'
       AND table_name <> 'erasure' AND column_name <> ALL($1) GROUP BY 1 ORDER BY 1`,
    [NOBODY],
  );
  return rows;
}

async function blackened(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  subjects: readonly Subject[],
): Promise<number> {
  const names = namesIn(subjects);
  let rows = 0;
  for (const column of columns) {
    const text = `${column}::text`;
    const { rowCount } = await client.query(
      `UPDATE ${table} SET ${column} = regexp_replace(${text}, $1, '\\1${BLACK}\\3', 'gi')::${await typeOf(client, table, column)}
       WHERE ${text} ~* $1`,
      [`(^|[^0-9A-Za-z_])(${names.join('|')})([^0-9A-Za-z_]|$)`],
    );
    rows += rowCount ?? 0;
  }
  return rows;
}

async function typeOf(client: PoolClient, table: string, column: string): Promise<string> {
  const { rows } = await client.query<{ type: string }>(
    `SELECT data_type AS type FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND column_name = $2`,
    [table, column],
  );
  return rows[0]?.type ?? 'text';
}

/** What stands for a person in a text, as regular expressions: pseudonyms with and without hyphens, and ids. */
function namesIn(subjects: readonly Subject[]): readonly string[] {
  const pseudonyms = subjects
    .flatMap(({ identities }) => identities)
    .map((each) =>
      [8, 12, 16, 20].reduce(
        (text, at, index) => `${text.slice(0, at + 2 * index)}-?${text.slice(at + 2 * index)}`,
        each,
      ),
    );
  const ids = subjects.flatMap((subject) => subject.ids);
  return [
    ...pseudonyms,
    ...ids
      .filter((id) => id.length >= CHARACTERS_LEAST)
      .map((id) => id.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')),
  ];
}
