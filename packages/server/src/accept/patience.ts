import { setTimeout as wait } from 'node:timers/promises';
import { isAway } from '../store/store-faults.ts';

/** A store that is being started again is waited for so long; a client gives up after ten seconds. */
const AWAY_MS_MAX = 7_000;

/** Asks a store that may be away just now, as after a kill, until it answers. What is asked must bear being asked twice. */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const since = performance.now();
  for (let delay = 50; ; delay = Math.min(2 * delay, 500)) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error) || performance.now() - since > AWAY_MS_MAX) throw error;
      await wait(delay);
    }
  }
}
