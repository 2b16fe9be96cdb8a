import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { measuredLedger } from '../packages/server/src/measure/ledger.ts';
import { generationReady } from '../packages/server/src/store/generation.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { watchMemory } from './processes.ts';
import { contest, ratios, rounded } from './timing.ts';
import { benchModel, settled, withBenchStores } from './workspace.ts';

/** The ledger by touchpoint and kind, valued, beside a hand-written sum of the same quantities. */
export const ledgerBench: Bench = {
  name: 'ledger',
  about:
    'the ledger by touchpoint and kind, beside hand-written SQL; rows are events, two transfers each',
  rows: 1_000_000,
  rounds: 7,
  run: (options) => withBenchStores((stores, dataDir) => measure(stores, dataDir, options)),
};

async function measure(
  stores: Stores,
  dataDir: string,
  { rows, rounds, progress }: BenchOptions,
): Promise<Figures> {
  const { state, facts } = stores;
  progress(`making ${rows} events and their ledger`);
  await makeEvents(stores, rows);
  const { transfers } = await rebuild({ stores, ...benchModel() });
  const generation = await generationReady(state);
  if (generation === null) throw new Error('a rebuild leaves a generation');
  const { model } = benchModel();
  progress(`reading, ${rounds} rounds of each`);
  const memory = watchMemory(dataDir);
  const read = {
    ours: () => measuredLedger({ stores, generation, model }, ['touchpoint', 'kind'], null),
    theirs: () => facts.rows(handwritten(generation.id)),
  };
  // Neither side is to find the files cold.
  await read.ours();
  await read.theirs();
  const { ours, theirs } = await contest({ rounds, dataDir, ready: () => settled(facts), ...read });
  return {
    rows,
    transfers,
    seconds: rounded(ours.seconds),
    handwritten_seconds: rounded(theirs.seconds),
    ...ratios(ours, theirs),
    rss_mb: memory.end(),
  };
}

/** The same sums: quantities, transfers, and transfers by grade. */
function handwritten(generation: number): string {
  return `SELECT touchpoint, kind, giver, receiver, sum(sign * quantity) AS quantity, sum(sign * n) AS count,
    sumIf(sign * n, grade = 'A') AS a, sumIf(sign * n, grade = 'B') AS b, sumIf(sign * n, grade = 'C') AS c, sumIf(sign * n, grade = 'D') AS d
  FROM transfer_g${generation} GROUP BY touchpoint, kind, giver, receiver`;
}
