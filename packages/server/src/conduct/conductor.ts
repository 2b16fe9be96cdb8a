import type { PoolClient } from 'pg';
import { behindImports } from '../ingest/import-log.ts';
import { lockingClient, releaseLocks, waitForLock } from '../ingest/locking-client.ts';
import { reason } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import { type Conducted, conductBatch } from './conduct-batch.ts';
import { OUTBOX } from './lapse.ts';
import { LapseClock } from './lapse-clock.ts';
import type { LiveFeed } from './live-feed.ts';
import { liveModels } from './live-model.ts';
import { Refresher } from './refresh.ts';
import { Shipper } from './shipper.ts';
import { isOfEvents, spoiledEvents } from './spoiled-events.ts';
import { toldOf } from './told.ts';

/** What is told of the live road's work, without anything of a person. */
export type ConductorLog = (
  event: 'leads' | 'stands-by' | 'batch' | 'fault',
  what: Readonly<Record<string, unknown>>,
) => void;

export interface ConductorOptions {
  readonly feed: LiveFeed;
  readonly warn: (text: string) => void;
  readonly log: ConductorLog;
}

export interface ConductorState {
  /** Whether this process conducts. */
  readonly isLeader: boolean;
  /** Another process conducts: this one takes over where that one ends. */
  readonly isStandingBy: boolean;
  /** Rows in the inbox, as seen with the last batch. */
  readonly backlog: number;
  readonly lastBatchMs: number;
  /** Batches that are on their way to the fact store. */
  readonly outbox: number;
  /** What is wrong just now; it is tried again. */
  readonly fault: string | null;
}

export interface Conductor {
  /** Takes what is in the inbox, ships the outbox, and ends; whoever stands by takes over. */
  stop(): Promise<void>;
  /** Resolves when the inbox is empty and the outbox shipped, whoever does it. */
  settled(): Promise<void>;
  state(): ConductorState;
}

/** PostgreSQL's advisory lock of whoever conducts; the others wait for it. */
const LEADER_LOCK = 7_260_004;
const CHANNEL = 'bothways_inbox';
/** After a fault, and more after each that follows it. */
const AGAIN_MS = { first: 100, most: 5_000 } as const;
const SETTLED_LOOK_MS = 20;
/** Told to stop, it works off so long what comes all the same, by another server's door; the rest waits for who is next. */
const STOPS_MS = 30_000;

/**
 * Conducts live events: takes them out of the inbox, batch by batch, and ships what they made. One process a workspace does
 * it; if it dies the next takes over where it was. It sleeps until PostgreSQL says that there is something.
 */
export async function startConductor(
  stores: Stores,
  options: ConductorOptions,
): Promise<Conductor> {
  const conducting = new Conducting(stores, options);
  conducting.start();
  return conducting;
}

class Conducting implements Conductor {
  private readonly stores: Stores;
  private readonly options: ConductorOptions;
  private readonly models = liveModels();
  private readonly shipper: Shipper;
  private readonly refresher: Refresher;
  private faults: { batch: string | null; ship: string | null } = { batch: null, ship: null };
  private isLeader = false;
  private isStandingBy = false;
  private isStopping = false;
  private stopsAt = Number.POSITIVE_INFINITY;
  private backlog = 0;
  private lastBatchMs = 0;
  private running: Promise<void> = Promise.resolve();
  /** Of the connection that waits to lead: its number in the state store. */
  private waitsAs: number | null = null;
  /** Something may have come since the inbox was last seen empty. */
  private isWoken = false;
  private goOn: () => void = () => {};
  private readonly lapses = new LapseClock(() => this.wake());
  /** Some event in the inbox cannot be conducted: rows go one by one until it is found. */
  private isSpoiled = false;

  constructor(stores: Stores, options: ConductorOptions) {
    this.stores = stores;
    this.options = options;
    const { models } = this;
    this.refresher = new Refresher(stores, models, (fault) => this.noted('refresh', fault));
    this.shipper = new Shipper({
      ...{ stores, models, shipped: () => this.refresher.poke() },
      fault: (fault) => this.noted('ship', fault),
    });
  }

  start(): void {
    this.running = this.run();
  }

  state(): ConductorState {
    const { isLeader, isStandingBy, backlog, lastBatchMs, faults } = this;
    const fault = faults.batch ?? faults.ship;
    return { isLeader, isStandingBy, backlog, lastBatchMs, outbox: this.shipper.length, fault };
  }

