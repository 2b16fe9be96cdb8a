import type { Pool, PoolClient } from 'pg';
import { codeOf, StoreError } from '../store/store-error.ts';
import { COMMIT_SQL } from './commit-sql.ts';
import { patiently } from './patience.ts';

/** What one request has to be committed: the texts and keys of its events, then of its rejects. */
export interface ToCommit {
  /** Of `source.number`. */
  readonly source: number;
  readonly events: Part;
  readonly refused: Part;
}

/** Each text is JSON, each key 32 hex digits. */
export interface Part {
  readonly texts: readonly string[];
  readonly keys: readonly string[];
}

/** Which of a request's events, and of its rejects, were new. */
export interface Committed {
  readonly events: readonly boolean[];
  readonly refused: readonly boolean[];
}

interface Waiting {
  readonly sent: ToCommit;
  readonly size: number;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements under way at once, each on a connection of its own. */
const LANES = 2;
/** Events that wait before the second begins: small commits are quicker one after the other, as they wake one listener. */
const SECOND_LANE_EVENTS = 300;
/** How much one statement takes together. */
const AT_ONCE = { events: 2_000, characters: 4_000_000 };
/** So long a statement waits for an import that brings the same events; other doors are through in a moment. */
const HELD_MS = 250;
/** PostgreSQL's codes where that time is over, and where two wait for each other. */
const HELD = '55P03';
const DEADLOCK = '40P01';
const DEADLOCKS_MAX = 5;

/**
 * Commits what requests bring, many in one statement: while one is under way the next gather.
 *
 * Errors: as the store's. A statement whose answer was lost is sent again: what it did then counts as there already.
 */
export class Commits {
  /** Events and rejects that wait. */
  queued = 0;
  /** Those among them of which no statement speaks yet. */
  private unsent = 0;
  private waiting: Waiting[] = [];
  private readonly free: Lane[];
  private readonly busy = new Set<Promise<void>>();

  constructor(state: Pool, shards: readonly number[]) {
    this.free = shards.slice(0, LANES).map((shard) => new Lane(state, shard));
  }

  add(sent: ToCommit): Promise<Committed> {
    const size = sent.events.texts.length + sent.refused.texts.length;
    this.queued += size;
    this.unsent += size;
    return new Promise((resolve, reject) => {
      this.waiting.push({ sent, size, resolve, reject });
      this.start();
    });
  }

  /** Waits for all that was added. */
  async close(): Promise<void> {
    while (this.busy.size > 0) await Promise.all(this.busy);
    await Promise.all(this.free.map((lane) => lane.close()));
  }

  private start(): void {
    while (this.waiting.length > 0) {
      if (this.busy.size > 0 && this.unsent < SECOND_LANE_EVENTS) return;
      const lane = this.free.pop();
      if (lane === undefined) return;
      const group = this.take();
      for (const { size } of group) this.unsent -= size;
      const done = lane.commit(group).then(() => {
        for (const { size } of group) this.queued -= size;
        this.free.push(lane);
        this.busy.delete(done);
        this.start();
      });
      this.busy.add(done);
    }
  }

