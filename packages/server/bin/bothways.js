#!/usr/bin/env node
// Starts the TypeScript of src/ on Node 24, which the project brings along as a package; the caller's own Node may be older.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);
if (Number(process.versions.node.split('.')[0]) >= 24) {
  // Kept beside the packages, where nobody else writes; without it each start takes twice as long.
  module.enableCompileCache(join(dirname(self), '../../../node_modules/.cache/bothways'));
  await import('../src/cli/main.ts');
} else {
  const node = join(
    dirname(module.createRequire(self).resolve('node/package.json')),
    'bin',
    'node',
  );
  // The channel tells the child when this process is killed.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', ({ message }) => {
    console.error(`Node 24 is missing: ${message}; run "npm ci" again, with install scripts`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
