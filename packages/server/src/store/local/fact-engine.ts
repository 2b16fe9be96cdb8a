import { fork } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reason } from '../store-error.ts';
import { compileCache } from './compile-cache.ts';
import type { FaceReport, FaceStart } from './face/main.ts';
import { type LocalStore, StartError } from './local-store.ts';
import { openLog } from './log-file.ts';
import { gone, runs, signal } from './process.ts';
import type { Address, KeeperOptions } from './protocol.ts';

/** Milliseconds a stop in order may take before it is forced; what was acknowledged is on disk either way. */
const stopMsMax = 5_000;

const main = fileURLToPath(new URL('./face/main.ts', import.meta.url));

/**
 * The fact engine on `facts` in the data directory, as a child process that ends when we do.
 *
 * Errors: a StartError with the end of its log.
 */
export async function startFactEngine(
  options: KeeperOptions,
  address: Address,
): Promise<LocalStore> {
  const { directory } = options;
  mkdirSync(join(directory, 'facts'), { recursive: true, mode: 0o700 });
  const log = join(directory, 'log', 'facts.log');
  const output = openLog(directory, 'facts');
  const logged = statSync(log).size;
  const child = fork(main, [directory], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Each running statement holds one thread of the pool, and files need some too.
    env: {
      PATH: '/usr/bin:/bin',
      TZ: 'UTC',
      NODE_COMPILE_CACHE: compileCache,
      UV_THREADPOOL_SIZE: String(options.factsQueriesMax + 8),
    },
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  try {
    writeFileSync(join(directory, 'facts.pid'), `${child.pid ?? ''}\n`);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(reason(error)));
    child.once('exit', (code, by) => resolve(`the fact engine ended with ${by ?? code}`));
  });
  const start: FaceStart = {
    kind: 'start',
    directory,
    ...address,
    memoryMax: options.factsMemoryMax,
    queriesMax: options.factsQueriesMax,
  };
  child.send(start);
  const report = await new Promise<FaceReport>((resolve) => {
    child.once('message', (message: FaceReport) => resolve(message));
    ended.then(
      (seen) => resolve({ kind: 'failed', code: 'engine', seen }),
      () => {},
    );
  });
  if (report.kind === 'failed') {
    await ended;
    const seen = `${report.seen}${tail(log, logged)}`;
    throw new StartError(report.code, seen, engineAdvice({ code: report.code, seen }, directory));
  }
  return {
    address: { port: report.port, password: address.password },
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** An engine whose keeper was killed ends by itself; one that hangs is ended. What it acknowledged is on disk. */
export async function endOrphanEngine(directory: string): Promise<void> {
  const path = join(directory, 'facts.pid');
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').trim());
  if (!runs(pid, `bothways-facts ${directory}`)) return;
  signal(pid, 'SIGKILL');
  await gone(pid, stopMsMax);
}

/** The end of what a log has got since it had so many bytes. */
function tail(log: string, since: number): string {
  const text = readFileSync(log).subarray(since).toString('utf8').trim().slice(-4000);
  return text === '' ? '' : `:\n${text.split('\n').slice(-8).join('\n')}`;
}

/** What to do about an engine that does not start. */
export function engineAdvice(
  { code, seen }: { readonly code: string; readonly seen: string },
  directory: string,
): string {
  const missing = /^CHDB_(PLATFORM|BINARY)|MODULE_NOT_FOUND/.test(code);
  if (missing || /no native binding|failed to load native/i.test(seen)) {
    return 'chDB runs on glibc Linux and macOS; elsewhere (Alpine, Windows) set CLICKHOUSE_URL to a ClickHouse of yours';
  }
  if (/No space left|ENOSPC/i.test(seen)) return `make room on the disk of ${directory}`;
  if (/EACCES|EPERM|Permission denied/i.test(seen)) {
    return `let the owner of ${directory} run this, or choose another --data`;
  }
  if (/locked/i.test(seen))
    return `end the process that uses ${directory}; facts.pid there names it`;
  if (code === 'CHDB_CONNECTION')
    return `a file in ${join(directory, 'facts')} is damaged or gone: restore a backup (bothways restore), or import the files again into a new --data directory`;
  if (code === 'EADDRINUSE') return 'try again: another program took the port';
  return `see ${join(directory, 'log', 'facts.log')}, or set CLICKHOUSE_URL to a ClickHouse of yours`;
}