  private take(): readonly Waiting[] {
    let [events, characters, count] = [0, 0, 0];
    for (const { sent, size } of this.waiting) {
      events += size;
      for (const { texts } of [sent.events, sent.refused])
        for (const text of texts) characters += text.length;
      if (count > 0 && (events > AT_ONCE.events || characters > AT_ONCE.characters)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}

/** A connection that commits groups of requests, one after the other. */
class Lane {
  private client: PoolClient | null = null;
  private readonly state: Pool;
  private readonly shard: number;

  constructor(state: Pool, shard: number) {
    this.state = state;
    this.shard = shard;
  }

  /** Never fails: whoever waits is told. Where one of many is held up by an import, the others are not. */
  async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const statement = statementOf(group, this.shard);
      const fresh = await patiently(() => this.run(statement.values));
      const isFresh = fresh === null ? () => true : has(fresh);
      for (const [index, { sent, resolve }] of group.entries())
        resolve(outcomeOf(sent, statement.places[index] ?? [], isFresh));
    } catch (error) {
      if (codeOf(error) !== HELD) for (const { reject } of group) reject(error);
      else if (group.length === 1) for (const { reject } of group) reject(held());
      else for (const waiting of group) await this.commit([waiting]);
    }
  }

  async close(): Promise<void> {
    // It has settings of its own: not for others.
    this.client?.release(true);
    this.client = null;
  }

  /** Places of what is new; null: all is. */
  private async run(values: readonly unknown[]): Promise<readonly number[] | null> {
    for (let deadlocks = 0; ; deadlocks += 1) {
      try {
        this.client ??= await connected(this.state);
        const { rows } = await this.client.query<{ rows: number; places: number[] | null }>({
          name: 'bothways-accept',
          text: COMMIT_SQL,
          values: [...values],
        });
        const [row] = rows;
        if (row === undefined) throw new Error('bug: a commit gave no row');
        return row.rows === 0 ? [] : row.places;
      } catch (error) {
        this.client?.release(error instanceof Error ? error : true);
        this.client = null;
        if (codeOf(error) !== DEADLOCK || deadlocks === DEADLOCKS_MAX) throw error;
      }
    }
  }
}

function held(): StoreError {
  return new StoreError({
    store: 'state',
    code: HELD_CODE,
    seen: 'an import that brings some of the same events is under way',
    todo: 'send them again in a moment',
  });
}

/** Of the fault that some events wait for an import: no reason to shut the door for others. */
export const HELD_CODE = 'held-by-import';

async function connected(state: Pool): Promise<PoolClient> {
  const client = await state.connect();
  // A connection that breaks fails the next statement on it, which is the one to say so.
  client.on('error', () => {});
  // What is told to be accepted is on the disk, whatever the server's own setting.
  await client.query(`SET synchronous_commit = on; SET lock_timeout = ${HELD_MS}`);
  return client;
}

interface Statement {
  readonly values: readonly unknown[];
  /** For each request the places in the body of its events, then of its rejects; null: one that came before in it. */
  readonly places: readonly (readonly (number | null)[])[];
}

interface Line {
  events: number;
  refused: number;
}

function statementOf(group: readonly Waiting[], shard: number): Statement {
  const body = { events: [] as string[], refused: [] as string[] };
  const sorted: { source: number; key: string; place: number }[] = [];
  const lines = new Map<number, Line>();
  const known = new Set<string>();
  const rejectKeys: string[] = [];
  const places: (number | null)[][] = group.map(() => []);
  for (const part of ['events', 'refused'] as const) {
    for (const [index, { sent }] of group.entries()) {
      const { texts, keys } = sent[part];
      const line = lines.get(sent.source) ?? { events: 0, refused: 0 };
      lines.set(sent.source, line);
      line[part] += texts.length;
      for (const [at, key] of keys.entries()) {
        const name = `${sent.source}:${key}`;
        const place = known.has(name) ? null : body.events.length + body.refused.length;
        places[index]?.push(place);
        if (place === null) continue;
        known.add(name);
        body[part].push(texts[at] ?? '');
        sorted.push({ source: sent.source, key, place });
        if (part === 'refused') rejectKeys.push(key);
      }
    }
  }
  sorted.sort((a, b) => a.source - b.source || (a.key < b.key ? -1 : 1));
  const values = [
    list(sorted.map(({ source }) => source)),
    list(sorted.map(({ key }) => key)),
    list(sorted.map(({ place }) => place)),
    list(rejectKeys),
    Buffer.from(`{"events":[${body.events.join(',')}],"refused":[${body.refused.join(',')}]}`),
    shard,
    list([...lines.keys()]),
    list([...lines.values()].map(({ events }) => events)),
    list([...lines.values()].map(({ refused }) => refused)),
  ];
  return { values, places };
}

/** A list of numbers or keys as PostgreSQL reads one. */
function list(items: readonly (number | string)[]): string {
  return `{${items.join(',')}}`;
}

function has(places: readonly number[]): (place: number) => boolean {
  const known = new Set(places);
  return (place) => known.has(place);
}

function outcomeOf(
  { events, refused }: ToCommit,
  places: readonly (number | null)[],
  isFresh: (place: number) => boolean,
): Committed {
  const fresh = places.map((place) => place !== null && isFresh(place));
  const split = events.texts.length;
  return {
    events: fresh.slice(0, split),
    refused: fresh.slice(split, split + refused.texts.length),
  };
}
