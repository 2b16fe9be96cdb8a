import { Readable } from 'node:stream';
import type { LiveCame, LiveEventShown, LiveQuery, LiveTold } from '@bothways/core/contract';
import {
  type LiveCome,
  type LiveEvent,
  type LiveFeed,
  newestOfEach,
} from '../conduct/live-feed.ts';

/** Events that come together are told together. */
const GATHER_MS = 200;
/** The most events of one message. */
const TOLD_MOST = 200;
/** So many outcomes there are. */
const OUTCOMES = 5;
/** In the long run nobody reads more: beyond this the newest are told, and the others counted. */
const TOLD_PER_SECOND = 10;
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
  readonly wanted: Wanted;
}

/** Which events are looked for. */
export type Wanted = Pick<LiveQuery, 'source' | 'name' | 'outcome'>;

/**
 * What comes in, as server-sent events: what is kept first, then what follows. All of it is counted; of more than anybody
 * reads the newest are told, with how many are not. Nothing piles up for who reads slowly.
 */
export function liveStream({ feed, run, after, wanted }: LiveStreamOptions): Readable {
  const known = after?.startsWith(`${run}-`) === true ? Number(after.slice(run.length + 1)) : 0;
  const gathered = gathering(wanted, Number.isSafeInteger(known) ? known : 0);
  let isFirst = true;
  let isReading = false;
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    timer = null;
    if (!isReading) return;
    const { id, told } = gathered.taken();
    [isFirst, isReading] = [false, false];
    stream.push(`id: ${run}-${id}\ndata: ${JSON.stringify(told)}\n\n`);
  };
  const tellSoon = (): void => {
    if (isReading && (isFirst || gathered.has()))
      timer ??= setTimeout(tell, isFirst ? 0 : GATHER_MS);
  };
  const stream = new Readable({
    read() {
      isReading = true;
      tellSoon();
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
  gathered.kept(feed.recent());
  const leave = feed.follow((come) => {
    gathered.note(come);
    tellSoon();
  });
  return stream;
}

interface Gathered {
  /** What came before anybody looked: of whoever was here before, what they have not read. */
  kept(events: readonly LiveEvent[]): void;
  note(come: LiveCome): void;
  has(): boolean;
  taken(): { readonly id: number; readonly told: LiveTold };
}

/** What is to be told next. `read`: the last number of an event that was read before; 0: none was. */
function gathering(wanted: Wanted, read: number): Gathered {
  let last = read;
  let waiting: readonly LiveEvent[] = [];
  let missed = 0;
  let came = new Map<string, LiveCame>();
  let room = TOLD_MOST;
  let since = performance.now();
  const count = ({ source, outcome, events }: LiveCame): void => {
    const key = `${outcome} ${source}`;
    came.set(key, { source, outcome, events: (came.get(key)?.events ?? 0) + events });
  };
  const wait = (events: readonly LiveEvent[]): void => {
    const all = [...waiting, ...events.filter((each) => isWanted(each, wanted))];
    waiting = sampleOf(all, TOLD_MOST);
    missed += sumOf(all) - sumOf(waiting);
  };
  return {
    kept(events) {
      const later = events.filter(({ id }) => id > last);
      const newest = later.at(-1)?.id ?? last;
      // Nothing was promised to whoever was not here before; and how many of a gap are looked for, nobody knows.
      if (last > 0 && Object.keys(wanted).length === 0) missed = newest - last - sumOf(later);
      last = newest;
      wait(later);
      if (read === 0) missed = 0;
    },
    note({ events, left }) {
      for (const each of left) {
        count(each);
        last += each.events;
        // What they are called was not said.
        if (wanted.name === undefined && isWanted({ ...each, name: '', type: '' }, wanted))
          missed += each.events;
      }
      for (const { source, outcome, times, id } of events) {
        count({ source, outcome, events: times });
        last = id;
      }
      wait(events);
    },
    has: () => came.size + waiting.length > 0,
    taken() {
      const now = performance.now();
      room = Math.min(TOLD_MOST, room + ((now - since) / 1000) * TOLD_PER_SECOND);
      since = now;
      // Where nobody can read more just now, what is rare waits until somebody can.
      const isRoom = room >= 1;
      const some = isRoom ? sampleOf(waiting, room) : [];
      room -= some.length;
      if (isRoom) missed += sumOf(waiting) - sumOf(some);
      const told = { events: some.map(shown), missed, came: [...came.values()] };
      [waiting, missed, came] = [isRoom ? [] : waiting, 0, new Map()];
      return { id: last, told };
    },
  };
}

function isWanted(
  event: Pick<LiveEvent, 'source' | 'outcome' | 'name' | 'type'>,
  { source, outcome, name }: Wanted,
): boolean {
  if (source !== undefined && event.source !== source) return false;
  if (outcome !== undefined && event.outcome !== outcome) return false;
  const called = event.name === '' ? event.type : event.name;
  return name === undefined || called.toLowerCase().includes(name.toLowerCase());
}

/** All where they are not too many, else the newest of each outcome: what is rare is not crowded out. */
function sampleOf(events: readonly LiveEvent[], most: number): readonly LiveEvent[] {
  if (events.length <= most) return events;
  return newestOfEach(events, ({ outcome }) => outcome, Math.max(1, Math.floor(most / OUTCOMES)));
}

function sumOf(events: readonly LiveEvent[]): number {
  return events.reduce((sum, { times }) => sum + times, 0);
}

function shown({ receivedAt, at, ...event }: LiveEvent): LiveEventShown {
  return {
    ...event,
    receivedAt: new Date(receivedAt).toISOString(),
    at: new Date(at).toISOString(),
  };
}
