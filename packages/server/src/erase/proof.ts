import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storeSettings } from '../store/settings.ts';
import type { Stores } from '../store/stores.ts';
import { counted } from './erase-facts.ts';
import { counter, needlesOf } from './needles.ts';
import { type FilesSearched, searchFiles } from './proof-files.ts';
import type { Subject } from './subject.ts';

/** What was searched for whoever was erased, and what was found of them. */
export interface Proof extends FilesSearched {
  /** When it was begun, ISO 8601. */
  readonly at: string;
  readonly seconds: number;
  /** Pseudonyms and ids that were looked for. */
  readonly searchedFor: number;
  /** Ids of fewer than four characters, which stand in everything: they were not looked for. */
  readonly idsTooShort: number;
  /** Rows that the stores themselves find by a pseudonym: in columns and in texts. */
  readonly rows: number;
  /** Stores whose files lie elsewhere: only their rows were searched. */
  readonly elsewhere: readonly ('state' | 'facts')[];
}

/**
 * Searches every file of the data directory, as it lies on the disk and unpacked, and both stores by their own words, for
 * each pseudonym in each spelling and for each id that was given. Nothing of them may be found.
 */
export async function prove(
  stores: Stores,
  dataDir: string,
  subjects: readonly Subject[],
  progress: (text: string) => void,
): Promise<Proof> {
  const began = performance.now();
  const at = new Date().toISOString();
  const { needles, short } = needlesOf(subjects);
  const { databaseUrl, clickhouseUrl } = storeSettings();
  const searched = await searchFiles(dataDir, needles, progress);
  progress('asking both stores');
  const rows = (await rowsInFacts(stores, subjects)) + (await rowsInState(stores, subjects));
  return {
    ...{ at, seconds: Math.round((performance.now() - began) / 10) / 100 },
    searchedFor: new Set(needles.map(({ of }) => of)).size,
    idsTooShort: short.length,
    ...searched,
    rows,
    elsewhere: [
      ...(databaseUrl === undefined ? [] : (['state'] as const)),
      ...(clickhouseUrl === undefined ? [] : (['facts'] as const)),
    ],
  };
}

/** By the engine, whatever way a column is packed: each column of 16 bytes, and each of texts. */
async function rowsInFacts({ facts }: Stores, subjects: readonly Subject[]): Promise<number> {
  const columns = await facts.rows<{ table: string; ids: string[] }>(
    `SELECT table, groupArray(name) AS ids FROM system.columns
     WHERE database = currentDatabase() AND type LIKE '%FixedString(16)%' AND table IN
       (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree')
     GROUP BY table`,
  );
  const identities = subjects.flatMap((subject) => subject.identities);
  let rows = 0;
  for (const { table, ids } of columns) {
    const where = ids.map(
      (id) => `${id} IN (SELECT toFixedString(unhex(arrayJoin({ids:Array(String)})), 16))`,
    );
    // What is asked for goes in the address, which must not be long.
    for (let from = 0; from < identities.length; from += ASKED_MOST) {
      const parameters = { ids: identities.slice(from, from + ASKED_MOST) };
      rows += await counted(facts, table, where.join(' OR '), { parameters });
    }
  }
  return rows;
}

const ASKED_MOST = 100;

/**
 * Rows with a pseudonym in a column for one or in a text: PostgreSQL may keep long texts packed in a way of its own. What
 * is kept as bytes it keeps as they are, for the search of files to find.
 */
async function rowsInState({ state }: Stores, subjects: readonly Subject[]): Promise<number> {
  const { rows: columns } = await state.query<{ table: string; name: string; is_id: boolean }>(
    `SELECT quote_ident(table_name) AS table, quote_ident(column_name) AS name, data_type = 'uuid' AS is_id
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name NOT IN ('seen', 'migration')
       AND data_type IN ('uuid', 'text', 'json', 'jsonb', 'ARRAY')`,
  );
  const identities = subjects.flatMap((subject) => subject.identities);
  let found = 0;
  for (const { table, name, is_id: isId } of columns) {
    const where = isId
      ? `${name} = ANY($1::uuid[])`
      : `EXISTS (SELECT FROM regexp_matches(lower(replace(${name}::text, '-', '')), '[0-9a-f]{32}', 'g') AS word
           WHERE word[1] = ANY($1::text[]))`;
    const { rows } = await state.query<{ rows: string }>(
      `SELECT count(*) AS rows FROM ${table} WHERE ${where}`,
      [identities],
    );
    found += Number(rows[0]?.rows ?? 0);
  }
  return found;
}

/** Blackens in the logs of a data directory whatever stands for these people; what is being written to stays as long as it is. */
export async function blackenLogs(dataDir: string, subjects: readonly Subject[]): Promise<number> {
  const folder = join(dataDir, 'log');
  const { needles } = needlesOf(subjects);
  const count = counter(needles);
  let lines = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const text = await readFile(path, 'latin1');
    const kept = text.split('\n').map((line) => {
      count.take(Buffer.from(line, 'latin1'));
      if (count.end().hits === 0) return line;
      lines += 1;
      return '#'.repeat(line.length);
    });
    // In place: who has it open goes on at its end.
    if (kept.join('\n') !== text)
      await writeFile(path, kept.join('\n'), { encoding: 'latin1', flag: 'r+' });
  }
  return lines;
}
