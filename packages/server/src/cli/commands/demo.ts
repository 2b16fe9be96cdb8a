import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { larkfieldEvents, larkfieldTruth } from '@bothways/core';
import { serveReport } from '../../api/serve-report.ts';
import { reportPolicy } from '../../deliver/report-html.ts';
import { importEvents } from '../../ingest/import-events.ts';
import { rebuild } from '../../ingest/rebuild.ts';
import { generationReady } from '../../store/generation.ts';
import type { Stores } from '../../store/stores.ts';
import {
  type Call,
  type Command,
  DATA_OPTION,
  dataDirectory,
  PORT_OPTION,
  wholeNumber,
} from '../command.ts';
import { modelFiles, usableModel } from '../model-files.ts';
import { Refusal } from '../refusal.ts';
import { untilStopped } from '../until-stopped.ts';
import { readingOf, withStores } from '../workspace.ts';
import { reportOf } from './report.ts';

const MODEL = fileURLToPath(
  new URL('../../../../../examples/larkfield/larkfield.bothways.yaml', import.meta.url),
);
const SOURCE = 'larkfield';
const PEOPLE_MAX = 2_000_000;

export const demo: Command = {
  name: 'demo',
  summary: 'Make the Larkfield world, rebuild its ledger and serve the report.',
  detail:
    'An omnichannel retailer with membership, two years, about 30 events a member, from a seeded generator that follows the model. What was planted in it is written to truth.json in the data directory. A second start finds it made and serves at once.',
  arguments: [],
  options: [
    { flags: '--people <n>', about: 'how many members (default 50000)' },
    { flags: '--seed <n>', about: 'the same seed makes the same world (default 1)' },
    { flags: '--no-faults', about: 'plant no fault' },
    { flags: '--no-serve', about: 'end when the report is written' },
    PORT_OPTION,
    DATA_OPTION,
  ],
  examples: ['bothways demo', 'bothways demo --people 2000 --seed 7 --no-serve --data ./small'],
  json: '{ people, seed, faults: [{ kind, touchpoint }], events, encounters, transfers, report }',
  run: runDemo,
};

/** What DIR/truth.json says: the world that was asked for, and what was planted in it. */
interface Truth {
  readonly people: number;
  readonly seed: number;
  readonly faults: readonly { readonly kind: string; readonly touchpoint: string }[];
}

async function runDemo(call: Call): Promise<number> {
  const { terminal } = call;
  const people = wholeNumber(call, 'people', 50_000, { least: 1, most: PEOPLE_MAX });
  const seed = wholeNumber(call, 'seed', 1, { least: 0, most: 2 ** 32 - 1 });
  const port = wholeNumber(call, 'port', 4417, { least: 0, most: 65_535 });
  const faults = call.options['faults'] !== false;
  const directory = resolve(dataDirectory(call));
  const wanted: Truth = { people, seed, faults: larkfieldTruth(faults).faults };
  refuseOtherDemo(directory, wanted);
  const { report, html, summary } = await withStores(directory, terminal, async (stores) => {
    await refuseOthers(stores, directory);
    if (!(await isMade(stores))) await makeWorld(call, directory, stores, wanted);
    const reading = await readingOf(stores, directory);
    return {
      ...(await reportOf(reading, join(directory, 'report.html'), terminal)),
      summary: reading.generation.summary,
    };
  });
  terminal.done();
  const { events = 0, encounters = 0, transfers = 0 } = summary ?? {};
  if (terminal.json)
    terminal.out(JSON.stringify({ ...wanted, events, encounters, transfers, report }, null, 2));
  else
    terminal.out(
      `Larkfield: ${events} events made ${encounters} encounters and ${transfers} transfers.\nReport: ${report}`,
    );
  if (call.options['serve'] === false) return 0;
  await serveUntilStopped(html, port, call);
  return 0;
}

/** A directory holds one world; what is asked for is written down first, so that a run that was killed is taken up again. */
function refuseOtherDemo(directory: string, wanted: Truth): void {
  const there = truthRead(truthFile(directory));
  if (there !== null && JSON.stringify(there) !== JSON.stringify(wanted))
    throw new Refusal(
      `${directory}: another demo is here (${there.people} people, seed ${there.seed}, ${there.faults.length} faults); name another --data, or remove this directory`,
    );
}

/** Whether an earlier run came to its end: the import counts, and a ledger was built of it. */
async function isMade({ state }: Stores): Promise<boolean> {
  const { rowCount } = await state.query(
    `SELECT FROM import WHERE state = 'done' AND source = $1 LIMIT 1`,
    [SOURCE],
  );
  return rowCount === 1 && (await generationReady(state)) !== null;
}

async function makeWorld(
  { terminal }: Call,
  directory: string,
  stores: Stores,
  wanted: Truth,
): Promise<void> {
  const files = modelFiles(MODEL);
  const model = usableModel(files);
  writeFileSync(truthFile(directory), `${JSON.stringify(wanted, null, 2)}\n`);
  const { people, seed, faults } = wanted;
  const events = larkfieldEvents({ people, seed, faults: faults.length > 0 });
  const { progress } = terminal;
  await importEvents({ stores, source: SOURCE, events, progress });
  await rebuild({ stores, model, files, progress });
}

/** The demo never mixes its people with somebody's own. */
async function refuseOthers(stores: Stores, directory: string): Promise<void> {
  const { rows } = await stores.state.query<{ source: string }>(
    `SELECT DISTINCT source FROM import WHERE state = 'done' AND source <> $1`,
    [SOURCE],
  );
  const others = rows.map(({ source }) => source).join(', ');
  if (others !== '')
    throw new Refusal(
      `${directory}: this workspace holds events of ${others}; name another --data for the demo`,
    );
}

async function serveUntilStopped(html: string, port: number, { terminal }: Call): Promise<void> {
  // Asked for before the address is told: who reads it may stop it at once.
  const stopped = untilStopped();
  const served = await serveReport(html, reportPolicy, port);
  terminal.err(`\nThe report is at ${served.address}\nCtrl-C stops it.`);
  await stopped;
  await served.close();
}

/** Whether the demo was made in a data directory. */
export function isDemo(directory: string): boolean {
  return existsSync(truthFile(directory));
}

function truthFile(directory: string): string {
  return join(directory, 'truth.json');
}

function truthRead(file: string): Truth | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Truth;
  } catch {
    throw new Refusal(
      `${file}: this does not read as JSON; remove the directory and run the demo again`,
    );
  }
}
