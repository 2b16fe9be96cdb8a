import { Worker } from 'node:worker_threads';
import type { TakeAway, TakeAwayWish } from './take-away.ts';
import type { Told } from './told.ts';

/** How long one file may take, how much memory, and how many may wait. */
export interface MakerLimits {
  readonly secondsMax: number;
  readonly megabytesMax: number;
  readonly waitingMost: number;
}

const usual: MakerLimits = { secondsMax: 60, megabytesMax: 1024, waitingMost: 8 };

/** Makes files one after another, each in a thread of its own, so that whoever serves stays free to answer. */
export interface TakeAwayMaker {
  /** Null: too many wait already. */
  make(told: Told, wish: TakeAwayWish): Promise<TakeAway> | null;
}

export function takeAwayMaker(limits: Partial<MakerLimits> = {}): TakeAwayMaker {
  const bounds = { ...usual, ...limits };
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    make(told, wish) {
      if (waiting >= bounds.waitingMost) return null;
      waiting += 1;
      const made = last
        .then(() => inThread(told, wish, bounds))
        .finally(() => {
          waiting -= 1;
        });
      last = made.catch(() => {});
      return made;
    },
  };
}

function inThread(
  told: Told,
  wish: TakeAwayWish,
  { secondsMax, megabytesMax }: MakerLimits,
): Promise<TakeAway> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { told, wish },
      resourceLimits: { maxOldGenerationSizeMb: megabytesMax },
    });
    const late = setTimeout(() => {
      void worker.terminate();
      resolve(tooLarge(`this took longer than ${secondsMax} seconds`));
    }, secondsMax * 1000);
    const settled = (): void => clearTimeout(late);
    worker.once('message', (made: TakeAway) => {
      settled();
      resolve(made);
    });
    worker.once('error', (fault: NodeJS.ErrnoException) => {
      settled();
      if (fault.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve(tooLarge(`this needs more than ${megabytesMax} MB of memory`));
      else reject(fault);
    });
    worker.once('exit', (code) => {
      settled();
      reject(new Error(`the thread that made the file ended with ${code}`));
    });
  });
}

function tooLarge(message: string): TakeAway {
  return { kind: 'refused', code: 'too-large', message, hint: 'take one journey of it, or csv' };
}
