import { randomInt } from 'node:crypto';
import { type Pseudonyms, workspacePseudonyms } from '../ingest/pseudonym.ts';
import { StoreError } from '../store/store-error.ts';
import { storeFault } from '../store/store-faults.ts';
import type { Stores } from '../store/stores.ts';
import { Backlog } from './backlog.ts';
import { Commits, type Committed, HELD_CODE } from './commits.ts';
import { type DoorFault, Faults } from './faults.ts';
import { KnownKeys } from './known-keys.ts';
import { patiently } from './patience.ts';
import { acceptedKey, type EventRead, eventReader, repeatedKey } from './read-event.ts';
import type { Accepted, RefusedFeed, SentBatch } from './sent-batch.ts';
import type { SourceKey } from './source-keys.ts';
import { sourceNumbers } from './sources.ts';

/** Where live events come in. Several processes may have one on the same stores. */
export interface Door {
  /**
   * Accepts the events of one request: each once, whoever sends it how often. Resolves only when they are committed to
   * the disk. An event that is no event is refused alone.
   *
   * Errors: a `StoreError`, its `code` and `message` also those of `load().fault`; the client may send all of it again.
   */
  accept(sent: SentBatch): Promise<Accepted>;
  /** The source of a write key; null: none, or one that was revoked or has expired. Errors: as `accept`. */
  keyOf(writeKey: string): Promise<SourceKey | null>;
  load(): DoorLoad;
  /** Waits for what is at the door, then closes it. */
  close(): Promise<void>;
}

/** How much is waiting, told without waiting for a store. */
export interface DoorLoad {
  /** Events accepted and not yet conducted, as of a moment ago. */
  readonly backlog: number;
  /** Events at the door that wait for their commit. */
  readonly queued: number;
  /** Whether that is too much: answer 429 before the body is read. */
  readonly isFull: boolean;
  /** Why nothing can be accepted just now: answer 503 with it. It goes by itself once there is room again. */
  readonly fault: DoorFault | null;
}

export interface DoorOptions {
  readonly feed: RefusedFeed;
  readonly warn: (text: string) => void;
  /** Where local stores lie: a disk that is nearly full is then told before PostgreSQL ends over it. */
  readonly dataDir: string;
  /** Events that may wait to be conducted, and for their commit, before the door is full. */
  readonly most?: { readonly backlog: number; readonly queued: number };
  /** Bytes that are left free on the disk of local stores. */
  readonly freeLeast?: number;
}

const MOST = { backlog: 100_000, queued: 20_000 };
/** PostgreSQL's log grows by 16 MiB at once, and it ends where that fails. */
const FREE_LEAST = 48 * 2 ** 20;
/** Processes take their counting rows by chance, so that two seldom have the same. */
const SHARDS = 32;

/** Opens the door of a workspace. */
export async function openDoor(stores: Stores, options: DoorOptions): Promise<Door> {
  const { state } = stores;
  const { feed, warn, dataDir, most = MOST, freeLeast = FREE_LEAST } = options;
  const pseudonyms = await workspacePseudonyms(state);
  const keys = new KnownKeys(state);
  const backlog = new Backlog(state);
  const faults = new Faults(state, { warn, dataDir, freeLeast });
  const shard = 2 * randomInt(SHARDS / 2);
  const commits = new Commits(state, [shard, shard + 1]);
  const numbers = sourceNumbers(state);
  const told = (error: unknown): unknown => {
    const fault = storeFault(error, dataDir);
    if (fault instanceof StoreError && fault.code !== HELD_CODE) faults.note(fault);
    return fault;
  };
  await backlog.refresh();
  return {
    async accept(sent) {
      faults.check();
      try {
        const number = await patiently(() => numbers(sent.source));
        const read = readAll(sent, pseudonyms);
        const committed = await commits.add({ source: number, ...read.parts });
        backlog.stir();
        tellRefused(feed, sent, read.all, committed);
        return accepted(read.all, committed);
      } catch (error) {
        throw told(error);
      }
    },
    async keyOf(writeKey) {
      try {
        return await patiently(() => keys.find(writeKey));
      } catch (error) {
        throw told(error);
      }
    },
    load() {
      backlog.stir();
      faults.look();
      const { events } = backlog;
      const { queued } = commits;
      const isFull = events >= most.backlog || queued >= most.queued;
      return { backlog: events, queued, isFull, fault: faults.now };
    },
    async close() {
      await commits.close();
      faults.close();
      await backlog.close();
    },
  };
}

interface ReadAll {
  readonly all: readonly EventRead[];
  readonly parts: {
    readonly events: { readonly texts: readonly string[]; readonly keys: readonly string[] };
    readonly refused: { readonly texts: readonly string[]; readonly keys: readonly string[] };
  };
}

/**
 * Characters that the events of one request may come to, once flattened and with what the batch says beside them: a few
 * hundred kilobytes there would else be as many gigabytes in all.
 */
const CHARACTERS_MAX = 32_000_000;
const TOO_MUCH = {
  code: 'too-large',
  message: `with the context of its batch, the batch comes to more than ${CHARACTERS_MAX} characters; send less in it, or fewer events at once`,
} as const;

function readAll(sent: SentBatch, pseudonyms: Pseudonyms): ReadAll {
  const read = eventReader(sent, pseudonyms);
  const refuse = eventReader({ ...sent, refusal: TOO_MUCH }, pseudonyms);
  const all: EventRead[] = [];
  const events = { texts: [] as string[], keys: [] as string[] };
  const refused = { texts: [] as string[], keys: [] as string[] };
  const alike = new Map<string, number>();
  let characters = 0;
  for (const one of sent.events) {
    const each = characters > CHARACTERS_MAX ? refuse(one) : read(one);
    all.push(each);
    if ('event' in each) {
      const text = JSON.stringify(each.event);
      characters += text.length;
      events.texts.push(text);
      events.keys.push(acceptedKey(each.event));
    } else if (sent.isKept !== true) {
      refused.texts.push(JSON.stringify(each.refused));
      const before = each.messageId === null ? (alike.get(each.key) ?? 0) : 0;
      alike.set(each.key, before + 1);
      refused.keys.push(repeatedKey(each.key, before));
    }
  }
  return { all, parts: { events, refused } };
}

/** What the client is told. An event that is refused again is told as refused again, though it is kept once. */
function accepted(all: readonly EventRead[], { events }: Committed): Accepted {
  const fresh = events.filter((isNew) => isNew).length;
  const refused = all.flatMap((read, index) =>
    'event' in read
      ? []
      : [{ index, messageId: read.messageId, code: read.code, message: read.refused.detail }],
  );
  return { received: all.length, accepted: fresh, duplicates: events.length - fresh, refused };
}

/** Tells of what was refused for the first time: a client that sends it again has said it already. */
function tellRefused(
  feed: RefusedFeed,
  { source, receivedAt }: SentBatch,
  all: readonly EventRead[],
  { refused }: Committed,
): void {
  const told = all
    .flatMap((read) => ('event' in read ? [] : [read]))
    .filter((_, place) => refused[place] === true)
    .map((read) => {
      const { reason, detail } = read.refused;
      const became = { kind: 'rejected', reason, detail } as const;
      const about = { ...read.told, channel: '', person: null };
      return { receivedAt, at: receivedAt, source, ...about, became };
    });
  if (told.length > 0) feed.tell(told);
}
