import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { larkfieldEvents, readModel } from '../packages/core/src/index.ts';
import { importEvents } from '../packages/server/src/ingest/import-events.ts';
import { type RebuildRequest, rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { smallCube } from '../packages/server/src/measure/small-cube.ts';
import { generationReady } from '../packages/server/src/store/generation.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { median, rounded, secondsOf } from './timing.ts';
import { benchModel, withBenchStores } from './workspace.ts';

const LARKFIELD = fileURLToPath(
  new URL('../examples/larkfield/larkfield.bothways.yaml', import.meta.url),
);
/** Larkfield is made with this many events of the bench's world for each of its people. */
const ROWS_A_PERSON = 200;

/** The cube that a browser gets: how large it is for the bench's world and for Larkfield, and how long it takes to make. */
export const cubeBench: Bench = {
  name: 'cube',
  about: `the cube for a browser; rows are events, and ${ROWS_A_PERSON} times Larkfield's people`,
  rows: 10_000_000,
  rounds: 3,
  run: async (options) => {
    const { rows, progress } = options;
    const people = Math.max(20, Math.floor(rows / ROWS_A_PERSON));
    const bench = await withBenchStores(async (stores) => {
      progress(`making ${rows} events and their ledger`);
      await makeEvents(stores, rows);
      return measure({ stores, ...benchModel() }, options);
    });
    const larkfield = await withBenchStores(async (stores) => {
      progress(`making Larkfield with ${people} people`);
      const events = larkfieldEvents({ people, seed: 1, faults: true });
      await importEvents({ stores, source: 'larkfield', events });
      return measure({ stores, ...larkfieldModel() }, options);
    });
    const named = Object.entries(larkfield).map(([name, figure]) => [`larkfield_${name}`, figure]);
    return { rows, ...bench, larkfield_people: people, ...Object.fromEntries(named) };
  },
};

async function measure(
  request: RebuildRequest,
  { rounds, progress }: BenchOptions,
): Promise<Figures> {
  const { stores, model } = request;
  const { transfers } = await rebuild(request);
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('a rebuild leaves a generation');
  progress(`making its cube, ${rounds} times`);
  const read = (): ReturnType<typeof smallCube> => smallCube({ stores, generation, model });
  const { cube, json } = await read();
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) seconds.push(await secondsOf(read));
  return {
    transfers,
    cells: cube.cells.n.length,
    periods: cube.names.period.length,
    bytes: Buffer.byteLength(json),
    gzip_bytes: gzipSync(json).length,
    seconds: rounded(median(seconds)),
  };
}

function larkfieldModel(): Pick<RebuildRequest, 'model' | 'files'> {
  const files = [{ file: 'larkfield.bothways.yaml', text: readFileSync(LARKFIELD, 'utf8') }];
  const { model } = readModel(files);
  if (model === null) throw new Error('Larkfield does not read; run bothways check on it');
  return { model, files };
}
