import { setTimeout as wait } from 'node:timers/promises';
import { liveEvent } from './live-events.ts';
import { type Caller, caller, posted } from './live-load.ts';
import type { LiveServer } from './live-server.ts';

const A_SECOND = 500;
/** How often somebody new is looked for among them. */
const WATCHED_EVERY_MS = 100;
const SECONDS_MOST = 30;
const LATE_MS = 10_000;

/**
 * Milliseconds from sending an event to seeing it in the state of its person, while 500 single events a second come in.
 *
 * Shape: half of the time for each; at most 30 seconds of load.
 */
export async function visibleMs(
  server: LiveServer,
  rows: number,
): Promise<{ readonly median: number; readonly p99: number }> {
  const seconds = Math.max(1, Math.min(SECONDS_MOST, rows / A_SECOND));
  const until = performance.now() + 1000 * seconds;
  const lines = await Promise.all(Array.from({ length: 8 }, () => caller(server.port)));
  const seen: number[] = [];
  try {
    await Promise.all([
      ...lines.map((line, index) => steady(server, line, index, lines.length, until)),
      (async () => {
        const watched: Promise<number>[] = [];
        for (let each = 0; performance.now() < until; each += 1) {
          watched.push(watchedOnce(server, `watched-${each}`));
          await wait(WATCHED_EVERY_MS);
        }
        seen.push(...(await Promise.all(watched)));
      })(),
    ]);
  } finally {
    for (const line of lines) line.close();
  }
  const sorted = [...seen].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? LATE_MS;
  return { median: at(0.5), p99: at(0.99) };
}

/** One of several that send at a steady pace together. */
async function steady(
  { writeKey }: LiveServer,
  line: Caller,
  index: number,
  lines: number,
  until: number,
): Promise<void> {
  const everyMs = (1000 * lines) / A_SECOND;
  let next = performance.now() + (index * everyMs) / lines;
  for (let number = index; performance.now() < until; number += lines) {
    await wait(Math.max(0, next - performance.now()));
    next += everyMs;
    const event = liveEvent(number, 100_000, `steady-${until}`);
    const path = event['type'] === 'page' ? '/v1/page' : '/v1/track';
    const { status } = await line.ask(posted(path, writeKey, JSON.stringify(event)));
    if (status !== 200 && status !== 429) throw new Error(`answered ${status}`);
  }
}

/** Sends one event of somebody new, and looks until it is there. */
async function watchedOnce({ port, writeKey }: LiveServer, user: string): Promise<number> {
  const sender = await caller(port);
  const looker = await caller(port);
  const event = { ...liveEvent(1, 1, user), type: 'track', event: 'Product Viewed', userId: user };
  try {
    const from = performance.now();
    const { status, body } = await sender.ask(posted('/v1/track', writeKey, JSON.stringify(event)));
    if (status !== 200) throw new Error(`answered ${status}: ${body}`);
    const look = Buffer.from(`GET /api/people/${user}?as=user HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    while (performance.now() - from < LATE_MS) {
      if ((await looker.ask(look)).status === 200) return performance.now() - from;
      await wait(5);
    }
    return LATE_MS;
  } finally {
    sender.close();
    looker.close();
  }
}
