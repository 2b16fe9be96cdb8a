// Runs in a thread of its own: makes one file, tells it, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { type TakeAwayWish, takeAway } from './take-away.ts';
import type { Told } from './told.ts';

const { told, wish } = workerData as { readonly told: Told; readonly wish: TakeAwayWish };
const made = await takeAway(told, wish);
parentPort?.postMessage(made);
