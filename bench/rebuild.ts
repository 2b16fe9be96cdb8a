import { RECOGNISED_COLUMNS, REFUSED_SQL } from '../packages/core/src/index.ts';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import {
  createGeneration,
  dropGeneration,
  type Generation,
  generationReady,
  setMerging,
  threadTable,
} from '../packages/server/src/store/generation.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { watchMemory } from './processes.ts';
import { HANDWRITTEN, handwritten, handwrittenThreads } from './rebuild-handwritten.ts';
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
      const recognised = { columns: RECOGNISED_COLUMNS, refusedSql: REFUSED_SQL };
      await createGeneration(facts, HANDWRITTEN, recognised, false);
      await handwritten(facts);
      await handwrittenThreads(facts, THEIRS);
      await setMerging(facts, { id: HANDWRITTEN }, true);
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

/** The generation that no rebuild has. */
const THEIRS: Generation = {
  ...{
    id: HANDWRITTEN,
    modelVersion: 1,
    seqDone: 0,
    seqWorked: 0,
    recognition: '',
    summary: null,
    corrected: false,
  },
};

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
  const print = async (from: string): Promise<string> => {
    const [row] = await facts.rows<{ rows: string; print: string }>(
      `SELECT count() AS rows, sum(cityHash64(toString(tuple(*)))) AS print FROM ${from}`,
    );
    return `${row?.rows} ${row?.print}`;
  };
  const same = async (
    name: string,
    of: (generation: number | string) => string,
  ): Promise<string> => {
    const [ours, theirs] = [await print(of(rows[0]?.id ?? '')), await print(of(HANDWRITTEN))];
    if (ours !== theirs) throw new Error(`${name}: ours has ${ours}, hand-written ${theirs}`);
    return ours;
  };
  const count = async (table: string): Promise<number> =>
    Number.parseInt(await same(table, (generation) => `${table}_g${generation}`), 10);
  await count('leg_refused');
  // Written as one row a name and block, whose bounds are nobody's choice: compared as it is read.
  const unmapped = (generation: number | string): string =>
    `(SELECT name, min(seq), sum(n) FROM unmapped_g${generation} GROUP BY name)`;
  await same('unmapped', unmapped);
  const ready = await generationReady(state);
  await same('threads', (generation) =>
    threadTable(generation === HANDWRITTEN || ready === null ? THEIRS : ready),
  );
  return { encounters: await count('encounter'), transfers: await count('transfer') };
}
