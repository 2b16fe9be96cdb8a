import { openDoor } from '../accept/door.ts';
import type { LiveParts } from '../api/live-parts.ts';
import { startConductor } from '../conduct/conductor.ts';
import { type LiveFeed, liveFeed } from '../conduct/live-feed.ts';
import { type Erasing, startErasing } from '../erase/erasing.ts';
import type { Stores } from '../store/stores.ts';
import type { ServeLog } from './serve-log.ts';

/** Where live events come in to this process, and what works them off, for as long as it serves. */
export interface LiveRoad {
  readonly feed: LiveFeed;
  readonly live: LiveParts;
  /** What works off whom to erase. */
  readonly erasing: Erasing;
  /** Once nothing comes in any more: works off what came. */
  close(): Promise<void>;
}

/** Opens the live road of a workspace. Where another process works events off already, this one stands by. */
export async function openLiveRoad(
  stores: Stores,
  dataDir: string,
  { say, warn, log }: ServeLog,
): Promise<LiveRoad> {
  const feed = liveFeed();
  const door = await openDoor(stores, { feed, warn, dataDir });
  const conductor = await startConductor(stores, {
    ...{ feed, warn },
    log: (event) => {
      if (event === 'leads') log.info({}, 'works off live events');
      if (event === 'stands-by')
        say(
          'Another server works off the live events of these data: this one takes them in as well, and stands by.',
        );
    },
  });
  const erasing = await startErasing(stores, { dataDir, warn });
  erasing.onErased(() => feed.forget());
  const close = async (): Promise<void> => {
    await erasing.stop();
    await door.close();
    await conductor.stop();
  };
  return { feed, live: { door, conductor, log }, erasing, close };
}
