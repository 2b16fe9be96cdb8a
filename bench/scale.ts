import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { dropGeneration } from '../packages/server/src/store/generation.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { processorSeconds, watchMemory } from './processes.ts';
import { median, rounded, secondsOf } from './timing.ts';
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
    return {
      rows: options.rows,
      ...named('small', small),
      ...named('large', large),
      cost_ratio: rounded(large.perMillion / small.perMillion),
      processor_cost_ratio: small.processor > 0 ? rounded(large.processor / small.processor) : null,
      rss_mb: large.memory,
    };
  },
};

interface Cost {
  readonly rows: number;
  /** Seconds by the clock for a million events. */
  readonly perMillion: number;
  /** Seconds of processor for a million events. */
  readonly processor: number;
  readonly memory: number | null;
}

function named(size: 'small' | 'large', { rows, perMillion, processor, memory }: Cost): Figures {
  return {
    [`${size}_rows`]: rows,
    [`${size}_seconds_per_million`]: rounded(perMillion),
    [`${size}_processor_seconds_per_million`]: rounded(processor),
    [`${size}_rss_mb`]: memory,
  };
}

function rebuilt({ rows, rounds, progress }: BenchOptions): Promise<Cost> {
  return withBenchStores(async (stores, dataDir) => {
    progress(`making ${rows} events`);
    await makeEvents(stores, rows);
    const millions = rows / 1_000_000;
    const [seconds, processor]: [number[], number[]] = [[], []];
    progress(`rebuilding them, ${rounds} times`);
    const memory = watchMemory(dataDir);
    for (let round = 0; round < rounds; round += 1) {
      await fresh(stores);
      const before = processorSeconds(dataDir);
      seconds.push((await secondsOf(() => rebuild({ stores, ...benchModel() }))) / millions);
      processor.push((processorSeconds(dataDir) - before) / millions);
    }
    return {
      rows,
      perMillion: median(seconds),
      processor: Math.min(...processor),
      memory: memory.end(),
    };
  });
}

async function fresh({ state, facts }: Stores): Promise<void> {
  const { rows } = await state.query<{ id: string }>('DELETE FROM generation RETURNING id');
  for (const { id } of rows) await dropGeneration(facts, Number(id));
  await settled(facts);
}
