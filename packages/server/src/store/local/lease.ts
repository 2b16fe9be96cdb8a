import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { resolve as absolute, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StoreError, type StoreName } from '../store-error.ts';
import { prepareDirectory } from './directory.ts';
import { readJson } from './json-file.ts';
import { onJsonLine, writeJsonLine } from './json-lines.ts';
import type { Address, KeeperFile, KeeperOptions, KeeperReport, LeaseAnswer } from './protocol.ts';
import { isRoot } from './run-as.ts';

/** Milliseconds until a lease is given up, with stores that start and others that stop before. */
const leaseMsMax = 60_000;
/** Milliseconds that the last one out waits for the stores to stop. */
const leaveMsMax = 20_000;

const main = fileURLToPath(new URL('./keeper.ts', import.meta.url));

export interface LeaseOptions extends KeeperOptions {
  readonly wants: readonly StoreName[];
  readonly progress: (text: string) => void;
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
  const all = { ...options, directory: absolute(options.directory) };
  prepareDirectory(all.directory);
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
    const again = await held(this.#options);
    this.#held = again;
    if (this.#left) again.socket.destroy();
    else this.#watch();
  }
}

async function held(options: LeaseOptions): Promise<Held> {
  const until = performance.now() + leaseMsMax;
  for (let round = 0; performance.now() < until; round += 1) {
    const file = readJson(join(options.directory, 'keeper.json'));
    const got = isKeeperFile(file) ? await asked(file, options) : 'nobody';
    if (got !== 'nobody' && got !== 'leaving') return got;
    // It goes: its directory is free the moment it has gone.
    if (got === 'leaving') continue;
    const started = await startKeeper(options);
    // Another keeper has the directory and is about to say where it listens, or about to end.
    if (started === 'taken') await wait(Math.min(10 * 2 ** round, 200));
  }
  throw new StoreError({
    store: 'state',
    code: 'keeper-silent',
    seen: `the keeper of ${options.directory} gave no lease within ${leaseMsMax / 1000} s`,
    todo: `end the process that keeper.json there names, and see ${join(options.directory, 'log', 'keeper.log')}`,
  });
}

/** Asks a keeper for a lease: held, or that nobody listens there, or that it closed instead, as it is leaving. */
function asked(file: KeeperFile, options: LeaseOptions): Promise<Held | 'nobody' | 'leaving'> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      port: file.port,
      host: '127.0.0.1',
      noDelay: true,
      allowHalfOpen: true,
    });
    let met = false;
    socket.once('connect', () => {
      met = true;
      writeJsonLine(socket, { token: file.token, wants: options.wants });
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(met ? 'leaving' : 'nobody'));
    socket.once('end', () => socket.end());
    onJsonLine(socket, (value) => {
      const answer = value as LeaseAnswer;
      switch (answer.kind) {
        case 'progress':
          options.progress(answer.text);
          return;
        case 'ready':
          socket.unref();
          resolve({ socket, addresses: answer.addresses });
          return;
        case 'failed': {
          const { store, code, seen, todo } = answer;
          // Ends before it is told, so that who reads it may try again at once.
          socket.once('close', () => reject(new StoreError({ store, code, seen, todo })));
          socket.removeAllListeners('end');
          socket.end();
          socket.resume();
        }
      }
    });
  });
}

async function startKeeper(options: LeaseOptions): Promise<'listening' | 'taken'> {
  const { directory, factsMemoryMax, factsQueriesMax } = options;
  const logs = join(directory, 'log');
  mkdirSync(logs, { recursive: true });
  const output = openSync(join(logs, 'keeper.log'), 'a');
  const passed: KeeperOptions = { directory, factsMemoryMax, factsQueriesMax };
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, directory, JSON.stringify(passed)],
    { detached: true, cwd: '/', stdio: ['ignore', output, output, 'ipc'], ...owner(directory) },
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
  throw new StoreError({ store: 'state', code, seen: `the keeper did not start: ${seen}`, todo });
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
