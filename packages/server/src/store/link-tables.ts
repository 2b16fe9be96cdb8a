import { Readable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import { factTables } from './fact-tables.ts';
import type { Stores } from './stores.ts';

/** Identities that are read and sent to the fact store at one go. */
const AT_ONCE = 50_000;

/** Where whose identities are is read from: the state store, within a transaction or not. */
type State = Pool | PoolClient;

/**
 * Makes a table of all linked identities in the fact store anew, (identity, person), for what joins it; its name, or null
 * where nobody is linked. All others are persons by themselves.
 */
export function linksTable(
  state: State,
  facts: Stores['facts'],
  name: string,
): Promise<string | null> {
  return filled(state, facts, name, { text: 'SELECT identity, person FROM identity', values: [] });
}

/**
 * The same of identities whose links changed by events behind `seq`, and of no others: those that are linked to nobody now
 * are their own persons.
 */
export function turnedTable(
  state: State,
  facts: Stores['facts'],
  name: string,
  seq: number,
): Promise<string | null> {
  return filled(state, facts, name, {
    text: `SELECT DISTINCT ON (anonymous) anonymous AS identity, coalesce(person, anonymous) AS person
      FROM identity_link LEFT JOIN identity ON identity = anonymous WHERE changed_to > $3 ORDER BY anonymous`,
    values: [seq],
  });
}

export async function dropLinksTable(facts: Stores['facts'], name: string): Promise<void> {
  await facts.run(`DROP TABLE IF EXISTS ${name} ${factTables().cluster}`);
}

/** Page by page, so that memory does not grow with how many there are. What changes meanwhile has a number behind. */
async function filled(
  state: State,
  facts: Stores['facts'],
  name: string,
  { text, values }: { readonly text: string; readonly values: readonly number[] },
): Promise<string | null> {
  const { cluster, engine, settings } = factTables();
  await dropLinksTable(facts, name);
  for (let after: string | null = null, isFirst = true; ; isFirst = false) {
    const { rows }: { rows: [string, string][] } = await state.query<[string, string]>({
      text: `SELECT replace(identity::text, '-', ''), replace(person::text, '-', '') FROM (${text}) AS linked
        WHERE $1::uuid IS NULL OR identity > $1 ORDER BY identity LIMIT $2`,
      values: [after, AT_ONCE, ...values],
      rowMode: 'array',
    });
    if (rows.length === 0) return isFirst ? null : name;
    if (isFirst)
      await facts.run(
        `CREATE TABLE ${name} ${cluster} (identity FixedString(16), person FixedString(16)) ENGINE = ${engine} ORDER BY identity ${settings}`,
      );
    const body = Readable.from([Buffer.from(rows.flat().join(''), 'hex')]);
    await facts.insert(name, 'RowBinary', body, { settings: { insert_deduplicate: 0 } });
    if (rows.length < AT_ONCE) return name;
    after = rows.at(-1)?.[0] ?? null;
  }
}
