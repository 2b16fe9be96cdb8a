import { Readable } from 'node:stream';
import { LIVE_EVENTS_MAX, type LiveTold } from '@bothways/core/contract';
import type { LiveEvent, LiveFeed } from '../conduct/live-feed.ts';

/** Events that come together are told together. */
const GATHER_MS = 200;
/** A line without meaning, by which both ends learn that the other is gone. */
const STILL_THERE_MS = 20_000;
/** How long a browser waits before it asks again. */
const RETRY_MS = 2000;

export interface LiveStreamOptions {
  readonly feed: LiveFeed;
  /** Names this run of the server: numbers of events begin anew with each. */
  readonly run: string;
  /** The id of the last message that was read; null: none. */
  readonly after: string | null;
  readonly gatherMs?: number;
}

/**
 * What comes in, as server-sent events: what is kept first, then what follows. Whoever reads more slowly than events come
 * is told the newest and how many were passed by; nothing piles up.
 */
export function liveStream({
  feed,
  run,
  after,
  gatherMs = GATHER_MS,
}: LiveStreamOptions): Readable {
  const known = after?.startsWith(`${run}-`) === true ? Number(after.slice(run.length + 1)) : 0;
  let waiting: readonly LiveEvent[] = [];
  let last = Number.isSafeInteger(known) ? known : 0;
  let isFirst = true;
  let isWanted = false;
  let timer: NodeJS.Timeout | null = null;
  const note = (events: readonly LiveEvent[]): void => {
    waiting = [...waiting, ...events.slice(-LIVE_EVENTS_MAX)].slice(-LIVE_EVENTS_MAX);
    if (isWanted && timer === null) timer = setTimeout(tell, gatherMs);
  };
  const tell = (): void => {
    timer = null;
    if (!isWanted || waiting.length === 0) return;
    const newest = waiting.at(-1)?.id ?? last;
    // Before the first message nothing was promised: what is no longer kept was not missed.
    const missed = isFirst && last === 0 ? 0 : Math.max(0, newest - last - waiting.length);
    const told: LiveTold = { events: waiting.map(shown), missed };
    [waiting, last, isFirst, isWanted] = [[], newest, false, false];
    stream.push(`id: ${run}-${newest}\ndata: ${JSON.stringify(told)}\n\n`);
  };
  const stream = new Readable({
    read() {
      isWanted = true;
      if (waiting.length > 0 && timer === null) timer = setTimeout(tell, isFirst ? 0 : gatherMs);
    },
    destroy(fault, done) {
      leave();
      clearInterval(beat);
      if (timer !== null) clearTimeout(timer);
      done(fault);
    },
  });
  const beat = setInterval(() => stream.push(': still there\n\n'), STILL_THERE_MS);
  stream.push(`retry: ${RETRY_MS}\n\n`);
  const leave = feed.follow(note);
  note(feed.recent().filter(({ id }) => id > last));
  return stream;
}

function shown({ receivedAt, at, ...event }: LiveEvent): LiveTold['events'][number] {
  return {
    ...event,
    receivedAt: new Date(receivedAt).toISOString(),
    at: new Date(at).toISOString(),
  };
}
