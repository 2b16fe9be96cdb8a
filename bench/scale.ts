import { setTimeout as wait } from 'node:timers/promises';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import type { Facts } from '../packages/server/src/store/facts.ts';
import { dropGeneration } from '../packages/server/src/store/generation.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { processorSeconds, watchMemory } from './processes.ts';
import { median, rounded } from './timing.ts';
import { benchModel, settled, withBenchStores } from './workspace.ts';

/** The whole rebuild at a size and at ten times that size: what an event costs must not grow with how many there are. */
export const scaleBench: Bench = {
  name: 'scale',
  about: 'cost of an event in a rebuild of so many rows, beside that in a tenth of them',
  rows: 30_000_000,
  rounds: 1,
  run: async (options) => {
    const small = await rebuilt({ ...options, rows: Math.max(1, Math.floor(options.rows / 10)) });
    const large = await rebuilt(options);
    const ratio = (of: (cost: Cost) => number): number | null =>
      of(small) > 0 ? rounded(of(large) / of(small)) : null;
    return {
      rows: options.rows,
      cost_ratio: ratio(({ readable }) => readable.seconds),
      processor_cost_ratio: ratio(({ readable }) => readable.processor),
      rest_cost_ratio: ratio(({ rest }) => rest.seconds),
      rest_processor_cost_ratio: ratio(({ rest }) => rest.processor),
      rss_mb: large.memory,
      ...named('small', small),
      ...named('large', large),
    };
  },
};

/** Seconds for a million events: by the clock, and of processor. */
interface Taken {
  readonly seconds: number;
  readonly processor: number;
}

/** Until readers see the ledger, and until the engine has also merged its parts and rests. */
interface Cost {
  readonly rows: number;
  readonly readable: Taken;
  readonly rest: Taken;
  readonly memory: number | null;
}

function named(size: 'small' | 'large', { rows, readable, rest, memory }: Cost): Figures {
  return {
    [`${size}_rows`]: rows,
    [`${size}_seconds_per_million`]: rounded(readable.seconds),
    [`${size}_processor_per_million`]: rounded(readable.processor),
    [`${size}_rest_seconds_per_million`]: rounded(rest.seconds),
    [`${size}_rest_processor_per_million`]: rounded(rest.processor),
    [`${size}_rss_mb`]: memory,
  };
}

function rebuilt({ rows, rounds, progress }: BenchOptions): Promise<Cost> {
  return withBenchStores(async (stores, dataDir) => {
    progress(`making ${rows} events`);
    await makeEvents(stores, rows);
    progress(`rebuilding them, ${rounds} times`);
    const memory = watchMemory(dataDir);
    const [readable, rest]: [Taken[], Taken[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      await fresh(stores);
      const since = stopwatch(dataDir, rows / 1_000_000);
      await rebuild({ stores, ...benchModel() });
      readable.push(since());
      rest.push(await takenUntilRest(stores.facts, since));
    }
    return { rows, readable: middle(readable), rest: middle(rest), memory: memory.end() };
  });
}

/** Gives what was taken since it was made, for a million events. */
function stopwatch(dataDir: string, millions: number): () => Taken {
  const [from, processor] = [performance.now(), processorSeconds(dataDir)];
  return () => ({
    seconds: (performance.now() - from) / 1000 / millions,
    processor: (processorSeconds(dataDir) - processor) / millions,
  });
}

/** The engine takes a moment before it begins to merge: it rests when nothing was merged for three seconds. */
async function takenUntilRest(facts: Facts, since: () => Taken): Promise<Taken> {
  let taken = since();
  for (let quiet = 0; quiet < 30; quiet += 1) {
    await wait(100);
    const [row] = await facts.rows<{ merges: string }>(
      'SELECT count() AS merges FROM system.merges',
    );
    if (row?.merges === '0') continue;
    taken = since();
    quiet = 0;
  }
  return taken;
}

function middle(taken: readonly Taken[]): Taken {
  return {
    seconds: median(taken.map(({ seconds }) => seconds)),
    processor: Math.min(...taken.map(({ processor }) => processor)),
  };
}

async function fresh({ state, facts }: Stores): Promise<void> {
  const { rows } = await state.query<{ id: string }>('DELETE FROM generation RETURNING id');
  for (const { id } of rows) await dropGeneration(facts, Number(id));
  await settled(facts);
}
