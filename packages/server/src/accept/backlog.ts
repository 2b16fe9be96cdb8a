import type { Pool } from 'pg';
import { liveCounts } from '../store/live-counts.ts';

/** How old the figure may get while somebody asks for it. */
const FRESH_MS = 250;

/** How many events wait to be conducted: asked of the store while there is traffic, never when nothing happens. */
export class Backlog {
  events = 0;
  private asked = 0;
  private asking: Promise<void> | null = null;
  private readonly state: Pool;

  constructor(state: Pool) {
    this.state = state;
  }

  /** Asks anew where the figure is old, and does not wait for it. */
  stir(): void {
    if (this.asking !== null || performance.now() - this.asked < FRESH_MS) return;
    this.asking = this.refresh()
      // A store that is away is told by who needs it.
      .catch(() => {})
      .finally(() => {
        this.asked = performance.now();
        this.asking = null;
      });
  }

  async refresh(): Promise<void> {
    this.events = (await liveCounts(this.state)).backlog;
  }

  async close(): Promise<void> {
    await this.asking;
  }
}
