import { createReadStream, createWriteStream, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { importFiles } from '../packages/server/src/ingest/import-files.ts';
import { factTables } from '../packages/server/src/store/fact-tables.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { watchMemory } from './processes.ts';
import { contest, ratios, rounded } from './timing.ts';
import { settled, withBenchStores, withFolder } from './workspace.ts';

/** A flat CSV to events by our import, beside the engine's own load of the same file into a table of the same columns. */
export const importBench: Bench = {
  name: 'import',
  about: "an import of a flat CSV, beside the engine's own chunked load of it",
  rows: 1_000_000,
  rounds: 3,
  run: (options) =>
    withFolder(async (folder) => {
      const file = join(folder, 'events.csv');
      options.progress(`writing ${options.rows} lines`);
      await pipeline(Readable.from(lines(options.rows)), createWriteStream(file));
      return withBenchStores((stores, dataDir) => measure(stores, dataDir, file, options));
    }),
};

const COLUMNS = 'id,at,person,what,channel,order_id,total,seconds,rating';
const LINES_AT_ONCE = 10_000;

function* lines(rows: number): Generator<string> {
  yield `${COLUMNS}\n`;
  const names = ['Product Viewed', 'Product Added', 'Order Completed', 'Order Delivered'];
  const start = Date.UTC(2024, 9, 1);
  for (let from = 0; from < rows; from += LINES_AT_ONCE) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + LINES_AT_ONCE); row += 1) {
      const mixed = Math.imul(row, 2_654_435_761) >>> 0;
      const at = new Date(start + Math.floor((row / rows) * 63_072_000) * 1000);
      text += `m-${row},${at.toISOString().slice(0, 19)}Z,p-${mixed % Math.ceil(rows / 30)},${names[mixed % 4]},web,o-${mixed >>> 8},${(mixed % 9_999) / 100},${mixed % 300},${1 + (mixed % 5)}\n`;
    }
    yield text;
  }
}

const TYPES = `id String, at DateTime64(3, 'UTC'), person String, what LowCardinality(String), channel LowCardinality(String), order_id String,
  total Float64, seconds Float64, rating Float64`;

async function measure(
  stores: Stores,
  dataDir: string,
  file: string,
  { rows, rounds, progress }: BenchOptions,
): Promise<Figures> {
  const { facts } = stores;
  const { engine, settings } = factTables();
  const mappingFile = join(dataDir, '..', 'bench.mapping.yaml');
  progress(`importing, ${rounds} rounds of each`);
  const memory = watchMemory(dataDir);
  let round = 0;
  const { ours, theirs } = await contest({
    rounds,
    dataDir,
    ready: async (side) => {
      round += 1;
      // Every round is a source of its own: nothing is a duplicate.
      if (side === 'ours') writeFileSync(mappingFile, mapping(round));
      await facts.run('DROP TABLE IF EXISTS load SYNC');
      await facts.run(`CREATE TABLE load (${TYPES}) ENGINE = ${engine} ORDER BY id ${settings}`);
      await settled(facts);
    },
    ours: async () => {
      const { events } = await importFiles({ stores, dataDir, files: [file], mappingFile });
      if (events !== rows) throw new Error(`${events} of ${rows} events came in`);
    },
    theirs: () => facts.insert('load', 'CSVWithNames', createReadStream(file)),
  });
  return {
    rows,
    seconds: rounded(ours.seconds),
    engine_seconds: rounded(theirs.seconds),
    ...ratios(ours, theirs),
    rss_mb: memory.end(),
    rows_per_second: Math.round(rows / ours.seconds),
    file_mb: Math.round(statSync(file).size / 1e6),
  };
}

function mapping(round: number): string {
  return `bothways_mapping: 1
source: bench-${round}
id: id
time: { column: at }
event: { column: what }
channel: { column: channel }
person: person
properties:
  order_id: order_id
  total: { column: total, as: number }
  seconds: { column: seconds, as: number }
  rating: { column: rating, as: number }
`;
}
