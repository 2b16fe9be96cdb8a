import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStores } from '../open-stores.ts';
import { storeSettings } from '../settings.ts';
import type { Stores } from '../stores.ts';
import type { RunAs } from './run-as.ts';

const holder = fileURLToPath(new URL('./holder-testing.ts', import.meta.url));

/** A directory of a test's own, that PostgreSQL may pass. */
function testDirectory(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bothways-local-')));
  chmodSync(folder, 0o755);
  return join(folder, "a shop's data ä");
}

/** Another Bothways process with the stores of a directory open. */
export interface Holder {
  readonly pid: number;
  /** Its next line: the answer to a query, or what it says when it ends. */
  line(): Promise<string>;
  say(text: string): void;
  kill(signal?: NodeJS.Signals): void;
  /** Resolves when its process has ended. */
  readonly ended: Promise<void>;
}

/** Starts one; its first line is `open`, or the error. */
function startHolder(directory: string, who: RunAs = {}): Holder {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', holder, directory],
    {
      ...who,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    line: async () => (await lines.next()).value ?? 'ended',
    say: (text) => child.stdin.write(`${text}\n`),
    kill: (signal = 'SIGKILL') => child.kill(signal),
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
  };
}

/** The processes that serve a directory, by what their command lines say: ended ones whose parent sleeps are left out. */
export function processesOf(directory: string): { readonly pid: number; readonly title: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const title = read(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim();
      const ours = /^bothways-|postgres/.test(title) && `${title}/`.includes(`${directory}/`);
      return ours || (title.endsWith(directory) && title.startsWith('bothways-'))
        ? [{ pid: Number(name), title }]
        : [];
    });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A directory, its processes and its holders, for one test. */
export interface LocalTest {
  readonly directory: string;
  open(): Promise<Stores>;
  hold(who?: RunAs): Holder;
  /** Resolves when no process serves the directory. */
  nothingLeft(): Promise<void>;
  pidOf(title: string): number;
  close(): Promise<void>;
}

export function localTest(): LocalTest {
  const directory = testDirectory();
  const settings = storeSettings({});
  const holders: Holder[] = [];
  const nothingLeft = async (): Promise<void> => {
    for (let waited = 0; processesOf(directory).length > 0; waited += 20) {
      if (waited > 15_000) throw new Error(JSON.stringify(processesOf(directory)));
      await wait(20);
    }
  };
  return {
    directory,
    nothingLeft,
    open: () => openStores(directory, { settings }),
    hold(who = {}) {
      const holder = startHolder(directory, who);
      holders.push(holder);
      return holder;
    },
    pidOf(title) {
      const found = processesOf(directory).find((each) => each.title.includes(title));
      if (found === undefined) throw new Error(`no process ${title} serves ${directory}`);
      return found.pid;
    },
    async close() {
      for (const each of holders) each.kill();
      await nothingLeft();
      rmSync(dirname(directory), { recursive: true, force: true });
    },
  };
}
