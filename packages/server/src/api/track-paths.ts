import type { AcceptedEvent } from '../accept/accepted-event.ts';

/** What a request to the tracking API wants. */
export type TrackPath =
  /** Many events in one body: `{ batch: [...] }`. */
  | { readonly kind: 'batch' }
  /** One event; its address says its type. */
  | { readonly kind: 'event'; readonly type: AcceptedEvent['type'] }
  /** Counters of the browser client about itself: answered and dropped. */
  | { readonly kind: 'counters' }
  /** What browser and mobile clients ask before they send. */
  | { readonly kind: 'settings'; readonly writeKey: string };

const KINDS: ReadonlyMap<string, TrackPath> = new Map<string, TrackPath>([
  ...['batch', 'import', 'b'].map((name): [string, TrackPath] => [name, { kind: 'batch' }]),
  ...(['identify', 'track', 'page', 'screen', 'group', 'alias'] as const).flatMap(
    (type): [string, TrackPath][] => [
      [type, { kind: 'event', type }],
      // The browser client sends to the first letter of the type.
      [type.charAt(0), { kind: 'event', type }],
    ],
  ),
  ['m', { kind: 'counters' }],
]);

/** Also where the address that a client was given ends with a slash, and it adds its own. */
const PREFIX = /^\/+v1\//;
const SETTINGS = /^projects\/([^/]+)\/settings$/;

/** Whether an address is of the tracking API, and not of the app. */
export function isTrackUrl(url: string): boolean {
  return PREFIX.test(url);
}

/**
 * What an address of the tracking API is for; null: nothing is there. A slash at its end and what stands after `?` change nothing.
 *
 * Source: the addresses that nine official clients send to.
 */
export function trackPath(url: string): TrackPath | null {
  const end = url.search(/[?#]/);
  const path = (end === -1 ? url : url.slice(0, end)).replace(PREFIX, '').replace(/\/+$/, '');
  const found = KINDS.get(path);
  if (found !== undefined) return found;
  const [, writeKey] = SETTINGS.exec(path) ?? [];
  return writeKey === undefined ? null : { kind: 'settings', writeKey: decoded(writeKey) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
