import { join } from 'node:path';
import { openStores } from '../packages/server/src/store/open-stores.ts';
import type { Bench } from './bench.ts';
import { median, rounded, secondsOf } from './timing.ts';
import { withFolder } from './workspace.ts';

/** Both local stores: made, opened again, and joined while another process has them open. */
export const startBench: Bench = {
  name: 'start',
  about: 'opening the local stores, the first time and the next; rows do not matter',
  rows: 1,
  rounds: 3,
  run: async ({ rounds, progress }) => {
    const seconds = { first: [] as number[], next: [] as number[], joined: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      progress(`round ${round + 1} of ${rounds}`);
      await withFolder(async (folder) => {
        const dataDir = join(folder, 'data');
        const open = async (into: number[]) => {
          const opening = openStores(dataDir);
          into.push(await secondsOf(() => opening));
          return opening;
        };
        await (await open(seconds.first)).close();
        const stores = await open(seconds.next);
        await (await open(seconds.joined)).close();
        await stores.close();
      });
    }
    return {
      first_seconds: rounded(median(seconds.first)),
      next_seconds: rounded(median(seconds.next)),
      joined_seconds: rounded(median(seconds.joined)),
    };
  },
};
