import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveApp } from '../../api/serve-app.ts';
import {
  type Call,
  type Command,
  DATA_OPTION,
  dataDirectory,
  PORT_OPTION,
  wholeNumber,
} from '../command.ts';
import { untilStopped } from '../until-stopped.ts';
import { VERSION } from '../version.ts';
import { withWorkspace } from '../workspace.ts';

const APP = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

export const serve: Command = {
  name: 'serve',
  summary: 'Serve the web app and its API on this machine.',
  detail:
    'The journey with both voices, the findings, what it is worth and what came in, read from the data directory as it is at each moment: an import or a rebuild shows on the next look. Only this machine can reach it. The API is described at /api/openapi.json. Ctrl-C stops it.',
  arguments: [],
  options: [PORT_OPTION, DATA_OPTION],
  examples: ['bothways serve', 'bothways serve --data ./small --port 8080'],
  json: '{ address }, as soon as it is served',
  run: runServe,
};

async function runServe(call: Call): Promise<number> {
  const { terminal } = call;
  const port = wholeNumber(call, 'port', 4417, { least: 0, most: 65_535 });
  const directory = dataDirectory(call);
  const stopped = untilStopped();
  await withWorkspace(directory, terminal, async (stores) => {
    const { address, close } = await serveApp({
      ...{ stores, directory: resolve(directory), port },
      ...{ app: APP, version: VERSION, warn: terminal.err },
    });
    terminal.done();
    if (!existsSync(join(APP, 'index.html')))
      terminal.err('The app is not built yet: run "npm run build".');
    terminal.out(
      terminal.json ? JSON.stringify({ address }, null, 2) : `Bothways is at ${address}`,
    );
    terminal.err('Ctrl-C stops it.');
    await stopped;
    await close();
  });
  return 0;
}
