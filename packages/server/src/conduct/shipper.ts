import type { PoolClient } from 'pg';
import { SHIP_LOCK } from '../ingest/catch-up.ts';
import { lockingClient, releaseLocks, waitForLock } from '../ingest/locking-client.ts';
import { endStatements } from '../ingest/marked-statements.ts';
import type { Stores } from '../store/stores.ts';
import { type LiveModels, liveModels } from './live-model.ts';
import { type Outgoing, outboxWaiting } from './outbox.ts';
import { catchUpReady, type Load, shipLoad } from './ship.ts';

/** Bytes that go as one load: a block a table. */
const LOAD_BYTES = 8_388_608;
/** Bytes of batches that wait, beyond which no more are conducted. */
const WAITING_BYTES = 50_331_648;
/** Between the beginnings of two loads: the engine likes few blocks. */
const LOADS_APART_MS = 250;
/** After a fault, and more after each that follows it. */
const AGAIN_MS = { first: 100, most: 5_000 } as const;

export interface ShipperOptions {
  readonly stores: Stores;
  readonly models: LiveModels;
  /** Told after each load, and after an import was caught up with. */
  readonly shipped: () => void;
  /** Told of what went wrong, and null when it went well again. */
  readonly fault: (fault: unknown) => void;
}

/**
 * Ships what was conducted, one load after another, behind the transactions that made it. What it holds in memory is a copy
 * of the outbox: after any fault it reads that again, and looks at what has arrived.
 */
export class Shipper {
  private readonly options: ShipperOptions;
  private queue: Outgoing[] = [];
  private bytes = 0;
  /** Whether the outbox in the store may hold what the queue does not. */
  private mustRead = true;
  private mustCheck = false;
  private isUrgent = false;
  private isRunning = false;
  private isStopped = false;
  /** To end once all is shipped, or where that cannot be: what is left stays in the outbox. */
  private isEnding = false;
  private lastAt = 0;
  private wake: () => void = () => {};
  private waiting: { readonly until: () => boolean; readonly go: () => void }[] = [];

  constructor(options: ShipperOptions) {
    this.options = options;
  }

  /** How many batches wait, as far as is known. */
  get length(): number {
    return this.queue.length;
  }

  /** What was conducted just now. */
  add(outgoing: Outgoing): void {
    // The outbox may have been read since it was committed there.
    if (this.queue.some(({ id }) => id === outgoing.id)) return;
    this.queue.push(outgoing);
    this.bytes += outgoing.bytes;
    this.run();
  }

  /** The outbox, or what was imported, may have changed behind our back. */
  look(isOutboxToo: boolean): void {
    this.mustRead ||= isOutboxToo;
    this.mustCheck = true;
    this.run();
  }

  /** Resolves when nothing waits; at once ships what there is. */
  async drained(): Promise<void> {
    this.isUrgent = true;
    this.wake();
    await this.until(() => this.isIdle);
  }

  /** Resolves when there is room for another batch. */
  hasRoom(): Promise<void> {
    return this.until(() => this.bytes < WAITING_BYTES);
  }

  /** From now on no fault is waited out. */
  ending(): void {
    this.isEnding = true;
    this.wake();
  }

