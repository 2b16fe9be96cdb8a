import { setTimeout as wait } from 'node:timers/promises';
import { textSql } from '@bothways/core';
import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';
import { storeSettings } from '../store/settings.ts';
import { unlessGone } from './erase-facts.ts';
import type { Needle } from './needles.ts';
import { searchFiles } from './proof-files.ts';

/** Milliseconds in which parts that nobody reads any more go, and how often to look. */
const [LEAVING_MS_MAX, LOOK_MS] = [60_000, 50] as const;

/**
 * Makes the files of the fact store hold what its tables hold: the engine keeps parts that it has written anew for some
 * minutes, dropped tables as well, and the words of what it deleted by. A server of its own does the same by itself, in
 * its own time: there nothing is changed.
 */
export async function forgetInFacts(facts: Facts): Promise<void> {
  if (storeSettings().clickhouseUrl !== undefined) return;
  // Those that merges leave from here on have nobody in them.
  const old = await oldParts(facts);
  const tables = [...new Set(old.map(({ table }) => table))];
  const { cluster } = factTables();
  const run = (sql: string): Promise<void> => unlessGone(undefined, () => facts.run(sql));
  for (const table of tables)
    await run(
      `ALTER TABLE ${table} ${cluster} MODIFY SETTING old_parts_lifetime = 0, cleanup_delay_period = 0`,
    );
  try {
    for (let waited = 0; waited < LEAVING_MS_MAX; waited += LOOK_MS) {
      const now = new Set((await oldParts(facts)).map(({ path }) => path));
      const left = old.filter(({ path }) => now.has(path));
      if (left.length === 0 && (await isDropped(facts))) break;
      // Whoever tidies up sleeps half a minute unless it is woken.
      for (const table of new Set(left.map((each) => each.table)))
        await run(`SYSTEM START CLEANUP ${table}`);
      await wait(LOOK_MS);
    }
  } finally {
    for (const table of tables)
      await run(
        `ALTER TABLE ${table} ${cluster} RESET SETTING old_parts_lifetime, cleanup_delay_period`,
      );
  }
  await facts.run(`KILL MUTATION WHERE database = currentDatabase() AND is_done SYNC`);
}

/**
 * Removes parts that were put aside and hold somebody, or that cannot be read, so that nobody can say whose rows they hold.
 * Gives how many.
 */
export async function dropPartsAside(facts: Facts, needles: readonly Needle[]): Promise<number> {
  if (storeSettings().clickhouseUrl !== undefined) return 0;
  const rows = await facts.rows<{ table: string; name: string; path: string }>(
    'SELECT table, name, path FROM system.detached_parts WHERE database = currentDatabase()',
  );
  let dropped = 0;
  for (const { table, name, path } of rows) {
    const { hits, unread } = await searchFiles(path, needles);
    if (hits === 0 && unread.length === 0) continue;
    await facts.run(`ALTER TABLE ${table} DROP DETACHED PART ${textSql(name)}`, {
      settings: { allow_drop_detached: 1 },
    });
    dropped += 1;
  }
  return dropped;
}

async function oldParts(
  facts: Facts,
): Promise<readonly { readonly table: string; readonly path: string }[]> {
  return facts.rows(
    `SELECT table, path FROM system.parts WHERE database = currentDatabase() AND NOT active AND table IN
       (SELECT name FROM system.tables WHERE database = currentDatabase())`,
  );
}

async function isDropped(facts: Facts): Promise<boolean> {
  const rows = await facts.rows('SELECT 1 FROM system.dropped_tables LIMIT 1');
  return rows.length === 0;
}
