import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import type { Bench, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { rounded } from './timing.ts';
import { benchModel, settled, withBenchStores } from './workspace.ts';

/** How many bytes a row of each table takes on the disk, and each of its columns that takes any to speak of. */
export const sizeBench: Bench = {
  name: 'size',
  about: 'bytes on the disk for a row of each fact table and column; rounds do not matter',
  rows: 3_000_000,
  rounds: 1,
  run: ({ rows, progress }) =>
    withBenchStores(async (stores) => {
      progress(`making ${rows} events and their ledger`);
      await makeEvents(stores, rows);
      await rebuild({ stores, ...benchModel() });
      await settled(stores.facts);
      // The number of the generation says nothing here.
      const name = `replaceRegexpOne(table, '_g.*', '')`;
      const tables = await stores.facts.rows<Sized>(
        `SELECT ${name} AS name, sum(bytes_on_disk) / sum(rows) AS bytes, toString(sum(rows)) AS count
         FROM system.parts WHERE active AND database = currentDatabase() AND table != 'migration' GROUP BY name ORDER BY name`,
      );
      const columns = await stores.facts.rows<Sized>(
        `SELECT concat(${name}, '.', column) AS name, sum(column_data_compressed_bytes) / sum(rows) AS bytes, toString(sum(rows)) AS count
         FROM system.parts_columns WHERE active AND database = currentDatabase() AND table != 'migration'
         GROUP BY name HAVING bytes >= 0.1 ORDER BY bytes DESC`,
      );
      const figures: Record<string, number> = { rows };
      for (const each of tables) {
        figures[`${each.name}_rows`] = Number(each.count);
        figures[`${each.name}_bytes`] = rounded(each.bytes);
      }
      for (const each of columns) figures[each.name] = rounded(each.bytes);
      return figures satisfies Figures;
    }),
};

interface Sized {
  readonly name: string;
  readonly bytes: number;
  readonly count: string;
}
