import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { serveApp } from '../../api/serve-app.ts';
import type { Stores } from '../../store/stores.ts';
import { APP, isAppBuilt } from '../built-app.ts';
import {
  type Call,
  type Command,
  DATA_OPTION,
  dataDirectory,
  NO_OPEN_OPTION,
  PORT_OPTION,
  wholeNumber,
} from '../command.ts';
import { isPersonHere, openBrowser } from '../open-browser.ts';
import { HOST_OPTION, LOG_OPTION, loopbackOnly, serveLog } from '../serve-log.ts';
import { untilStopped } from '../until-stopped.ts';
import { VERSION } from '../version.ts';
import { withStores, withWorkspace } from '../workspace.ts';

export const serve: Command = {
  name: 'serve',
  summary: 'Serve the web app and its API on this machine.',
  detail:
    'The journey with both voices, the findings, what it is worth and what came in, read from the data directory as it is at each moment: an import or a rebuild shows on the next look. A new or empty directory is made a workspace, and the app shows how to begin: with a made-up company, with a file, or with what you believe. Only this machine can reach it. The API is described at /api/openapi.json. Ctrl-C stops it.',
  arguments: [],
  options: [NO_OPEN_OPTION, PORT_OPTION, HOST_OPTION, LOG_OPTION, DATA_OPTION],
  examples: ['bothways serve', 'bothways serve --data ./small --port 8080'],
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
  const task = (stores: Stores): Promise<void> =>
    appServed(call, { stores, directory: resolve(directory), port }, (address) => {
      if (terminal.json) terminal.out(JSON.stringify({ address }, null, 2));
    });
  // What is empty is begun in; what holds other things is most likely a slip.
  await (isEmpty(directory)
    ? withStores(directory, terminal, task)
    : withWorkspace(directory, terminal, task));
  return 0;
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
  const { say } = serveLog(call);
  // Asked for before the address is told: who reads it may stop it at once.
  const stopped = untilStopped();
  const { address, close } = await serveApp({
    ...{ stores, directory, port },
    ...{ app: APP, version: VERSION, warn: say },
  });
  terminal.done();
  if (!isAppBuilt()) say('The app is not built yet: run "npm run build".');
  tell(address);
  // With --json what is told on standard output is the caller's alone.
  if (terminal.json) say(`Bothways is at ${address}`);
  else terminal.out(`Bothways is at ${address}`);
  say('Ctrl-C stops it.');
  if (options['open'] !== false && !terminal.json && isPersonHere()) openBrowser(address);
  await stopped;
  await close();
}
