import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Door } from '../accept/door.ts';
import { InHand } from './in-hand.ts';
import { type LiveLog, seldom } from './live-log.ts';
import { isLoopbackHost } from './loopback.ts';
import type { TrackMeters } from './track-meters.ts';
import { type TrackPath, trackPath } from './track-paths.ts';
import {
  later,
  preflight,
  refusedTrack,
  settingsReply,
  type TrackReply,
  taken,
} from './track-reply.ts';
import {
  type Answered,
  overloaded,
  storeReply,
  TRACK_LIMITS,
  type TrackLimits,
  takeEvents,
} from './track-request.ts';
import { addressOf, settingsFor } from './track-settings.ts';
import { Turnstile } from './turnstile.ts';

export interface TrackOptions {
  readonly door: Door;
  readonly meters: TrackMeters;
  readonly log: LiveLog;
  /** Told of faults of our own, with their trace. */
  readonly warn: (text: string) => void;
  readonly limits?: Partial<TrackLimits>;
}

/** The tracking API of Segment, as its clients speak it. */
export interface TrackRoutes {
  /** Answers one request. Whatever happens, it answers. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Takes nothing new, and resolves when all that was begun is answered, or after `mostMs`. */
  stop(mostMs?: number): Promise<void>;
}

/** The same trouble is told once in a while, not with each request that has it. */
const TOLD_EVERY_MS = 10_000;

/**
 * Answers the addresses of the tracking API on a bare socket: beside the app's own routes, as clients and browsers from
 * anywhere send here, and each of them takes an answer in its own way. Loopback all the same.
 */
export function trackRoutes(options: TrackOptions): TrackRoutes {
  const limits = { ...TRACK_LIMITS, ...options.limits };
  const teller = tellerOf(options);
  let isStopping = false;
  let open = 0;
  const inHand = new InHand(limits.bytesMax);
  const turnstile = new Turnstile(AT_ONCE_BYTES);
  let stopped = (): void => {};
  const answer = async (
    request: IncomingMessage,
    path: TrackPath | null,
  ): Promise<Answered | null> => {
    const simple = isStopping ? STOPPING : simpleReply(request, path);
    if (simple !== null) return { reply: simple };
    if (path?.kind === 'settings') return { reply: await settings(options.door, path, request) };
    const busy = overloaded(options.door, inHand.bytes);
    if (busy !== null) return { reply: busy };
    if (path?.kind !== 'batch' && path?.kind !== 'event') return { reply: NOT_FOUND };
    const { came, letGo } = inHand.hold(request);
    try {
      return await takeEvents(request, path, { door: options.door, limits, turnstile, came });
    } finally {
      letGo();
    }
  };
  const handled = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const began = performance.now();
    const path = trackPath(request.url ?? '/');
    open += 1;
    try {
      const answered = await answer(request, path);
      if (answered === null) response.destroy();
      else {
        send(response, answered, isStopping);
        teller.tell(path, answered, performance.now() - began);
      }
    } catch (thrown) {
      const reply = storeReply(thrown) ?? teller.ourFault(thrown);
      send(response, { reply }, isStopping);
      teller.tell(path, { reply }, performance.now() - began);
    } finally {
      open -= 1;
      if (open === 0) stopped();
    }
  };
  return {
    handle: (request, response) => {
      handled(request, response).catch((thrown: unknown) => teller.ourFault(thrown));
    },
    stop: async (mostMs = 10_000) => {
      isStopping = true;
      if (open === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, mostMs);
        stopped = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

/** Bodies that are taken apart at once: what becomes of one may have forty times its size, and all of them many gigabytes. */
const AT_ONCE_BYTES = 8 * 1024 * 1024;

const NOT_FOUND = refusedTrack(
  404,
  'not-found',
  'there is nothing here; events go to /v1/batch or /v1/track, see docs/live.md',
);
const WRONG_METHOD = refusedTrack(405, 'wrong-method', 'events are sent with POST', {
  allow: 'POST, OPTIONS',
});
const WRONG_METHOD_OF_SETTINGS = refusedTrack(405, 'wrong-method', 'settings are asked with GET', {
  allow: 'GET, HEAD, OPTIONS',
});
const STOPPING = later(
  503,
  'stopping',
  'the server is being stopped; send it again in a moment',
  1,
);
const COUNTED = taken(0, []);

/** What is answered without a look at the key or the body; null: it takes more. */
function simpleReply(
  { headers, method }: IncomingMessage,
  path: TrackPath | null,
): TrackReply | null {
  if (!isLoopbackHost(headers.host))
    return refusedTrack(403, 'wrong-host', 'asked for by a name that is not of this machine alone');
  if (path === null) return NOT_FOUND;
  if (method === 'OPTIONS')
    return preflight(headers['access-control-request-private-network'] !== undefined);
  if (path.kind === 'settings')
    return method === 'GET' || method === 'HEAD' ? null : WRONG_METHOD_OF_SETTINGS;
  if (method !== 'POST') return WRONG_METHOD;
  return path.kind === 'counters' ? COUNTED : null;
}

async function settings(
  door: Door,
  { writeKey }: Extract<TrackPath, { kind: 'settings' }>,
  { headers }: IncomingMessage,
): Promise<TrackReply> {
  const source = await door.keyOf(writeKey);
  if (source === null)
    return refusedTrack(404, 'unknown-write-key', 'no source has the write key in this address');
  return settingsReply(settingsFor(writeKey, addressOf(headers)));
}

function send(response: ServerResponse, { reply, isLast }: Answered, isStopping: boolean): void {
  const { status, body, headers } = reply;
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    ...(isStopping ? { connection: 'close' } : {}),
  });
  response.end(body, isLast === true ? () => response.destroy() : undefined);
}

interface Teller {
  tell(path: TrackPath | null, answered: Answered, ms: number): void;
  ourFault(thrown: unknown): TrackReply;
}

/** Counts every answer, and logs what is wrong and from time to time what went well. */
function tellerOf({ meters, log, warn }: TrackOptions): Teller {
  const once = seldom(TOLD_EVERY_MS, () => performance.now());
  return {
    tell(path, { reply, source, accepted, bytes }, ms) {
      const { status, code } = reply;
      const name = path?.kind ?? 'none';
      meters.answered(name, status, code);
      if (accepted !== undefined)
        meters.accepted({ ...accepted, refused: accepted.refused.length }, ms);
      const what = {
        ...{ path: name, status },
        ...(code === null ? {} : { code }),
        ...(source === undefined ? {} : { source }),
        ...(bytes === undefined ? {} : { bytes }),
        ...(accepted === undefined
          ? {}
          : { events: accepted.received, refused: accepted.refused.length }),
        ms: Math.round(ms * 10) / 10,
      };
      const key = `${name} ${status} ${code ?? ''} ${source ?? ''}`;
      once(key, (requests) => {
        if (code === null) log.info({ ...what, requests }, 'taken');
        else log.warn({ ...what, requests }, 'not taken');
      });
    },
    ourFault(thrown) {
      const trace = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      warn(`This is a fault of Bothways itself, please report it.\n${trace}`);
      return refusedTrack(
        500,
        'fault',
        'this is a fault of Bothways itself; its trace is on the terminal of "bothways serve"',
      );
    },
  };
}
