import { spawn } from 'node:child_process';
import { closeSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { resolve as absolute, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StoreError, type StoreName } from '../store-error.ts';
import { compileCache } from './compile-cache.ts';
import { prepareDirectory } from './directory.ts';
import { readJson } from './json-file.ts';
import { onJsonLine, writeJsonLine } from './json-lines.ts';
import { openLog } from './log-file.ts';
import type { Address, KeeperFile, KeeperOptions, KeeperReport, LeaseAnswer } from './protocol.ts';
import { isRoot } from './run-as.ts';

/** Milliseconds until a lease is given up, with stores that start and others that stop before. */
const leaseMsMax = 60_000;
/** Milliseconds between two attempts to renew a lease, at most. */
const renewMsMax = 10_000;
/** Milliseconds in which a keeper says a first word. */
const welcomeMsMax = 5_000;
/** Milliseconds that the last one out waits for the stores to stop. */
const leaveMsMax = 20_000;

const main = fileURLToPath(new URL('./keeper.ts', import.meta.url));

export interface LeaseOptions extends KeeperOptions {
  readonly wants: readonly StoreName[];
  readonly progress: (text: string) => void;
  /** Told when a keeper after the first has the stores elsewhere, as another program took their ports meanwhile. */
  readonly moved: (addresses: Lease['addresses']) => void;
}

/** The right to use a directory's local stores; they run at least as long as it is held. */
export interface Lease {
  readonly addresses: Readonly<Partial<Record<StoreName, Address>>>;
  /** Gives it back; the last one out resolves when the stores have stopped. */
  leave(): Promise<void>;
}

/**
 * A lease on the local stores of a directory, whose keeper is started if there is none.
 * If that keeper is killed, another takes its place at the same addresses.
 *
 * Errors: a StoreError that says which store does not start, why, and what to do.
 */
export async function lease(options: LeaseOptions): Promise<Lease> {
  const all = { ...options, directory: prepareDirectory(absolute(options.directory)) };
  return new HeldLease(all, await held(all));
}

interface Held {
  readonly socket: Socket;
  readonly addresses: Lease['addresses'];
}

class HeldLease implements Lease {
  readonly #options: LeaseOptions;
  #held: Held;
  #left = false;

  constructor(options: LeaseOptions, first: Held) {
    this.#options = options;
    this.#held = first;
    this.#watch();
  }

  get addresses(): Lease['addresses'] {
    return this.#held.addresses;
  }

  async leave(): Promise<void> {
    this.#left = true;
    const { socket } = this.#held;
    if (socket.closed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => socket.destroy(), leaveMsMax);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.ref();
      socket.end();
      socket.resume();
    });
  }

  #watch(): void {
    this.#held.socket.once('close', () => {
      if (!this.#left) this.#renew().catch(() => {});
    });
  }

  async #renew(): Promise<void> {
    const again = await this.#untilHeld();
    if (again === undefined) return;
    this.#held = again;
    if (this.#left) {
      again.socket.destroy();
      return;
    }
    this.#watch();
    this.#options.moved(again.addresses);
  }

  /** Tries until there is a lease, or nobody wants it any more. What fails meanwhile is in the keeper's log. */
  async #untilHeld(): Promise<Held | undefined> {
    for (let delay = 100; !this.#left; delay = Math.min(delay * 2, renewMsMax)) {
      try {
        return await held(this.#options);
      } catch {
        await wait(delay, undefined, { ref: false });
      }
    }
    return undefined;
  }
}

async function held(options: LeaseOptions): Promise<Held> {
  const path = join(options.directory, 'keeper.json');
  const until = performance.now() + leaseMsMax;
  while (performance.now() < until) {
    const file = readJson(path);
    const got = isKeeperFile(file) ? await asked(file, options) : 'nobody';
    if (typeof got === 'object') return got;
    // A keeper that left has freed its directory; else one is started, unless another is about to say where it listens.
    if (got === 'nobody' && (await startKeeper(options)) === 'taken') await changed(path, file);
  }
  throw new StoreError({
    store: 'directory',
    code: 'keeper-silent',
    seen: `the keeper of ${options.directory} gave no lease within ${leaseMsMax / 1000} s`,
    todo: `end the process that keeper.json there names, and see ${join(options.directory, 'log', 'keeper.log')}`,
  });
}

/** Waits a moment for a keeper to write where it listens. */
async function changed(path: string, before: unknown): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await wait(25);
    if (JSON.stringify(readJson(path)) !== JSON.stringify(before)) return;
  }
}

/** Asks a keeper for a lease: held, or that no keeper listens there, or that it stopped instead and has gone. */
function asked(file: KeeperFile, options: LeaseOptions): Promise<Held | 'nobody' | 'left'> {
  return new Promise((resolve, reject) => {
    const port = { port: file.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true };
    const socket = connect(port, () => {
      writeJsonLine(socket, { token: file.token, wants: options.wants });
    });
    // Whatever else listens on the port of a keeper that was killed does not know what to say.
    const timer = setTimeout(() => socket.destroy(), welcomeMsMax);
    let closed = (): void => resolve('nobody');
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(timer);
      closed();
    });
    socket.once('end', () => socket.end());
    onJsonLine(socket, (value) => {
      const answer = value as LeaseAnswer;
      clearTimeout(timer);
      switch (answer.kind) {
        case 'welcome':
        case 'leaving':
          closed = () => resolve('left');
          return;
        case 'progress':
          options.progress(answer.text);
          return;
        case 'ready':
          socket.unref();
          resolve({ socket, addresses: answer.addresses });
          return;
        case 'failed':
          // Told when the keeper has gone, so that who mends the cause may try again at once.
          closed = () => reject(new StoreError(answer));
          socket.end();
      }
    });
  });
}

async function startKeeper(options: LeaseOptions): Promise<'listening' | 'taken'> {
  const { directory, factsMemoryMax, factsQueriesMax } = options;
  const output = openLog(directory, 'keeper');
  const passed: KeeperOptions = { directory, factsMemoryMax, factsQueriesMax };
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, directory, JSON.stringify(passed)],
    {
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', TZ: 'UTC', NODE_COMPILE_CACHE: compileCache },
      stdio: ['ignore', output, output, 'ipc'],
      ...owner(directory),
    },
  );
  closeSync(output);
  const report = await new Promise<KeeperReport>((resolve) => {
    child.once('message', (message) => resolve(message as KeeperReport));
    child.once('error', (error) => resolve(silent(directory, error.message)));
    child.once('exit', (code, by) => resolve(silent(directory, `it ended with ${by ?? code}`)));
  });
  if (child.connected) child.disconnect();
  child.unref();
  if (report.kind !== 'failed') return report.kind;
  const { code, seen, todo } = report;
  throw new StoreError({
    store: 'directory',
    code,
    seen: `the keeper did not start: ${seen}`,
    todo,
  });
}

function silent(directory: string, seen: string): KeeperReport {
  const todo = `see ${join(directory, 'log', 'keeper.log')}`;
  return { kind: 'failed', code: 'keeper', seen, todo };
}

/** As root, all of a user's directory is done as that user: nothing in it becomes root's. */
function owner(directory: string): { readonly uid?: number; readonly gid?: number } {
  if (!isRoot()) return {};
  const { uid, gid } = statSync(directory);
  return uid === 0 ? {} : { uid, gid };
}

function isKeeperFile(value: unknown): value is KeeperFile {
  return typeof value === 'object' && value !== null && 'port' in value && 'token' in value;
}
