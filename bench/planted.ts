import { larkfieldEvents, larkfieldTruth, readModel } from '../packages/core/src/index.ts';
import { larkfieldFiles } from '../packages/server/src/api/app-testing.ts';
import { importEvents } from '../packages/server/src/ingest/import-events.ts';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { measuredFindings } from '../packages/server/src/measure/findings.ts';
import { readingNow } from '../packages/server/src/measure/reading.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { withBenchStores } from './workspace.ts';

/** Larkfield with its faults planted and without: whether they are found first, and nothing where there is nothing. */
export const plantedBench: Bench = {
  name: 'planted',
  about: 'faults planted in Larkfield, found or not; rows are people of a world, rounds are seeds',
  rows: 5000,
  rounds: 20,
  run: measure,
};

async function measure({ rows, rounds, progress }: BenchOptions): Promise<Figures> {
  const told = { first: 0, only: 0, sound: 0, claimed_without: 0 };
  const seeds = rows < 1500 ? Math.min(rounds, 1) : rounds;
  for (let seed = 1; seed <= seeds; seed += 1)
    for (const faults of [true, false]) {
      progress(`seed ${seed}${faults ? '' : ', without faults'}`);
      const found = await foundIn(rows, seed, faults);
      const planted = larkfieldTruth(faults).faults.map(
        ({ kind, touchpoint }) => `${kind}:${touchpoint}`,
      );
      const head = found.slice(0, planted.length).toSorted().join();
      if (faults) {
        told.first += Number(head === planted.toSorted().join());
        told.only += Number(found.length === planted.length);
      } else {
        told.sound += Number(found.length === 0);
        told.claimed_without += found.length;
      }
      if (head !== planted.toSorted().join() || (!faults && found.length > 0))
        progress(`seed ${seed}, faults ${faults}: ${found.join(', ')}`);
    }
  return { people: rows, seeds, ...told };
}

function foundIn(people: number, seed: number, faults: boolean): Promise<readonly string[]> {
  return withBenchStores(async (stores) => {
    const files = larkfieldFiles();
    const { model } = readModel(files);
    if (model === null) throw new Error("Larkfield's model does not read");
    const events = larkfieldEvents({ people, seed, faults });
    await importEvents({ stores, source: 'larkfield', events });
    await rebuild({ stores, model, files });
    const reading = await readingNow(stores);
    if (reading === null) throw new Error('a rebuild leaves a ledger');
    const { found } = await measuredFindings(reading);
    return found.findings.map(({ kind, touchpoint }) => `${kind}:${touchpoint}`);
  });
}