  async settled(): Promise<void> {
    const { state } = this.stores;
    for (;;) {
      if (this.isLeader) await this.shipper.drained();
      const { rows } = await state.query<{ left: boolean }>(
        'SELECT EXISTS (SELECT FROM inbox) OR EXISTS (SELECT FROM outbox) AS left',
      );
      if (rows[0]?.left !== true) return;
      await new Promise((again) => setTimeout(again, SETTLED_LOOK_MS));
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.stopsAt = performance.now() + STOPS_MS;
    this.wake();
    this.shipper.ending();
    // Who stands by waits in a statement. Where the store is away, that has ended by itself.
    if (this.waitsAs !== null)
      await this.stores.state.query('SELECT pg_cancel_backend($1)', [this.waitsAs]).catch(() => {});
    await this.running;
  }

  private async run(): Promise<void> {
    let failed = 0;
    while (!this.isStopping) {
      try {
        await this.lead(() => {
          failed = 0;
        });
      } catch (fault) {
        if (this.isStopping) break;
        failed += 1;
        this.isSpoiled ||= failed > 1 && isOfEvents(fault);
        this.noted('batch', fault);
        await this.pause(Math.min(AGAIN_MS.most, AGAIN_MS.first * 2 ** (failed - 1)));
      }
    }
    await this.shipper.stop();
    await this.refresher.stop();
  }

  /** Waits to be the one, and is it until told to stop or the connection breaks. */
  private async lead(goesWell: () => void): Promise<void> {
    const client = await lockingClient(this.stores.state);
    const heard = ({ payload }: { payload?: string | undefined }): void => this.heard(payload);
    client.on('notification', heard);
    const broken = (): void => this.wake();
    client.on('end', broken);
    try {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      this.waitsAs = rows[0]?.pid ?? null;
      if (this.isStopping) return;
      await this.turn(client);
      this.waitsAs = null;
      this.isLeader = true;
      this.options.log('leads', {});
      // A batch that a crash of the store takes back is in the inbox again; nothing of it is sent before it is on the disk.
      await client.query(`SET synchronous_commit = off; LISTEN ${CHANNEL}`);
      // What the one before left.
      this.shipper.look(true);
      await this.conductAll(client, goesWell);
    } finally {
      this.lapses.forget();
      this.isLeader = false;
      this.waitsAs = null;
      client.off('notification', heard);
      client.off('end', broken);
      await releaseLocks(client);
    }
  }

  /** Waits to be the one, and says so where another is. */
  private async turn(client: PoolClient): Promise<void> {
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS taken',
      [LEADER_LOCK],
    );
    if (rows[0]?.taken === true) return;
    this.isStandingBy = true;
    this.options.log('stands-by', {});
    try {
      await waitForLock(client, LEADER_LOCK, () => !this.isStopping);
    } finally {
      this.isStandingBy = false;
    }
  }

  private heard(payload: string | undefined): void {
    // An import has ended, with which the ledger catches up; or it has, and what that says of rights may end soon.
    if (payload !== undefined && payload !== '') {
      this.shipper.look(payload === OUTBOX);
      this.lapses.forget();
    }
    this.wake();
  }

  private async conductAll(client: PoolClient, goesWell: () => void): Promise<void> {
    while (performance.now() < this.stopsAt) {
      this.isWoken = false;
      await this.shipper.hasRoom();
      if (await behindImports(this.stores, () => this.lapses.takeDue(client)))
        this.shipper.look(true);
      const since = performance.now();
      const conducted = await behindImports(this.stores, () =>
        this.isSpoiled ? this.conductSpoiled(client) : conductBatch(client, this.models),
      );
      this.faults.batch = null;
      goesWell();
      if (conducted !== null) this.told(conducted, performance.now() - since);
      else if (this.isStopping) break;
      else {
        this.backlog = 0;
        await this.sleep();
      }
    }
    await this.shipper.drained();
  }

  /** One row of the inbox, without what of it cannot be conducted: that is refused, so that all others go on. */
  private async conductSpoiled(client: PoolClient): Promise<Conducted | null> {
    const found = await spoiledEvents(client, this.models);
    this.isSpoiled = found !== null && found.spoiled.size === 0;
    if (found === null) return conductBatch(client, this.models);
    const { size } = found.spoiled;
    const conducted = await conductBatch(client, this.models, found);
    if (size > 0)
      this.options.warn(`Live events that cannot be worked off: ${size}; see the rejects.`);
    return conducted;
  }

  private told(conducted: Conducted, tookMs: number): void {
    const { outgoing, events, left, ends } = conducted;
    if (ends !== null) this.lapses.ends(ends);
    this.lastBatchMs = tookMs;
    this.backlog = left;
    this.shipper.add(outgoing);
    const news = toldOf(conducted);
    this.options.feed.tell(news.events, news.left);
    this.options.log('batch', { events, ms: Math.round(tookMs), left });
  }

  private wake(): void {
    this.isWoken = true;
    this.goOn();
  }

  /** Until something may have come. */
  private sleep(): Promise<void> {
    if (this.isWoken || this.isStopping) return Promise.resolve();
    return new Promise((go) => {
      this.goOn = go;
    });
  }

  private pause(ms: number): Promise<void> {
    if (this.isStopping) return Promise.resolve();
    return new Promise((go) => {
      const timer = setTimeout(go, ms);
      this.goOn = () => {
        if (!this.isStopping) return;
        clearTimeout(timer);
        go();
      };
    });
  }

  private noted(where: 'batch' | 'ship' | 'refresh', fault: unknown): void {
    const text = fault === null ? null : reason(fault);
    if (where !== 'refresh') this.faults[where] = text;
    if (text === null) return;
    this.options.log('fault', { where });
    this.options.warn(`Live events wait: ${text}`);
  }
}
