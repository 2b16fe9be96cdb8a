import type { LiveEventShown, LiveNames, LiveTold } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from './get.ts';

/** The most events that are kept to look at. */
export const KEPT_MOST = 400;
/** How many seconds back the pulse looks. */
export const PULSE_SECONDS = 60;
/** What comes within this time shows at once, so that the page is calm. */
const CALM_MS = 700;

/** What came in so far. */
export interface Live {
  /** The newest first. */
  readonly events: readonly LiveEventShown[];
  /** Events that came and are not among them, as more came than can be read. */
  readonly missed: number;
  /** How many came in each of the last seconds, the newest last. */
  readonly pulse: readonly number[];
  /** The second of the last of `pulse`, since 1970. */
  readonly second: number;
}

export type LiveState = 'opening' | 'open' | 'lost' | 'resting';

export const NOTHING_LIVE: Live = {
  ...{ events: [], missed: 0, second: 0 },
  pulse: Array.from({ length: PULSE_SECONDS }, () => 0),
};

/** With what a message of the stream told, at some second. What the stream began with did not come just now. */
export function noted(live: Live, told: LiveTold, second: number, isFirst: boolean): Live {
  const later = told.events.toReversed();
  const first = later.at(-1)?.id;
  // Numbers begin anew with another run of the server.
  const isOfBefore = first !== undefined && (live.events[0]?.id ?? -1) >= first;
  const events = [...later, ...(isOfBefore ? [] : live.events)].slice(0, KEPT_MOST);
  const pulse = beaten(live, second).pulse;
  const came = isFirst ? 0 : told.events.length + told.missed;
  return {
    events,
    missed: live.missed + told.missed,
    pulse: [...pulse.slice(0, -1), (pulse.at(-1) ?? 0) + came],
    second,
  };
}

/** The pulse moved on to a second. */
export function beaten(live: Live, second: number): Live {
  const passed = live.second === 0 ? 0 : Math.min(PULSE_SECONDS, Math.max(0, second - live.second));
  if (passed === 0 && live.second !== 0) return live;
  const pulse = [...live.pulse.slice(passed), ...Array.from({ length: passed }, () => 0)];
  return { ...live, pulse, second };
}

/** What comes in, while one looks: where the tab is hidden nothing is asked for, and what was missed comes after. */
export function useLive(): { readonly live: Live; readonly state: LiveState } {
  const [live, setLive] = useState(NOTHING_LIVE);
  const [state, setState] = useState<LiveState>('opening');
  useEffect(() => {
    let stream: EventSource | null = null;
    let last = '';
    let waiting: readonly { readonly told: LiveTold; readonly isFirst: boolean }[] = [];
    let calm: ReturnType<typeof setTimeout> | null = null;
    const show = (): void => {
      calm = null;
      const now = Math.floor(Date.now() / 1000);
      const some = waiting;
      waiting = [];
      setLive((before) =>
        some.reduce((sum, { told, isFirst }) => noted(sum, told, now, isFirst), before),
      );
    };
    const open = (): void => {
      let isFirst = last === '';
      stream = new EventSource(`/api/live${last === '' ? '' : `?after=${last}`}`);
      stream.onopen = () => setState('open');
      stream.onerror = () => setState('lost');
      stream.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
        last = lastEventId;
        waiting = [...waiting, { told: JSON.parse(data) as LiveTold, isFirst }];
        calm ??= setTimeout(show, isFirst ? 0 : CALM_MS);
        isFirst = false;
      };
    };
    const close = (): void => {
      stream?.close();
      stream = null;
    };
    const look = (): void => {
      close();
      setState(document.hidden ? 'resting' : 'opening');
      if (!document.hidden) open();
    };
    const beat = setInterval(() => {
      if (!document.hidden) setLive((now) => beaten(now, Math.floor(Date.now() / 1000)));
    }, 1000);
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearInterval(beat);
      if (calm !== null) clearTimeout(calm);
      close();
    };
  }, []);
  return { live, state };
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
