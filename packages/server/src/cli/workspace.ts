import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Reading, readingNow } from '../measure/reading.ts';
import { noteUnreadable } from '../store/damage.ts';
import { hadLedger } from '../store/generation.ts';
import { isDataDirectory } from '../store/local/directory.ts';
import { openStores } from '../store/open-stores.ts';
import { storeSettings } from '../store/settings.ts';
import { storeFault } from '../store/store-faults.ts';
import type { Stores } from '../store/stores.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** Opens the stores of a data directory for the length of a task, and gives them back whatever happens. */
export async function withStores<Result>(
  directory: string,
  screen: Terminal,
  task: (stores: Stores) => Promise<Result>,
  { reading = false } = {},
): Promise<Result> {
  const { progress, err: warn } = screen;
  const stores = await openStores(resolve(directory), { progress, warn, reading });
  try {
    return await task(stores);
  } catch (fault) {
    await noteUnreadable(stores.state, fault);
    throw storeFault(fault, directory);
  } finally {
    await stores.close();
  }
}

/** Opens a ledger for reading: the directory and a finished rebuild must be there. */
export function withLedger<Result>(
  directory: string,
  screen: Terminal,
  task: (reading: Reading) => Promise<Result>,
): Promise<Result> {
  return withWorkspace(directory, screen, async (stores) =>
    task(await readingOf(stores, directory)),
  );
}

/** Opens a workspace for reading: the directory must be there. */
export async function withWorkspace<Result>(
  directory: string,
  screen: Terminal,
  task: (stores: Stores) => Promise<Result>,
): Promise<Result> {
  if (statSync(directory, { throwIfNoEntry: false })?.isFile() === true)
    throw new Refusal(`${directory}: this is a file; give a folder with --data DIR`);
  if (!isDataDirectory(directory) && storeSettings().clickhouseUrl === undefined)
    throw new Refusal(
      `${directory}: there is no data directory here; give --data DIR, or make one with "bothways demo" or "bothways import"`,
    );
  return withStores(directory, screen, task, { reading: true });
}

/** What a reader of these stores sees now. */
export async function readingOf(stores: Stores, directory: string): Promise<Reading> {
  const reading = await readingNow(stores);
  if (reading === null)
    throw new Refusal(
      `${directory}: ${(await hadLedger(stores.state)) ? 'the ledger here is of an older version of Bothways and must be built again' : 'no ledger has been built here yet'}; run "bothways rebuild --model MODEL --data ${directory}"`,
    );
  return reading;
}
