import type { LiveCame, LiveEventShown, LiveNames, LiveTold } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from './get.ts';

/** The most events that are kept to look at. */
export const KEPT_MOST = 200;
/** How many seconds back is counted. */
export const SECONDS_BACK = 60;
/** What comes within this time shows at once, so that the page is calm. */
const CALM_MS = 700;
/** A stream that was refused is asked for again after so long. */
const AGAIN_MS = 5000;

/** What came in so far. */
export interface Live {
  /** The newest first; those refused alike are one. */
  readonly events: readonly LiveEventShown[];
  /** Events that were looked for and are not among them, as more came than can be read. */
  readonly missed: number;
  /** All that were looked for since the stream was opened. */
  readonly soFar: number;
  /** All that came in the last seconds in which something did, the newest last. */
  readonly seconds: readonly Second[];
  /** Whether the stream has said anything yet. */
  readonly hasBegun: boolean;
}

export interface Second {
  /** Since 1970. */
  readonly at: number;
  readonly came: readonly LiveCame[];
}

/** What is looked for. */
export interface LiveAsked {
  readonly source: string | undefined;
  readonly name: string | undefined;
  readonly outcome: string | undefined;
}

export type LiveState = 'opening' | 'open' | 'lost' | 'resting';

export const NOTHING_LIVE: Live = {
  ...{ events: [], missed: 0, soFar: 0, seconds: [], hasBegun: false },
};

/** A message of the stream. `isFirst`: of a stream that was opened anew, which begins with what is there. */
export interface Message {
  readonly told: LiveTold;
  readonly isFirst: boolean;
}

/** With what a message told, at some second. */
export function noted(live: Live, { told, isFirst }: Message, at: number): Live {
  const first = told.events[0]?.id;
  // Numbers begin anew with another run of the server.
  const isAnew = isFirst || (first !== undefined && (live.events[0]?.id ?? -1) >= first);
  return {
    events: joined(isAnew ? [] : live.events, told.events),
    missed: (isFirst ? 0 : live.missed) + told.missed,
    soFar: (isFirst ? 0 : live.soFar) + told.missed + timesOf(told.events),
    seconds: told.came.length === 0 ? live.seconds : counted(live.seconds, { at, came: told.came }),
    hasBegun: true,
  };
}

function timesOf(events: readonly LiveEventShown[]): number {
  return events.reduce((sum, { times }) => sum + times, 0);
}

function joined(
  before: readonly LiveEventShown[],
  later: readonly LiveEventShown[],
): readonly LiveEventShown[] {
  const rows = new Map<unknown, LiveEventShown>();
  for (const event of [...later.toReversed(), ...before]) {
    const key = rowKey(event);
    const newer = rows.get(key);
    rows.set(key, newer === undefined ? event : { ...newer, times: newer.times + event.times });
  }
  return [...rows.values()].slice(0, KEPT_MOST);
}

/** What makes an event a row of its own: those that are refused alike share one. */
export function rowKey({ id, source, type, name, became }: LiveEventShown): string {
  return became.kind === 'rejected' ? [source, type, name, became.reason].join('\0') : String(id);
}

function counted(seconds: readonly Second[], now: Second): readonly Second[] {
  const last = seconds.at(-1);
  const both = [...(last?.at === now.at ? last.came : []), ...now.came];
  const came = [...Map.groupBy(both, ({ source, outcome }) => `${outcome} ${source}`).values()];
  const others = seconds.filter(({ at }) => at > now.at - SECONDS_BACK && at !== now.at);
  return [...others, { at: now.at, came: came.map(summed) }];
}

/** How many came of each source and outcome in the last seconds. */
export function cameOf(seconds: readonly Second[], now: number): readonly LiveCame[] {
  const all = seconds.filter(({ at }) => at > now - SECONDS_BACK).flatMap(({ came }) => came);
  return [...Map.groupBy(all, ({ source, outcome }) => `${outcome} ${source}`).values()].map(
    summed,
  );
}

function summed(some: readonly LiveCame[]): LiveCame {
  const [first] = some;
  if (first === undefined) throw new Error('bug: a group without any');
  return { ...first, events: some.reduce((sum, { events }) => sum + events, 0) };
}

/** How many came in each of the last seconds, the newest last. */
export function pulseOf(seconds: readonly Second[], now: number): readonly number[] {
  const pulse = Array.from({ length: SECONDS_BACK }, () => 0);
  for (const { at, came } of seconds) {
    const place = SECONDS_BACK - 1 - (now - at);
    if (place >= 0 && place < SECONDS_BACK)
      pulse[place] = came.reduce((sum, { events }) => sum + events, 0);
  }
  return pulse;
}

/** What comes in, while one looks: where the tab is hidden nothing is asked for, and what was missed comes after. */
export function useLive({ source, name, outcome }: LiveAsked): {
  readonly live: Live;
  readonly state: LiveState;
} {
  const [live, setLive] = useState(NOTHING_LIVE);
  const [state, setState] = useState<LiveState>('opening');
  useEffect(() => {
    const wanted = Object.entries({ source, name, outcome }).filter(
      (each): each is [string, string] => each[1] !== undefined,
    );
    return following(wanted, setState, (messages) => {
      const now = Math.floor(Date.now() / 1000);
      setLive((before) => messages.reduce((sum, each) => noted(sum, each, now), before));
    });
  }, [source, name, outcome]);
  return { live, state };
}

/** Follows the stream until the answer is called. */
function following(
  wanted: readonly (readonly [string, string])[],
  setState: (state: LiveState) => void,
  show: (messages: readonly Message[]) => void,
): () => void {
  let stream: EventSource | null = null;
  let last = '';
  let waiting: readonly Message[] = [];
  let calm: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const showAll = (): void => {
    calm = undefined;
    show(waiting);
    waiting = [];
  };
  const open = (): void => {
    let isFirst = last === '';
    const asked = [...wanted, ...(last === '' ? [] : [['after', last]])] as [string, string][];
    const opened = new EventSource(`/api/live?${new URLSearchParams(asked)}`);
    stream = opened;
    opened.onopen = () => setState('open');
    opened.onerror = () => {
      setState('lost');
      // What is refused a browser does not try again.
      if (opened.readyState === EventSource.CLOSED) again = setTimeout(look, AGAIN_MS);
    };
    opened.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      last = lastEventId;
      waiting = [...waiting, { told: JSON.parse(data) as LiveTold, isFirst }];
      calm ??= setTimeout(showAll, isFirst ? 0 : CALM_MS);
      isFirst = false;
    };
  };
  const close = (): void => {
    clearTimeout(again);
    stream?.close();
    stream = null;
  };
  const look = (): void => {
    close();
    setState(document.hidden ? 'resting' : 'opening');
    if (!document.hidden) open();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    clearTimeout(calm);
    close();
  };
}

/** What ids of the live view are called. `unknown`: an id that none of those known has: they are asked for anew. */
export function useLiveNames(unknown: string | null) {
  return useQuery({
    queryKey: ['live-names', unknown],
    queryFn: ({ signal }) => get<LiveNames>('/api/live/names', signal),
    staleTime: 60_000,
    placeholderData: (before) => before,
    // Once the other server has ended, this one shows what comes.
    refetchInterval: ({ state }) => (state.data?.isStandingBy === true ? STANDS_BY_MS : false),
  });
}
/** How often it is asked whether this server still stands by. */
const STANDS_BY_MS = 5_000;
