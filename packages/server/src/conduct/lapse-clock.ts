import type { PoolClient } from 'pg';
import { lapse } from './lapse.ts';

/** The longest that a timer takes. */
const TIMER_MOST_MS = 2 ** 31 - 1;

/** Knows when the next right ends by its time, and wakes who conducts then. */
export class LapseClock {
  private readonly wake: () => void;
  /** In milliseconds since 1970, UTC; 0: not known yet. */
  private next = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(wake: () => void) {
    this.wake = wake;
  }

  /** A right was given that ends then. */
  ends(moment: number): void {
    if (moment < this.next) this.set(moment);
  }

  /** Takes rights out of the ledger whose time has ended; gives whether there is something to ship. */
  async takeDue(client: PoolClient): Promise<boolean> {
    if (Date.now() < this.next) return false;
    const { isAny, next } = await lapse(client, Date.now());
    this.set(next ?? Number.POSITIVE_INFINITY);
    return isAny;
  }

  /** From now on nobody is woken; whoever conducts next asks anew. */
  forget(): void {
    clearTimeout(this.timer);
    this.next = 0;
  }

  private set(moment: number): void {
    this.next = moment;
    clearTimeout(this.timer);
    if (moment === Number.POSITIVE_INFINITY) return;
    const waits = moment - Date.now();
    // A timer may go off a moment early, and the clock may be set back: then the rest is waited for.
    if (waits <= 0) this.wake();
    else this.timer = setTimeout(() => this.set(moment), Math.min(waits, TIMER_MOST_MS));
  }
}
