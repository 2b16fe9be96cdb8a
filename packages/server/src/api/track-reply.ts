import type { OutgoingHttpHeaders } from 'node:http';

/** An answer of the tracking API, ready to be sent. */
export interface TrackReply {
  readonly status: number;
  readonly body: string;
  readonly headers: OutgoingHttpHeaders;
  /** What was wrong, for counters and logs; null: nothing. */
  readonly code: string | null;
}

/** An event that was not taken, by its place in what was sent. */
export interface TrackFault {
  readonly index: number;
  readonly messageId: string | null;
  readonly code: string;
  readonly message: string;
}

/** Every answer may be read by a page of whoever sends: the write key says who that is, not the page. */
const OF_ANY_PAGE = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  // A browser's script sees no others, and waits by its own count.
  'access-control-expose-headers': 'retry-after, x-ratelimit-reset',
} as const;

/** As many faults as one who reads them by eye needs. */
const FAULTS_MOST = 100;

/**
 * The answer to what was taken: exactly 200 with a JSON object, whatever became of single events. Any other status, an empty
 * body or one that is no object makes one client or another send the whole batch again.
 */
export function taken(received: number, faults: readonly TrackFault[]): TrackReply {
  const wrong = faults.length === 0 ? '[]' : JSON.stringify(faults.slice(0, FAULTS_MOST));
  const body = `{"success":true,"ok":true,"receivedEvents":${received},"okEvents":${received - faults.length},"errors":${wrong}}`;
  return { status: 200, body, headers: OF_ANY_PAGE, code: null };
}

/** What is answered in words: code and message on every fault, as a client that misses either tries ten times more. */
export function refusedTrack(
  status: number,
  code: string,
  message: string,
  headers: OutgoingHttpHeaders = {},
): TrackReply {
  const body = JSON.stringify({ success: false, ok: false, code, message });
  return { status, body, headers: { ...OF_ANY_PAGE, ...headers }, code };
}

/** To come again: `seconds` is what each client that reads it waits. */
export function later(
  status: 429 | 503,
  code: string,
  message: string,
  seconds: number,
): TrackReply {
  const wait = String(seconds);
  return refusedTrack(status, code, message, { 'retry-after': wait, 'x-ratelimit-reset': wait });
}

export function settingsReply(json: string): TrackReply {
  return { status: 200, body: json, headers: OF_ANY_PAGE, code: null };
}

/** Before a page of another origin sends with these headers, its browser asks. */
export function preflight(asksPrivateNetwork: boolean): TrackReply {
  return {
    status: 200,
    body: '',
    headers: {
      ...OF_ANY_PAGE,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type, x-retry-count',
      'access-control-max-age': '7200',
      ...(asksPrivateNetwork ? { 'access-control-allow-private-network': 'true' } : {}),
    },
    code: null,
  };
}
