import type { PoolClient } from 'pg';
import { reason } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import { type ErasureResult, eraseWaiting } from './erase.ts';
import { forgetLeftOut } from './forget-left-out.ts';
import { dueAt, ERASURE_CHANNEL, waiting } from './queue.ts';
import { applyRetention, retentionDue } from './retention.ts';

export interface ErasingOptions {
  readonly dataDir: string;
  /** Told what went wrong, and where a proof found something; without anything of a person. */
  readonly warn: (text: string) => void;
  readonly now?: () => number;
}

/** What works off the list of whom to erase, for as long as a process serves. */
export interface Erasing {
  /** Calls whenever somebody was erased, by whichever process: what is kept in memory then goes. */
  onErased(listener: () => void): void;
  /** Ends; what is being erased is erased to its end. */
  stop(): Promise<void>;
}

/** What is said on the channel where somebody is gone; nothing where somebody waits. */
const GONE = 'gone';
/** After a fault; and how long a timer may be set to at most. */
const [AGAIN_MS, TIMER_MS_MAX] = [60_000, 3_600_000 * 24] as const;

/**
 * Works off the list within a day, and what has come of age once a day. It sleeps until the next is due, or PostgreSQL
 * says that there is one more: nothing is polled. Of several processes one does it.
 */
export async function startErasing(stores: Stores, options: ErasingOptions): Promise<Erasing> {
  const erasing = new Batches(stores, options);
  await erasing.start();
  return erasing;
}

class Batches implements Erasing {
  private readonly stores: Stores;
  private readonly options: ErasingOptions;
  private readonly listeners: (() => void)[] = [];
  private listening: PoolClient | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(stores: Stores, options: ErasingOptions) {
    this.stores = stores;
    this.options = options;
  }

  onErased(listener: () => void): void {
    this.listeners.push(listener);
  }

  async start(): Promise<void> {
    await this.listen();
    await this.arm();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.listening?.release(true);
    this.listening = null;
    await this.running;
  }

  private async listen(): Promise<void> {
    if (this.isStopped) return;
    const client = await this.stores.state.connect();
    client.on('error', () => {
      if (this.listening === client) this.listening = null;
      client.release(true);
      this.later(AGAIN_MS);
    });
    client.on('notification', ({ payload }) => {
      if (payload === GONE) for (const listener of this.listeners) listener();
      else this.soon();
    });
    await client.query(`LISTEN ${ERASURE_CHANNEL}`);
    this.listening = client;
  }

  /** Looks when the next is due, and sleeps until then. */
  private async arm(): Promise<void> {
    const [first] = await waiting(this.stores.state);
    const due = [
      ...(first === undefined ? [] : [dueAt(first.askedAt).getTime()]),
      ...(await retentionDue(this.stores.state)),
    ];
    this.later(Math.min(...due, this.now() + TIMER_MS_MAX) - this.now());
  }

  private later(ms: number): void {
    if (this.isStopped) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.soon(), Math.min(TIMER_MS_MAX, Math.max(0, ms)));
    this.timer.unref();
  }

  private soon(): void {
    this.running = this.running
      .then(() => this.work())
      .catch((fault) => {
        if (this.isStopped) return;
        this.options.warn(`erasing is tried again in a minute: ${reason(fault)}`);
        this.later(AGAIN_MS);
      });
  }

  private async work(): Promise<void> {
    if (this.isStopped) return;
    if (this.listening === null) await this.listen();
    const { stores, options } = this;
    const { state } = stores;
    const [first] = await waiting(state);
    if (first !== undefined && dueAt(first.askedAt).getTime() <= this.now()) {
      const result = await eraseWaiting({ stores, dataDir: options.dataDir });
      if (result !== null) this.tell(result);
    }
    await forgetLeftOut(state, this.now());
    const [retention] = await retentionDue(state);
    if (retention !== undefined && retention <= this.now())
      await applyRetention({ stores, now: this.now() });
    await this.arm();
  }

  private tell({ proof }: ErasureResult): void {
    if (proof.hits + proof.rows > 0)
      this.options.warn(
        `an erasure has left something in ${proof.places.map(({ file }) => file).join(', ')}; run "bothways erase" for the same person again`,
      );
  }

  private now(): number {
    return this.options.now?.() ?? Date.now();
  }
}
