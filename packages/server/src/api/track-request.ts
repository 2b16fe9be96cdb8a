import type { IncomingMessage } from 'node:http';
import type { Door } from '../accept/door.ts';
import type { Accepted, RefusedCode, SentBatch } from '../accept/sent-batch.ts';
import { isObject, jsonOf } from '../ingest/sent-fields.ts';
import { StoreError } from '../store/store-error.ts';
import { type BodyLimits, bodyHash, readBody, type TrackBody } from './track-body.ts';
import { keyOfBody, keyOfHeaders } from './track-key.ts';
import type { TrackPath } from './track-paths.ts';
import { later, refusedTrack, type TrackReply, taken } from './track-reply.ts';
import type { Turnstile } from './turnstile.ts';

/** How much one request may bring. */
export interface TrackLimits extends BodyLimits {
  readonly eventsMax: number;
}

/**
 * A body may be longer than the 500 KB that the documents name, as official clients send more. One that is too long even so
 * is answered 400: of all that clients understand as "never again" it is the only one that every one of them obeys, and each
 * tells whoever runs it.
 */
export const TRACK_LIMITS: TrackLimits = {
  bytesMax: 4 * 1024 * 1024,
  drainedMax: 64 * 1024 * 1024,
  readMsMax: 30_000,
  eventsMax: 2500,
};

/** An answer, and what it was about, for counters and logs. */
export interface Answered {
  readonly reply: TrackReply;
  readonly source?: string;
  readonly accepted?: Accepted;
  readonly bytes?: number;
  /** Whether the connection is to end: what may still come on it is not a request. */
  readonly isLast?: boolean;
}

const UNKNOWN_KEY =
  'no source has this write key; list the sources with "bothways source list", make one with "bothways source add NAME"';
const NO_KEY =
  'no write key: send it as the name of "Authorization: Basic", or as "writeKey" in the body';

/** Where events go, and how much of them at once. */
export interface TakeOptions {
  readonly door: Door;
  readonly limits: TrackLimits;
  /** Bytes of bodies that are taken apart at once. */
  readonly turnstile: Turnstile;
  /** Told how many bytes a body has once it is there, unpacked. */
  readonly came: (bytes: number) => void;
}

type EventsPath = Extract<TrackPath, { kind: 'batch' | 'event' }>;

/**
 * Takes the events of one request. Null: the client went away before it was sent.
 *
 * Errors: a fault of ours is thrown; a store that does not answer is a reply.
 */
export async function takeEvents(
  request: IncomingMessage,
  path: EventsPath,
  options: TakeOptions,
): Promise<Answered | null> {
  const { door, limits, turnstile, came } = options;
  const receivedAt = Date.now();
  const named = keyOfHeaders(request.headers);
  // Who is not known is told before anything is read.
  const known = named === null ? null : await sourceOf(door, named);
  if (known !== null && typeof known !== 'string') return known;
  const body = await readBody(request, limits);
  if (body.kind === 'gone') return null;
  if (body.kind === 'slow') return slow(limits);
  const gpc = request.headers['sec-gpc'] === '1';
  const sent = { source: known, gpc, receivedAt, ip: null };
  const size = body.kind === 'bytes' ? body.bytes.length : 0;
  came(size);
  return turnstile.pass(size, (grow) => takeBody(sent, path, body, options, grow));
}

type Sent = Pick<SentBatch, 'gpc' | 'receivedAt' | 'ip'> & { readonly source: string | null };

async function takeBody(
  sent: Sent,
  path: EventsPath,
  body: TrackBody,
  { door, limits }: TakeOptions,
  grow: (more: number) => void,
): Promise<Answered> {
  const parsed = body.kind === 'bytes' ? parsedBody(body.bytes) : undefined;
  const found = { parsed, eventsMax: limits.eventsMax };
  if (parsed === undefined) return unreadable(door, sent, path, body, found);
  const content = contentOf(path, parsed, limits);
  // What stands beside the batch becomes part of each event: said before anything is waited for, as who comes next waits for it.
  if (content !== null && content.context !== undefined)
    grow(content.events.length * (jsonOf(content.context)?.length ?? 0));
  const source = sent.source ?? (await sourceOf(door, keyOfBody(parsed)));
  if (typeof source !== 'string') return source;
  if (content === null) return unreadable(door, { ...sent, source }, path, body, found);
  const bytes = body.kind === 'bytes' ? body.bytes.length : 0;
  const accepted = await door.accept({ ...sent, source, ...content, bytes });
  return { reply: taken(accepted.received, accepted.refused), source, accepted, bytes };
}

/** The source of a key, or why there is none. */
async function sourceOf(door: Door, key: string | null): Promise<string | Answered> {
  if (key === null) return { reply: refusedTrack(401, 'no-write-key', NO_KEY) };
  const found = await door.keyOf(key);
  return found?.source ?? { reply: refusedTrack(401, 'unknown-write-key', UNKNOWN_KEY) };
}

