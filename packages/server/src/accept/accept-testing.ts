import { openTestStores } from '../store/testing.ts';
import type { AcceptedEvent, RefusedEvent } from './accepted-event.ts';
import { addSource } from './add-source.ts';
import { type Door, type DoorOptions, openDoor } from './door.ts';
import { type InboxRow, inboxBody } from './inbox-rows.ts';
import type { Accepted, RefusedTold, SentBatch } from './sent-batch.ts';

export type TestStores = Awaited<ReturnType<typeof openTestStores>>;

/** When test events are received. */
export const RECEIVED_AT = Date.UTC(2026, 10, 22, 12);

/** Real stores with a door. */
export interface DoorBench extends TestStores {
  readonly door: Door;
  readonly writeKey: string;
  /** What the feed was told. */
  readonly told: RefusedTold[];
  readonly warned: string[];
  send(events: readonly unknown[], batch?: Partial<SentBatch>): Promise<Accepted>;
  /** Another door on the same stores. */
  another(options?: Partial<DoorOptions>): Promise<Door>;
}

/** Stores with one source, `web`, and a door. */
export async function openDoorBench(): Promise<DoorBench> {
  const stores = await openTestStores();
  const made = await addSource(stores.stores, 'web');
  if ('refusal' in made) throw new Error(made.refusal.message);
  const told: RefusedTold[] = [];
  const warned: string[] = [];
  const another = (options: Partial<DoorOptions> = {}): Promise<Door> =>
    openDoor(stores.stores, {
      feed: { tell: (events) => told.push(...events) },
      warn: (text) => warned.push(text),
      dataDir: stores.dataDir,
      ...options,
    });
  const door = await another();
  return {
    ...stores,
    ...{ door, writeKey: made.writeKey, told, warned, another },
    send: (events, batch) => door.accept(batchOf(events, batch)),
    async close() {
      await door.close();
      await stores.close();
    },
  };
}

export function batchOf(events: readonly unknown[], batch: Partial<SentBatch> = {}): SentBatch {
  const bytes = Buffer.byteLength(JSON.stringify(events) ?? '');
  return {
    ...{ source: 'web', events, gpc: false, receivedAt: RECEIVED_AT, ip: null, bytes },
    ...batch,
  };
}

/** A track event as a client would send it. */
export function sentEvent(messageId: string, more: object = {}): Record<string, unknown> {
  return { type: 'track', event: 'Bought', userId: 'u1', messageId, ...more };
}

/** What waits in the inbox, in order. */
export async function inboxOf({
  stores: { state },
}: Pick<TestStores, 'stores'>): Promise<{ events: AcceptedEvent[]; refused: RefusedEvent[] }> {
  const { rows } = await state.query<InboxRow>('SELECT fresh, body FROM inbox ORDER BY id');
  const bodies = rows.map(inboxBody);
  return {
    events: bodies.flatMap(({ events }) => [...events]),
    refused: bodies.flatMap(({ refused }) => [...refused]),
  };
}
