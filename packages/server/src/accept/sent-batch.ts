/** What one request brought: the events of its batch, or one. */
export interface SentBatch {
  /** The source that the request's key belongs to: `SourceKey.source`. */
  readonly source: string;
  /** As they were sent. Whatever a client sends may be in any field. */
  readonly events: readonly unknown[];
  /** Of the whole batch: an event has it where it has none of its own. */
  readonly sentAt?: unknown;
  readonly context?: unknown;
  /** Whether the request had the header `Sec-GPC: 1`. */
  readonly gpc: boolean;
  /** Milliseconds since 1970, UTC. */
  readonly receivedAt: number;
  /** To be kept as `context.ip` where the event says none; null: not to be kept. */
  readonly ip: string | null;
  /** Bytes of the body, unpacked. Events are measured one by one only where it is longer than one of them may be. */
  readonly bytes: number;
  /** Its events were refused and kept before: what is refused of them again is answered, and not kept a second time. */
  readonly isKept?: boolean;
  /** Where given, every event is refused and kept with it, unread: too many in one batch, or a body that is none. */
  readonly refusal?: {
    readonly code: RefusedCode;
    readonly message: string;
    /** Stands for all of a body of which `events` has only the beginning: two that begin alike are two. */
    readonly whole?: string;
  };
}

/** What became of the events of one request. `received = accepted + duplicates + refused.length`. */
export interface Accepted {
  readonly received: number;
  readonly accepted: number;
  /** Those that were there already: accepted before, or a second time in this request. */
  readonly duplicates: number;
  readonly refused: readonly RefusedAt[];
}

/** An event that was refused alone. */
export interface RefusedAt {
  /** Its place among the events of the request, from 0. */
  readonly index: number;
  /** Null: it has none that can be read. */
  readonly messageId: string | null;
  readonly code: RefusedCode;
  /** What was seen and what to do. */
  readonly message: string;
}

/** Why an event is refused at the door, in the order the checks run. */
export type RefusedCode =
  | 'too-many-events'
  | 'body-too-large'
  | 'body-unreadable'
  | 'bad-record'
  | 'too-large'
  | 'bad-message-id'
  | 'bad-type'
  | 'missing-event'
  | 'missing-id';

/** Where refused events are told: a `LiveFeed` is one. */
export interface RefusedFeed {
  tell(events: readonly RefusedTold[]): void;
}

/** A refused event, told. */
export interface RefusedTold {
  readonly receivedAt: number;
  readonly at: number;
  readonly source: string;
  readonly type: string;
  readonly name: string;
  readonly channel: string;
  readonly person: null;
  readonly became: {
    readonly kind: 'rejected';
    readonly reason: string;
    readonly detail: string;
  };
}
