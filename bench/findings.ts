import { readModel } from '../packages/core/src/index.ts';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { measuredFindings } from '../packages/server/src/measure/findings.ts';
import { readingNow } from '../packages/server/src/measure/reading.ts';
import { encounterTable, transferTable } from '../packages/server/src/store/generation.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { watchMemory } from './processes.ts';
import { contest, rounded } from './timing.ts';
import { benchModel, settled, withBenchStores } from './workspace.ts';

/** All findings of a ledger, beside one scan of it: every column of every encounter and transfer read once, and thrown away. */
export const findingsBench: Bench = {
  name: 'findings',
  about:
    'all findings of a ledger, beside one full scan of it; rows are events, two transfers each',
  rows: 10_000_000,
  rounds: 3,
  run: (options) => withBenchStores((stores, dataDir) => measure(stores, dataDir, options)),
};

async function measure(
  stores: Stores,
  dataDir: string,
  { rows, rounds, progress }: BenchOptions,
): Promise<Figures> {
  const { facts } = stores;
  const { model, files } = askedModel();
  progress(`making ${rows} events and their ledger`);
  await makeEvents(stores, rows);
  const { transfers } = await rebuild({ stores, model, files });
  const reading = await readingNow(stores);
  if (reading === null) throw new Error('a rebuild leaves a ledger');
  const { generation } = reading;
  await settled(facts);
  progress(`finding, ${rounds} rounds of each`);
  const memory = watchMemory(dataDir);
  const scan = async (): Promise<void> => {
    for (const table of [encounterTable(generation), transferTable(generation)])
      await facts.run(`SELECT * FROM ${table} FORMAT Null`);
  };
  const find = () => measuredFindings(reading);
  // Neither side is to find the files cold.
  await scan();
  const { found, looks } = await find();
  const { ours, theirs } = await contest({
    ...{ rounds, dataDir, ours: find, theirs: scan },
    ready: () => settled(facts),
  });
  return {
    ...{ rows, transfers },
    seconds: rounded(ours.seconds),
    scan_seconds: rounded(theirs.seconds),
    scans: rounded(ours.seconds / theirs.seconds),
    processor_seconds: rounded(ours.processor),
    processor_scans: rounded(ours.processor / theirs.processor),
    rss_mb: memory.end(),
    findings: found.findings.length,
    touchpoints_looked_at: looks.size,
  };
}

/** The model of the benches with something for each rule to look at: promises, expectations, what is sought and believed. */
function askedModel(): ReturnType<typeof benchModel> {
  const { files } = benchModel();
  const asked = files.map(({ file, text }) => ({
    file,
    text: text
      .replaceAll(
        'felt: { from: properties.rating, scale: csat-5 }',
        'felt: { from: properties.rating, scale: csat-5 }\n                expects: [{ metric: duration_s, at_most: 240, source: last time }]',
      )
      .replace(
        `quantity: 'properties.late == true ? 0 : 1' }\n                  - { give: customer, kind: time:waiting`,
        `quantity: 'properties.late == true ? 0 : 1', believed: { median: 0.9 } }\n                  - { give: customer, kind: time:waiting`,
      )
      .replace(
        'kind: outcome:resolved, quantity:',
        'kind: outcome:resolved, believed: { median: 0.9 }, quantity:',
      )
      .replace('- id: till\n', '- id: till\n                seeks: in-use\n'),
  }));
  return modelOf(withPromises(asked));
}

function withPromises(
  files: readonly { readonly file: string; readonly text: string }[],
): readonly { readonly file: string; readonly text: string }[] {
  const text = `valuations:
  - { kind: outcome:resolved, worth: { median: 6, low: 4, high: 9, basis: stated }, cost: { median: 0.3, low: 0.2, high: 0.45, basis: stated } }
  - { kind: outcome:on-time, worth: { median: 6, low: 4, high: 9, basis: stated }, cost: { median: 0.3, low: 0.2, high: 0.45, basis: stated } }
propositions:
  - { id: on-the-day, promise: It comes when we say, kept_by: [delivery, call] }
`;
  return [...files, { file: 'promises.bothways.yaml', text }];
}

function modelOf(files: ReturnType<typeof benchModel>['files']): ReturnType<typeof benchModel> {
  const { model, problems } = readModel(files);
  if (model === null)
    throw new Error(`the model of this bench does not read: ${problems[0]?.message}`);
  return { model, files };
}
