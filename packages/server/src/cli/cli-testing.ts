// Runs the real command line as a user or a script would, for tests.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));
export const BOTHWAYS = join(REPOSITORY, 'packages/server/bin/bothways.js');

/** How a command line ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Another Node than this one. */
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A command line that runs. `err` grows as it speaks. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once it has said this on stderr or stdout; throws if it ends before. */
  said(words: RegExp): Promise<RegExpExecArray>;
}

export function start(line: readonly string[], options: RunOptions = {}): Running {
  const { cwd = tmpdir(), node = process.execPath, env } = options;
  const child = spawn(node, [BOTHWAYS, ...line], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // biome-ignore lint/style/noProcessEnv: the command gets this environment, and more.
    env: { ...process.env, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return {
    child,
    ended,
    async said(words) {
      for (;;) {
        const found = words.exec(`${err}\n${out}`);
        if (found !== null) return found;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended without saying ${words}: ${err}${out}`);
        await wait(5);
      }
    },
  };
}

/** Runs a command line to its end. */
export function bothways(line: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(line, options).ended;
}

/** Runs a command line with --json; stdout must be one JSON document, whatever the exit code. */
export async function document<Shape = Record<string, unknown>>(
  line: readonly string[],
  options: RunOptions & { readonly code?: number } = {},
): Promise<Shape> {
  const { code = 0, ...rest } = options;
  const ended = await bothways([...line, '--json'], rest);
  if (ended.code !== code)
    throw new Error(`bothways ${line.join(' ')}: ${ended.code} instead of ${code}\n${ended.err}`);
  return JSON.parse(ended.out) as Shape;
}

/** A folder that others may pass: as root, PostgreSQL runs as another user. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-cli-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Command lines of the processes that name a directory in their arguments: its keeper, stores and commands. */
export function runningOn(directory: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()];
      } catch {
        return [];
      }
    })
    .filter((line) => line.includes(directory));
}

/** Waits until nothing runs on a directory any more; gives what still does after `secondsMax`. */
export async function leftOn(directory: string, secondsMax = 20): Promise<readonly string[]> {
  for (let waited = 0; waited < secondsMax * 20; waited += 1) {
    if (runningOn(directory).length === 0) return [];
    await wait(50);
  }
  return runningOn(directory);
}

/** A folder of the real example data, or null where they are not on this machine. */
export function exampleData(name: string): string | null {
  // biome-ignore lint/style/noProcessEnv: the one place that looks the example data up.
  const root = process.env['BOTHWAYS_EXAMPLE_DATA'] ?? join(REPOSITORY, '../shared/data');
  const folder = join(root, name);
  return existsSync(folder) ? folder : null;
}

/** A Node older than the project's, where the machine has one. */
export function olderNode(): string | null {
  // biome-ignore lint/style/noProcessEnv: looks for programs where the shell would.
  const folders = ['/usr/local/bin', ...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  for (const node of folders.map((folder) => join(folder, 'node')).filter(existsSync)) {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    const major = Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 99);
    if (major >= 20 && major < 24) return node;
  }
  return null;
}
