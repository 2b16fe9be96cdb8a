// The tracking API on a real socket over real stores, for tests: nothing works events off, so what was accepted can be read.

import type { AcceptedEvent, RefusedEvent } from '../accept/accepted-event.ts';
import { addSource } from '../accept/add-source.ts';
import { type Door, type DoorOptions, openDoor } from '../accept/door.ts';
import { type InboxRow, inboxBody } from '../accept/inbox-rows.ts';
import { liveFeed } from '../conduct/live-feed.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { type Answer, ask } from './api-testing.ts';
import type { LiveLog } from './live-log.ts';
import { serveApp } from './serve-app.ts';
import type { TrackLimits } from './track-request.ts';

export interface TrackedWorkspace {
  readonly address: string;
  readonly port: number;
  readonly writeKey: string;
  readonly stores: Stores;
  readonly door: Door;
  /** What was told of faults of our own: there should be none. */
  readonly warned: readonly string[];
  /** Every event in the inbox, in the order in which it came. */
  events(): Promise<readonly AcceptedEvent[]>;
  refused(): Promise<readonly RefusedEvent[]>;
  /** How often a request was answered so, since the server was last started. */
  answered(status: number): Promise<number>;
  stop(): Promise<void>;
  /** Serves the same stores at the same port again. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface TrackedOptions {
  readonly most?: DoorOptions['most'];
  readonly log?: LiveLog;
  readonly limits?: Partial<TrackLimits>;
  /** While this is so, whoever sends is told to wait, as if more came than is worked off. */
  readonly isFull?: () => boolean;
}

/** Serves a new workspace with one source. */
export async function trackedWorkspace(options: TrackedOptions = {}): Promise<TrackedWorkspace> {
  const { stores, dataDir, close } = await openTestStores();
  const warned: string[] = [];
  const warn = (text: string): void => {
    warned.push(text);
  };
  const feed = liveFeed();
  const { most, log, limits, isFull = () => false } = options;
  const door = await openDoor(stores, {
    feed,
    warn,
    dataDir,
    ...(most === undefined ? {} : { most }),
  });
  const made = await addSource(stores, 'shop');
  if ('refusal' in made) throw new Error(made.refusal.message);
  const live = {
    door: { ...door, load: () => (isFull() ? { ...door.load(), isFull: true } : door.load()) },
    conductor: null,
    ...(log === undefined ? {} : { log }),
    ...(limits === undefined ? {} : { limits }),
  };
  const app = { stores, directory: dataDir, app: '/nowhere', version: '0.0.0', warn, feed, live };
  const begin = (port: number) => serveApp({ ...app, port });
  let served = await begin(0);
  const port = Number(new URL(served.address).port);
  const bodies = async () => {
    const { rows } = await stores.state.query<InboxRow>(
      'SELECT fresh, body FROM inbox ORDER BY id',
    );
    return rows.map(inboxBody);
  };
  return {
    ...{ address: served.address, port, writeKey: made.writeKey, stores, door, warned },
    events: async () => (await bodies()).flatMap(({ events }) => events),
    refused: async () => (await bodies()).flatMap(({ refused }) => refused),
    answered: async (status) => {
      const { text } = await ask(served.address, '/metrics');
      return [...text.matchAll(/^bothways_requests_total\{.*status="(\d+)".*\} (\d+)$/gm)]
        .filter(([, each]) => Number(each) === status)
        .reduce((sum, [, , count]) => sum + Number(count), 0);
    },
    stop: () => served.close(),
    start: async () => {
      served = await begin(port);
    },
    close: async () => {
      await served.close();
      await door.close();
      await close();
    },
  };
}

/** The header by which most clients say who they are. */
export function basic(writeKey: string): string {
  return `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
}

/** A track event of one user as a client sends it, with a message id of its own each time. */
export function paidEvents(): (more?: Record<string, unknown>) => Record<string, unknown> {
  let made = 0;
  return (more = {}) => {
    made += 1;
    return { type: 'track', event: 'Paid', userId: 'u', messageId: `t${made}`, ...more };
  };
}

/** Sends a body as it is, or as JSON, under the key of the workspace unless other headers are given. */
export function postTo(
  { address, writeKey }: Pick<TrackedWorkspace, 'address' | 'writeKey'>,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = { authorization: basic(writeKey) },
): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  return ask(address, path, { method: 'POST', headers, body: isRaw ? body : JSON.stringify(body) });
}

/** What is answered where one event was taken. */
export const OK = { success: true, ok: true, receivedEvents: 1, okEvents: 1, errors: [] };
