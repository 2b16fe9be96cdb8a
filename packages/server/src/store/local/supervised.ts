import { setTimeout as wait } from 'node:timers/promises';
import { reason } from '../store-error.ts';
import type { LocalStore } from './local-store.ts';
import type { Address } from './protocol.ts';

/** Milliseconds before a store that ended is started again: doubled each time up to the last, anew after a calm minute. */
const backOffMs = { first: 50, last: 5_000, calm: 60_000 } as const;

/** A store that is started when first wanted, and again whenever it ends unasked, at the same address. */
export class Supervised {
  readonly #start: () => Promise<LocalStore>;
  readonly #log: (text: string) => void;
  #first: Promise<Address> | undefined;
  #now: LocalStore | undefined;
  #stopping = false;

  constructor(start: () => Promise<LocalStore>, log: (text: string) => void) {
    this.#start = start;
    this.#log = log;
  }

  /** Its address, once it answers. Errors: those of the first start. */
  started(): Promise<Address> {
    this.#first ??= this.#run();
    return this.#first;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#first?.catch(() => {});
    await this.#now?.stop();
  }

  async #run(): Promise<Address> {
    const store = await this.#start();
    this.#now = store;
    this.#watch(store, performance.now(), backOffMs.first).catch((error) =>
      this.#log(reason(error)),
    );
    return store.address;
  }

  async #watch(store: LocalStore, since: number, delay: number): Promise<void> {
    const seen = await store.ended;
    if (this.#stopping) return;
    this.#log(`${seen}; starts again`);
    let next = performance.now() - since > backOffMs.calm ? backOffMs.first : delay;
    while (!this.#stopping) {
      await wait(next);
      next = Math.min(next * 2, backOffMs.last);
      if (this.#stopping) return;
      try {
        const again = await this.#start();
        this.#now = again;
        return await this.#watch(again, performance.now(), next);
      } catch (error) {
        this.#log(`does not start: ${reason(error)}`);
      }
    }
  }
}
