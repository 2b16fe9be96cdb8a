// A workspace served over a real socket, for tests of the app: the stores are real, in a directory of their own.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { larkfieldEvents, larkfieldTruth, readModel } from '@bothways/core';
import { openDoor } from '../accept/door.ts';
import { startConductor } from '../conduct/conductor.ts';
import { type LiveFeed, liveFeed } from '../conduct/live-feed.ts';
import { importEvents } from '../ingest/import-events.ts';
import { type ModelFiles, rebuild } from '../ingest/rebuild.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { serveApp } from './serve-app.ts';

/** A workspace that is being served. */
export interface ServedWorkspace {
  readonly address: string;
  readonly stores: Stores;
  readonly dataDir: string;
  readonly feed: LiveFeed;
  /** Resolves when what came in live is in the ledger. */
  readonly settled: () => Promise<void>;
  close(): Promise<void>;
}

/** Serves a new workspace with the app of a folder; what `fill` puts there is there before anybody asks. */
export async function servedWorkspace(
  app: string,
  fill: (stores: Stores) => Promise<unknown> = async () => {},
  {
    isLive = false,
  }: {
    /** Live events come in and are worked off, as under `bothways serve`. */
    readonly isLive?: boolean;
  } = {},
): Promise<ServedWorkspace> {
  const { stores, dataDir, close } = await openTestStores();
  await fill(stores);
  const warn = (told: string): void => console.error(told);
  const feed = liveFeed();
  const door = isLive ? await openDoor(stores, { feed, warn, dataDir }) : null;
  const conductor = isLive ? await startConductor(stores, { feed, warn, log: () => {} }) : null;
  const served = await serveApp({
    ...{ stores, directory: dataDir, app, port: 0, version: '0.0.0', warn, feed },
    ...(door === null ? {} : { live: { door, conductor } }),
  });
  return {
    ...{ address: served.address, stores, dataDir, feed },
    settled: async () => conductor?.settled(),
    close: async () => {
      await served.close();
      await door?.close();
      await conductor?.stop();
      await close();
    },
  };
}

/** The files of Larkfield's model. */
export function larkfieldFiles(): ModelFiles {
  const file = 'larkfield.bothways.yaml';
  const path = fileURLToPath(new URL(`../../../../examples/larkfield/${file}`, import.meta.url));
  return [{ file, text: readFileSync(path, 'utf8') }];
}

/** Fills a workspace with Larkfield's people and builds their ledger. */
export async function fillLarkfield(stores: Stores, people = 2000): Promise<void> {
  const files = larkfieldFiles();
  const { model } = readModel(files);
  if (model === null) throw new Error("Larkfield's model does not read");
  const { faults } = larkfieldTruth(true);
  const events = larkfieldEvents({ people, seed: 1, faults: faults.length > 0 });
  await importEvents({ stores, source: 'larkfield', events });
  await rebuild({ stores, model, files });
}

/** A served workspace with the ledger of so many of Larkfield's people. */
export async function servedLarkfield(
  app: string,
  people: number,
  options?: Parameters<typeof servedWorkspace>[2],
): Promise<ServedWorkspace> {
  return servedWorkspace(app, (stores) => fillLarkfield(stores, people), options);
}
