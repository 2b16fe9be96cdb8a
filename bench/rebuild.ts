import { RECOGNISED_COLUMNS, REFUSED_SQL } from '../packages/core/src/index.ts';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { createGeneration, dropGeneration } from '../packages/server/src/store/generation.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { watchMemory } from './processes.ts';
import { HANDWRITTEN, handwritten } from './rebuild-handwritten.ts';
import { contest, ratios, rounded } from './timing.ts';
import { benchModel, settled, withBenchStores } from './workspace.ts';

/** Events to encounters and transfers: our whole rebuild beside the same tables by hand-written SQL, on the same engine. */
export const rebuildBench: Bench = {
  name: 'rebuild',
  about: 'a rebuild of the ledger, beside the same result by hand-written SQL',
  rows: 1_000_000,
  rounds: 3,
  run: (options) => withBenchStores((stores, dataDir) => measure(stores, dataDir, options)),
};

async function measure(
  stores: Stores,
  dataDir: string,
  { rows, rounds, progress }: BenchOptions,
): Promise<Figures> {
  const { facts } = stores;
  const { model, files } = benchModel();
  progress(`making ${rows} events`);
  await makeEvents(stores, rows);
  progress(`rebuilding, ${rounds} rounds of each`);
  const memory = watchMemory(dataDir);
  const { ours, theirs } = await contest({
    rounds,
    dataDir,
    ready: (side) => fresh(stores, side),
    ours: () => rebuild({ stores, model, files }),
    theirs: async () => {
      await createGeneration(facts, HANDWRITTEN, {
        columns: RECOGNISED_COLUMNS,
        refusedSql: REFUSED_SQL,
      });
      await handwritten(facts);
    },
  });
  const rss = memory.end();
  progress('comparing every row');
  const { encounters, transfers } = await compared(stores);
  return {
    rows,
    seconds: rounded(ours.seconds),
    handwritten_seconds: rounded(theirs.seconds),
    ...ratios(ours, theirs),
    rss_mb: rss,
    encounters,
    transfers,
    rows_per_second: Math.round(rows / ours.seconds),
  };
}

/** Drops what a side has made, and waits until the engine has tidied up after both. */
async function fresh({ state, facts }: Stores, side: 'ours' | 'theirs'): Promise<void> {
  if (side === 'theirs') await dropGeneration(facts, HANDWRITTEN);
  else {
    const { rows } = await state.query<{ id: string }>('DELETE FROM generation RETURNING id');
    for (const { id } of rows) await dropGeneration(facts, Number(id));
  }
  await settled(facts);
}

/** Both sides' tables must hold the same rows, or the contest says nothing. */
async function compared({
  state,
  facts,
}: Stores): Promise<{ encounters: number; transfers: number }> {
  const { rows } = await state.query<{ id: string }>('SELECT id FROM generation');
  const print = async (table: string, generation: number | string): Promise<string> => {
    const [row] = await facts.rows<{ rows: string; print: string }>(
      `SELECT count() AS rows, sum(cityHash64(toString(tuple(*)))) AS print FROM ${table}_g${generation}`,
    );
    return `${row?.rows} ${row?.print}`;
  };
  const counts = { encounter: 0, transfer: 0, leg_refused: 0 };
  for (const table of ['encounter', 'transfer', 'leg_refused'] as const) {
    const [ours, theirs] = [await print(table, rows[0]?.id ?? ''), await print(table, HANDWRITTEN)];
    if (ours !== theirs) throw new Error(`${table}: ours has ${ours}, hand-written ${theirs}`);
    counts[table] = Number.parseInt(ours, 10);
  }
  return { encounters: counts.encounter, transfers: counts.transfer };
}
