import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { liveEvent } from './live-events.ts';
import { caller, posted } from './live-load.ts';
import { type LiveServer, serveLive } from './live-server.ts';
import { processorSecondsOf, residentMb } from './processes.ts';
import { rounded } from './timing.ts';
import { withFolder } from './workspace.ts';

/** Whether memory stays flat under a steady load, and what a server costs that nobody asks anything. */
export const soakBench: Bench = {
  name: 'soak',
  about:
    'a steady 500 live events a second, then silence; rows are events: 300,000 are ten minutes',
  rows: 300_000,
  rounds: 1,
  run: (options) => withFolder((folder) => soaked(folder, options)),
};

const A_SECOND = 500;
const LINES = 8;
const SILENT_SECONDS_MOST = 60;

async function soaked(folder: string, { rows, progress }: BenchOptions): Promise<Figures> {
  const server = await serveLive(folder);
  const pid = server.running.child.pid ?? 0;
  try {
    const held: number[] = [];
    const all: number[] = [];
    let isOver = false;
    const watching = (async () => {
      const everyMs = Math.max(100, (1000 * rows) / A_SECOND / 100);
      while (!isOver) {
        held.push(residentMb([pid], false));
        all.push(residentMb([pid], true, server.data));
        progress(`${held.length} %: ${held.at(-1)} MB`);
        await wait(everyMs);
      }
    })();
    await steadily(server, rows);
    isOver = true;
    await watching;
    await server.processed(rows);
    const silence = Math.min(SILENT_SECONDS_MOST, Math.max(2, rows / 5000));
    // What the load left to do in the background is not idleness.
    await wait(Math.min(30_000, 1000 * silence));
    const before = [processorSecondsOf([pid]), processorSecondsOf([pid], server.data)];
    await wait(1000 * silence);
    const share = (at: number, after: number): number =>
      Math.max(0.0001, rounded((after - (before[at] ?? 0)) / silence));
    const third = Math.ceil(held.length / 3);
    return {
      rows,
      rss_first_third_mb: Math.round(mean(held.slice(0, third))),
      rss_last_third_mb: Math.round(mean(held.slice(-third))),
      rss_most_mb: Math.max(...held),
      all_first_third_mb: Math.round(mean(all.slice(0, third))),
      all_last_third_mb: Math.round(mean(all.slice(-third))),
      idle_server_cores: share(0, processorSecondsOf([pid])),
      idle_all_cores: share(1, processorSecondsOf([pid], server.data)),
    };
  } finally {
    await server.stop();
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

async function steadily({ port, writeKey }: LiveServer, rows: number): Promise<void> {
  const run = `soak-${port}`;
  await Promise.all(
    Array.from({ length: LINES }, async (_, index) => {
      const line = await caller(port);
      const everyMs = (1000 * LINES) / A_SECOND;
      let next = performance.now() + (index * everyMs) / LINES;
      for (let number = index; number < rows; number += LINES) {
        await wait(Math.max(0, next - performance.now()));
        next += everyMs;
        const event = liveEvent(number, rows, run);
        const path = event['type'] === 'page' ? '/v1/page' : '/v1/track';
        const request = posted(path, writeKey, JSON.stringify(event));
        while ((await line.ask(request)).status === 429) await wait(200);
      }
      line.close();
    }),
  );
}
