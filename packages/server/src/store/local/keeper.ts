// One process a data directory: it starts the local stores, hands out leases on them, and ends with the last lease.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { codeOf, reason, type StoreName } from '../store-error.ts';
import { isSame } from './face/same.ts';
import { endOrphanEngine, startFactEngine } from './fact-engine.ts';
import { freePort } from './free-port.ts';
import { readJson, writeSecretJson } from './json-file.ts';
import { onJsonLine, writeJsonLine } from './json-lines.ts';
import { type LocalStore, StartError } from './local-store.ts';
import { lockFile } from './lock-file.ts';
import { endOrphanPostgres, startPostgres } from './postgres.ts';
import type {
  Address,
  KeeperOptions,
  KeeperReport,
  LeaseAnswer,
  LeaseRequest,
} from './protocol.ts';
import { Supervised } from './supervised.ts';

/** Milliseconds in which a new keeper wants its first lease, and any caller its first words. */
const firstWordsMsMax = 10_000;

class Keeper {
  readonly #directory: string;
  readonly #token = randomBytes(32).toString('hex');
  readonly #stores: Readonly<Record<StoreName, Supervised>>;
  readonly #server: Server;
  readonly #callers = new Set<Socket>();
  readonly #leases = new Set<Socket>();
  #stopping = false;