  /** Ends after the load that is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.until(() => !this.isRunning);
  }

  private get isIdle(): boolean {
    return !this.isRunning && !this.hasWork;
  }

  private get hasWork(): boolean {
    return this.queue.length > 0 || this.mustRead || this.mustCheck;
  }

  private until(until: () => boolean): Promise<void> {
    if (until() || (this.isStopped && !this.isRunning)) return Promise.resolve();
    return new Promise((go) => this.waiting.push({ until, go }));
  }

  private tell(): void {
    const hasEnded = this.isStopped && !this.isRunning;
    const { go = [], wait = [] } = Object.groupBy(this.waiting, ({ until }) =>
      hasEnded || until() ? 'go' : 'wait',
    );
    this.waiting = wait;
    for (const each of go) each.go();
  }

  private run(): void {
    if (this.isRunning || this.isStopped) return;
    this.isRunning = true;
    const ended = (): void => {
      this.isRunning = false;
      this.isUrgent = false;
      if (this.hasWork) this.run();
      this.tell();
    };
    this.rounds().then(ended, ended);
  }

  private async rounds(): Promise<void> {
    let failed = 0;
    while (!this.isStopped && this.hasWork) {
      try {
        if (!this.isUrgent) await this.pause(this.lastAt + LOADS_APART_MS - performance.now());
        this.lastAt = performance.now();
        await this.round();
        if (failed > 0) this.options.fault(null);
        failed = 0;
      } catch (fault) {
        this.mustRead = true;
        failed += 1;
        this.options.fault(fault);
        if (this.isEnding) this.isStopped = true;
        await this.pause(Math.min(AGAIN_MS.most, AGAIN_MS.first * 2 ** (failed - 1)));
      }
      this.tell();
    }
  }

  private async round(): Promise<void> {
    const { stores, models, shipped } = this.options;
    const client = await lockingClient(stores.state);
    try {
      await lockToShip(client);
      const ship = { stores, client, models };
      if (this.mustRead) await this.readAgain(client, (load) => shipLoad(ship, load));
      const load = firstLoad(this.queue);
      if (load.length > 0) await shipLoad(ship, { batches: load, wasTried: false });
      this.keep(this.queue.slice(load.length));
      if (this.queue.length === 0 && this.mustCheck) {
        this.mustCheck = false;
        await catchUpReady(ship);
      }
    } finally {
      await releaseLocks(client);
    }
    shipped();
  }

  /** What was tried before goes first, in the loads in which it was; the rest waits its turn. */
  private async readAgain(
    client: PoolClient,
    shipped: (load: Load) => Promise<void>,
  ): Promise<void> {
    await endStatements(this.options.stores.facts, 'live');
    this.mustRead = false;
    const before = new Set(this.queue);
    const waiting = await outboxWaiting(client);
    const read = new Set(waiting.map(({ id }) => id));
    this.keep([
      // None of memory: a crash of the store may have taken it back, and given its number to another.
      ...waiting.filter(({ block }) => block === null),
      // What was conducted while the outbox was read.
      ...this.queue.filter((each) => !before.has(each) && !read.has(each.id)),
    ]);
    this.mustCheck = true;
    for (const load of triedLoads(waiting)) await shipped(load);
  }

  private keep(queue: readonly Outgoing[]): void {
    this.queue = [...queue];
    this.bytes = queue.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private pause(ms: number): Promise<void> {
    if (ms <= 0 || this.isStopped) return Promise.resolve();
    return new Promise((go) => {
      const timer = setTimeout(go, ms);
      this.wake = () => {
        clearTimeout(timer);
        go();
      };
    });
  }
}

/**
 * What is noted before a load is sent is on the disk then, with all that was committed before it. A rebuild may have the
 * lock for long; rows that come and go must be swept all the while.
 */
async function lockToShip(client: PoolClient): Promise<void> {
  await client.query('SET synchronous_commit = on');
  await waitForLock(client, SHIP_LOCK);
}

/** The batches that go next as one load: none behind an import, with which the ledger must have caught up before. */
function firstLoad(queue: readonly Outgoing[]): readonly Outgoing[] {
  let bytes = 0;
  const end = queue.findIndex((each, index) => {
    bytes += each.bytes;
    const before = queue[index - 1];
    if (before === undefined) return false;
    const isApart = each.generation !== before.generation || each.seqFrom !== before.seqTo;
    return isApart || bytes > LOAD_BYTES;
  });
  return queue.slice(0, end === -1 ? queue.length : end);
}

/** What was sent before, load by load as it was. */
function triedLoads(waiting: Awaited<ReturnType<typeof outboxWaiting>>): readonly Load[] {
  const tried = Map.groupBy(waiting, ({ block }) => block);
  tried.delete(null);
  return [...tried.values()].map((batches) => ({ batches, wasTried: true }));
}

/**
 * Ships all that is in the outbox, for whoever holds the lock of imports so that nothing new comes: what a killed server
 * has left.
 *
 * Errors: as the stores'.
 */
export async function shipLeft(stores: Stores, models: LiveModels = liveModels()): Promise<void> {
  const client = await lockingClient(stores.state);
  try {
    await lockToShip(client);
    const ship = { stores, client, models };
    let waiting = await outboxWaiting(client);
    if (waiting.length === 0) return;
    await endStatements(stores.facts, 'live');
    for (const load of triedLoads(waiting)) await shipLoad(ship, load);
    waiting = waiting.filter(({ block }) => block === null);
    while (waiting.length > 0) {
      const batches = firstLoad(waiting);
      await shipLoad(ship, { batches, wasTried: false });
      waiting = waiting.slice(batches.length);
    }
  } finally {
    await releaseLocks(client);
  }
}
