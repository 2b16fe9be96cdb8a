import { setTimeout as wait } from 'node:timers/promises';
import { reason } from '../store-error.ts';
import type { LocalStore } from './local-store.ts';
import type { Address } from './protocol.ts';

/** Milliseconds before a store that ended is started again: doubled each time up to the last, anew after a calm minute. */
const backOffMs = { first: 50, last: 5_000, calm: 60_000 } as const;

/** A store that is started when first wanted, and again whenever it ends unasked. */
export class Supervised {
  readonly #start: () => Promise<LocalStore>;
  readonly #log: (text: string) => void;
  readonly #stopping = new AbortController();
  #first: Promise<Address> | undefined;
  #life: Promise<void> = Promise.resolve();

  constructor(start: () => Promise<LocalStore>, log: (text: string) => void) {
    this.#start = start;
    this.#log = log;
  }

  /** Its address, once it answers. Errors: those of starting; who asks again after one makes it try again. */
  started(): Promise<Address> {
    this.#first ??= this.#open().catch((error) => {
      this.#first = undefined;
      throw error;
    });
    return this.#first;
  }

  /** Resolves when it has gone, also if it was just being started. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#first?.catch(() => {});
    await this.#life;
  }

  async #open(): Promise<Address> {
    const store = await this.#start();
    this.#life = this.#live(store);
    return store.address;
  }

  /** Its whole life: from one start to the next, until it is stopped. */
  async #live(first: LocalStore): Promise<void> {
    const { signal } = this.#stopping;
    const stop = new Promise<'stop'>((resolve) => {
      if (signal.aborted) resolve('stop');
      signal.addEventListener('abort', () => resolve('stop'), { once: true });
    });
    let delay: number = backOffMs.first;
    for (let store: LocalStore | undefined = first; store !== undefined; ) {
      const since = performance.now();
      const seen: string = await Promise.race([store.ended, stop]);
      if (signal.aborted) return store.stop();
      this.#log(`${seen}; it is started again`);
      if (performance.now() - since > backOffMs.calm) delay = backOffMs.first;
      store = await this.#again(delay);
      delay = Math.min(delay * 2, backOffMs.last);
    }
  }

  /** Starts it until that succeeds; undefined if it is to stop meanwhile. */
  async #again(firstDelay: number): Promise<LocalStore | undefined> {
    const { signal } = this.#stopping;
    for (let delay = firstDelay; !signal.aborted; delay = Math.min(delay * 2, backOffMs.last)) {
      await wait(delay, undefined, { signal }).catch(() => {});
      if (signal.aborted) break;
      try {
        return await this.#start();
      } catch (error) {
        this.#log(`it does not start: ${reason(error)}`);
      }
    }
    return undefined;
  }
}