  constructor(options: KeeperOptions) {
    const { directory } = options;
    this.#directory = directory;
    const progress = (text: string): void => this.#tell({ kind: 'progress', text });
    const state = startAt('state', directory, async (at) => {
      return startPostgres(directory, await at(endOrphanPostgres), progress);
    });
    const facts = startAt('facts', directory, async (at) => {
      return startFactEngine(options, await at(endOrphanEngine));
    });
    this.#stores = { state: new Supervised(state, log), facts: new Supervised(facts, log) };
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#meet(socket),
    );
  }

  /** Listens, and tells by `keeper.json` where. */
  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        const file = { pid: process.pid, port, token: this.#token };
        try {
          writeSecretJson(join(this.#directory, 'keeper.json'), file);
        } catch (error) {
          reject(error);
          return;
        }
        setTimeout(() => this.#leaveIfAlone(), firstWordsMsMax).unref();
        resolve();
      });
    });
  }

  /** Stops the stores in order, and ends this process; whoever waits for a lease sees its connection close, and starts anew. */
  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    await this.#stores.facts.stop();
    await this.#stores.state.stop();
    rmSync(join(this.#directory, 'keeper.json'), { force: true });
    process.exit(0);
  }

  #meet(socket: Socket): void {
    this.#callers.add(socket);
    const timer = setTimeout(() => socket.destroy(), firstWordsMsMax).unref();
    socket.on('error', () => {});
    socket.on('end', () => this.#leave(socket));
    socket.on('close', () => {
      clearTimeout(timer);
      this.#callers.delete(socket);
      this.#leave(socket);
    });
    onJsonLine(socket, (value) => {
      clearTimeout(timer);
      if (!isLeaseRequest(value) || !isSame(value.token, this.#token)) socket.destroy();
      else if (this.#stopping) writeJsonLine(socket, { kind: 'leaving' });
      else this.#lease(socket, value.wants);
    });
  }

  #lease(socket: Socket, wants: readonly StoreName[]): void {
    this.#leases.add(socket);
    writeJsonLine(socket, { kind: 'welcome' });
    for (const store of wants) {
      this.#stores[store].started().catch((error: unknown) => {
        log(`${store} does not start: ${reason(error)}`);
        writeJsonLine(socket, failure(store, error));
        this.#leave(socket);
      });
    }
    const all = wants.map(async (store) => [store, await this.#stores[store].started()] as const);
    Promise.all(all).then(
      (known) => writeJsonLine(socket, { kind: 'ready', addresses: Object.fromEntries(known) }),
      () => {},
    );
  }

  /** The last one out keeps its connection until all is stopped, so that it can wait for that. */
  #leave(socket: Socket): void {
    if (!this.#leases.delete(socket)) return;
    if (this.#leases.size > 0) socket.end();
    else this.stop().catch((error) => crash(error));
  }

  #leaveIfAlone(): void {
    if (this.#leases.size === 0) this.stop().catch((error) => crash(error));
  }

  #tell(answer: LeaseAnswer): void {
    for (const socket of this.#leases) writeJsonLine(socket, answer);
  }
}

/** Gives the address at which a store is to start, after whatever may still hold it has gone. */
type SettleAddress = (endOrphan: (directory: string) => Promise<void>) => Promise<Address>;

/** Starts a store at the address it had, so that after a crash it answers there again; a port that another took moves once. */
function startAt(
  name: StoreName,
  directory: string,
  start: (settle: SettleAddress) => Promise<LocalStore>,
): () => Promise<LocalStore> {
  let settled: Address | undefined;
  return () =>
    start(async (endOrphan) => {
      await endOrphan(directory);
      if (settled !== undefined) return settled;
      const known = addresses(directory);
      settled = { ...known[name], port: await freePort(known[name].port) };
      writeSecretJson(join(directory, 'local.json'), { ...addresses(directory), [name]: settled });
      return settled;
    });
}

function failure(store: StoreName, error: unknown): LeaseAnswer {
  const code = codeOf(error) ?? 'start';
  const todo =
    error instanceof StartError ? error.todo : 'see the folder log in the data directory';
  return { kind: 'failed', store, code, seen: reason(error), todo };
}

/** Ports and passwords of the stores in a directory, made once. */
function addresses(directory: string): Readonly<Record<StoreName, Address>> {
  const path = join(directory, 'local.json');
  const known = readJson(path);
  if (isAddresses(known)) return known;
  const fresh = (): Address => ({ port: 0, password: randomBytes(24).toString('hex') });
  const made = { state: fresh(), facts: fresh() };
  writeSecretJson(path, made);
  return made;
}

function isAddresses(value: unknown): value is Readonly<Record<StoreName, Address>> {
  return isRecord(value) && isAddress(value['state']) && isAddress(value['facts']);
}

function isAddress(value: unknown): value is Address {
  return (
    isRecord(value) && typeof value['port'] === 'number' && typeof value['password'] === 'string'
  );
}

function isLeaseRequest(value: unknown): value is LeaseRequest {
  if (!isRecord(value) || typeof value['token'] !== 'string') return false;
  const { wants } = value;
  return Array.isArray(wants) && wants.every((each) => each === 'state' || each === 'facts');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function log(text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${text}\n`);
}

function crash(error: unknown): never {
  log(`the keeper failed: ${reason(error)}`);
  process.exit(1);
}

function report(message: KeeperReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });
}

function unwritable(error: unknown): KeeperReport {
  const todo = 'see that the directory can be written to';
  return { kind: 'failed', code: codeOf(error) ?? 'lock', seen: reason(error), todo };
}

async function main(options: KeeperOptions): Promise<void> {
  process.title = `bothways-keeper ${options.directory}`;
  // A terminal's Ctrl-C is for those who hold leases.
  process.on('SIGINT', () => {});
  process.on('SIGHUP', () => {});
  // A log that cannot be written to, as on a full disk, is no reason to end.
  process.stderr.on('error', () => {});
  try {
    mkdirSync(join(options.directory, 'log'), { recursive: true });
    lockFile(join(options.directory, 'keeper.lock'), 0);
  } catch (error) {
    if (/locked/.test(reason(error))) await report({ kind: 'taken' });
    else await report(unwritable(error));
    process.exit(0);
  }
  const keeper = new Keeper(options);
  process.on('SIGTERM', () => {
    keeper.stop().catch(crash);
  });
  try {
    await keeper.listen();
  } catch (error) {
    await report(unwritable(error));
    process.exit(1);
  }
  await report({ kind: 'listening' });
  if (process.connected) process.disconnect();
}

main(JSON.parse(process.argv[3] ?? '{}')).catch(crash);