/** What does not read is undefined. */
function parsedBody(bytes: Buffer): unknown {
  try {
    // A byte order mark is no JSON, and some write it.
    const text = bytes.toString('utf8');
    return JSON.parse(text.charCodeAt(0) === 0xfe_ff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

interface Content {
  readonly events: readonly unknown[];
  readonly sentAt?: unknown;
  readonly context?: unknown;
  readonly refusal?: { readonly code: RefusedCode; readonly message: string };
}

/** The events of a body and what the batch says of all of them; null: it is no body of events. */
function contentOf(path: TrackPath, parsed: unknown, { eventsMax }: TrackLimits): Content | null {
  if (!isObject(parsed)) return null;
  if (path.kind === 'event') return { events: [{ ...parsed, type: path.type }] };
  const { batch, sentAt, context } = parsed;
  if (!Array.isArray(batch) || batch.length > REFUSED_EACH_MAX) return null;
  const content = { events: batch, sentAt, context };
  if (batch.length <= eventsMax) return content;
  const message = tooMany(batch.length, eventsMax);
  return { ...content, refusal: { code: 'too-many-events', message } };
}

/**
 * Of a batch with too many events each is refused by itself, as long as they can be events: of two bytes each a body has
 * room for two million, which would be as many rejects.
 */
const REFUSED_EACH_MAX = 40_000;

function tooMany(count: number, eventsMax: number): string {
  return `${count} events in one batch, and ${eventsMax} are the most: send them in several`;
}

/**
 * A body that never becomes events, however often it is sent: told so that nobody sends it again, and kept among the rejects
 * of its source. Where its key would stand in it, nobody knows whose it is.
 */
async function unreadable(
  door: Door,
  sent: Sent,
  path: TrackPath,
  body: TrackBody,
  found: Found,
): Promise<Answered> {
  const { code, message, head, whole } = why(path, body, found);
  const reply = refusedTrack(400, code, message);
  const { source } = sent;
  if (source === null) return { reply };
  const events = [head.toString('utf8')];
  const refusal = { code, message, whole };
  const accepted = await door.accept({ ...sent, source, events, bytes: head.length, refusal });
  return { reply, source, accepted };
}

const KEPT_BYTES = 2000;

interface Why {
  readonly code: RefusedCode;
  readonly message: string;
  readonly head: Buffer;
  readonly whole: string;
}

/** What a body was found to hold, and how many events it may. */
interface Found {
  readonly parsed: unknown;
  readonly eventsMax: number;
}

function why(path: TrackPath, body: TrackBody, { parsed, eventsMax }: Found): Why {
  if (body.kind === 'too-large') {
    const message =
      'the body is larger than 4 MB, packed or unpacked: send fewer events in one request';
    return { code: 'body-too-large', message, head: body.head, whole: body.whole };
  }
  const none = Buffer.alloc(0);
  if (body.kind === 'packed') {
    const message = `the body does not unpack (${body.seen}): send it plain or as Content-Encoding: gzip`;
    return { code: 'body-unreadable', message, head: none, whole: body.whole };
  }
  const bytes = body.kind === 'bytes' ? body.bytes : none;
  const kept = { head: Buffer.from(bytes.subarray(0, KEPT_BYTES)), whole: bodyHash(bytes) };
  const batch = isObject(parsed) ? parsed['batch'] : null;
  if (Array.isArray(batch))
    return { ...kept, code: 'too-many-events', message: tooMany(batch.length, eventsMax) };
  const wanted = path.kind === 'batch' ? '{ "batch": [ ... ] }' : 'one event as a JSON object';
  return { ...kept, code: 'body-unreadable', message: `the body does not read as ${wanted}` };
}

/** 408 is sent again by clients that retry at all, and by none without end. */
function slow({ readMsMax }: TrackLimits): Answered {
  const message = `the body was not there after ${readMsMax / 1000} s; send it again`;
  return { reply: refusedTrack(408, 'slow-body', message, { connection: 'close' }), isLast: true };
}

/** Why nothing is taken just now, without a look at the request; null: it is. */
export function overloaded(door: Pick<Door, 'load'>, inHand: number): TrackReply | null {
  const { fault, isFull } = door.load();
  if (fault !== null) return later(503, fault.code, fault.message, 10);
  if (!isFull && inHand <= IN_HAND_MAX) return null;
  // Not all at the same second.
  const seconds = 2 + Math.floor(Math.random() * 4);
  return later(
    429,
    'too-many-requests',
    'more comes in than is worked off; wait and send it again',
    seconds,
  );
}

/** Bytes of bodies that are read at once, or wait to be taken apart. */
const IN_HAND_MAX = 64 * 1024 * 1024;

/** What a fault while events were taken is answered with; null: it is our own. */
export function storeReply(thrown: unknown): TrackReply | null {
  return thrown instanceof StoreError ? later(503, thrown.code, thrown.message, 5) : null;
}
