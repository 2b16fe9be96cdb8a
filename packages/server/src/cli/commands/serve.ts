import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Model } from '@bothways/core';
import { serveApp } from '../../api/serve-app.ts';
import { shipLeft } from '../../conduct/shipper.ts';
import { rebuild } from '../../ingest/rebuild.ts';
import { generationReady } from '../../store/generation.ts';
import { type ModelFiles, newestVersion } from '../../store/model-versions.ts';
import type { Stores } from '../../store/stores.ts';
import { APP, isAppBuilt } from '../built-app.ts';
import {
  type Call,
  type Command,
  DATA_OPTION,
  dataDirectory,
  NO_OPEN_OPTION,
  option,
  PORT_OPTION,
  wholeNumber,
} from '../command.ts';
import { openLiveRoad } from '../live-road.ts';
import { modelFiles, usableModel } from '../model-files.ts';
import { isPersonHere, openBrowser } from '../open-browser.ts';
import { HOST_OPTION, LOG_OPTION, loopbackOnly, serveLog } from '../serve-log.ts';
import { untilStopped } from '../until-stopped.ts';
import { VERSION } from '../version.ts';
import { withStores, withWorkspace } from '../workspace.ts';
import { isSameText } from './rebuild.ts';

const MODEL_OPTION = {
  flags: '--model <model>',
  about: 'a file or a folder: the ledger is first built by it, unless it is already',
} as const;

export const serve: Command = {
  name: 'serve',
  summary: 'Serve the web app and its API on this machine.',
  detail:
    'The journey with both voices, the findings, what it is worth and what came in, read from the data directory as it is at each moment: an import or a rebuild shows on the next look. A new or empty directory is made a workspace, and the app shows how to begin: with a made-up company, with a file, or with what you believe. Live events of the sources that "bothways source add" made are taken under /v1, as Segment\'s clients send them, and worked off at once; /health, /ready and /metrics say how it is. Only this machine can reach it. The API is described at /api/openapi.json. Ctrl-C stops it, once what was accepted is worked off.',
  arguments: [],
  options: [MODEL_OPTION, NO_OPEN_OPTION, PORT_OPTION, HOST_OPTION, LOG_OPTION, DATA_OPTION],
  examples: [
    'bothways serve',
    'bothways serve --data ./small --port 8080',
    'bothways serve --model examples/complete-journey',
  ],
  json: '{ address }, as soon as it is served',
  run: runServe,
};

async function runServe(call: Call): Promise<number> {
  const { terminal } = call;
  loopbackOnly(call);
  // A wish that there is not is told before anything is begun.
  serveLog(call);
  const port = wholeNumber(call, 'port', 4417, { least: 0, most: 65_535 });
  const directory = dataDirectory(call);
  const path = option(call, 'model', '');
  const files = path === '' ? null : modelFiles(path);
  const model = files === null ? null : usableModel(files);
  const task = async (stores: Stores): Promise<void> => {
    if (files !== null && model !== null) await builtBy(stores, model, files, terminal.progress);
    await appServed(call, { stores, directory: resolve(directory), port }, (address) => {
      if (terminal.json) terminal.out(JSON.stringify({ address }, null, 2));
    });
  };
  // What is empty is begun in; what holds other things is most likely a slip.
  await (isEmpty(directory)
    ? withStores(directory, terminal, task)
    : withWorkspace(directory, terminal, task));
  return 0;
}

/** Brings the ledger under a model, unless it is already. */
async function builtBy(
  stores: Stores,
  model: Model,
  files: ModelFiles,
  progress: (text: string) => void,
): Promise<void> {
  const newest = await newestVersion(stores.state);
  const ready = await generationReady(stores.state).catch(() => null);
  const isIt =
    newest !== null && newest.version === ready?.modelVersion && isSameText(newest.files, files);
  if (!isIt) await rebuild({ stores, model, files, progress, shipLeft: () => shipLeft(stores) });
}

function isEmpty(directory: string): boolean {
  if (!existsSync(directory)) return true;
  try {
    return readdirSync(directory).length === 0;
  } catch {
    return false;
  }
}

interface ToServe {
  readonly stores: Stores;
  readonly directory: string;
  readonly port: number;
}

/** Serves the app until somebody stops it, tells where, and opens it for who sits here. */
export async function appServed(
  call: Call,
  { stores, directory, port }: ToServe,
  tell: (address: string) => void = () => {},
): Promise<void> {
  const { terminal, options } = call;
  const told = serveLog(call);
  const { say, warn } = told;
  // Asked for before the address is told: who reads it may stop it at once.
  const stopped = untilStopped();
  const road = await openLiveRoad(stores, directory, told);
  const { address, close } = await serveApp({
    ...{ stores, directory, port, feed: road.feed, live: road.live, erasing: road.erasing },
    ...{ app: APP, version: VERSION, warn },
  });
  terminal.done();
  if (!isAppBuilt()) say('The app is not built yet: run "npm run build".');
  if (port !== 0 && !address.endsWith(`:${port}`))
    say(`Port ${port} is taken, so this is at another: what sends to ${port} does not come here.`);
  tell(address);
  // With --json what is told on standard output is the caller's alone.
  if (terminal.json) say(`Bothways is at ${address}`);
  else terminal.out(`Bothways is at ${address}`);
  say('Ctrl-C stops it.');
  if (options['open'] !== false && !terminal.json && isPersonHere()) openBrowser(address);
  await stopped;
  await close();
  await road.close();
}
