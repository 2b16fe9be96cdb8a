import { join, resolve } from 'node:path';
import type { ReportData } from '../../deliver/report-data.ts';
import { makeLarkfield, type Truth, truthOf } from '../../jobs/larkfield.ts';
import type { Stores } from '../../store/stores.ts';
import { buildApp } from '../built-app.ts';
import {
  type Call,
  type Command,
  DATA_OPTION,
  dataDirectory,
  NO_OPEN_OPTION,
  PORT_OPTION,
  wholeNumber,
} from '../command.ts';
import { readingOf, withStores } from '../workspace.ts';
import { reportOf } from './report.ts';
import { appServed } from './serve.ts';

const PEOPLE_MAX = 2_000_000;

export const demo: Command = {
  name: 'demo',
  summary: 'Make the Larkfield world, rebuild its ledger and show it in the web app.',
  detail:
    'An omnichannel retailer with membership, two years, about 30 events a member, from a seeded generator that follows the model. What was planted in it is written to truth.json in the data directory, and a report to report.html. The web app is built where it is not, and the browser of who sits at the terminal opens it. A second start finds all of it made and serves at once.',
  arguments: [],
  options: [
    { flags: '--people <n>', about: 'how many members (default 50000)' },
    { flags: '--seed <n>', about: 'the same seed makes the same world (default 1)' },
    { flags: '--no-faults', about: 'plant no fault' },
    { flags: '--no-serve', about: 'end when the report is written' },
    NO_OPEN_OPTION,
    PORT_OPTION,
    DATA_OPTION,
  ],
  examples: ['bothways demo', 'bothways demo --people 2000 --seed 7 --no-serve --data ./small'],
  json: '{ people, seed, faults: [{ kind, touchpoint }], events, encounters, transfers, report }',
  run: runDemo,
};

async function runDemo(call: Call): Promise<number> {
  const { terminal } = call;
  const people = wholeNumber(call, 'people', 50_000, { least: 1, most: PEOPLE_MAX });
  const seed = wholeNumber(call, 'seed', 1, { least: 0, most: 2 ** 32 - 1 });
  const port = wholeNumber(call, 'port', 4417, { least: 0, most: 65_535 });
  const isServed = call.options['serve'] !== false;
  const wanted = truthOf(people, seed, call.options['faults'] !== false);
  const directory = resolve(dataDirectory(call));
  // Beside the making, so that the one does not wait for the other.
  const built = isServed ? buildApp() : Promise.resolve(null);
  await withStores(directory, terminal, async (stores) => {
    await makeLarkfield({ stores, dataDir: directory, wanted, progress: terminal.progress });
    const isLater = isServed && !terminal.json;
    await sayMade(call, directory, stores, wanted, isLater);
    if (!isServed) return;
    terminal.progress('building the web app');
    const fault = await built;
    terminal.done();
    if (fault !== null) terminal.err(`The web app could not be built: ${fault}`);
    let later: Promise<void> = Promise.resolve();
    await appServed(call, { stores, directory, port }, (address) => {
      if (isLater) later = writeLater(call, directory, stores, address);
    });
    await later;
  });
  return 0;
}

/** Says what was made. The report is written first, but where somebody waits for the app. */
async function sayMade(
  { terminal }: Call,
  directory: string,
  stores: Stores,
  wanted: Truth,
  isLater: boolean,
): Promise<void> {
  const reading = await readingOf(stores, directory);
  const report = join(directory, 'report.html');
  if (!isLater) await reportOf(reading, report, terminal);
  terminal.done();
  const { events = 0, encounters = 0, transfers = 0 } = reading.generation.summary ?? {};
  const words = `Larkfield: ${events} events made ${encounters} encounters and ${transfers} transfers.`;
  if (terminal.json)
    terminal.out(JSON.stringify({ ...wanted, events, encounters, transfers, report }, null, 2));
  else terminal.out(isLater ? words : `${words}\nReport: ${report}`);
}

/** Writes the report of what the app shows first: it is worked out once for both, so that nobody waits for it. */
async function writeLater(
  { terminal }: Call,
  directory: string,
  stores: Stores,
  address: string,
): Promise<void> {
  try {
    const reading = await readingOf(stores, directory);
    const silent = { ...terminal, progress: () => {} };
    const shown = async (): Promise<ReportData> =>
      (await (await fetch(`${address}/api/overview`)).json()) as ReportData;
    const { report } = await reportOf(reading, join(directory, 'report.html'), silent, shown);
    terminal.err(`Report: ${report}`);
  } catch (fault) {
    terminal.err(`The report could not be written: ${String(fault)}`);
  }
}
