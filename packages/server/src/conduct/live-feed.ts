/** What became of one event, told to whoever looks at the live view. Without ids of persons beyond a short mark, and without properties. */
export interface LiveEvent {
  /** Counts up within one process. */
  readonly id: number;
  /** Milliseconds since 1970, UTC. */
  readonly receivedAt: number;
  readonly at: number;
  readonly source: string;
  readonly type: string;
  readonly name: string;
  readonly channel: string;
  /** 32 hex digits, pseudonymous; null: nobody was named. */
  readonly person: string | null;
  readonly became: LiveBecame;
}

export type LiveBecame =
  | {
      readonly kind: 'encounters';
      readonly encounters: readonly {
        readonly journey: string;
        readonly touchpoint: string;
        /** Actor ids, kind and quantity in smallest units of what was exchanged. */
        readonly legs: readonly {
          readonly giver: string;
          readonly receiver: string;
          readonly kind: string;
          readonly quantity: number;
        }[];
        /** Legs that were not made, and why. */
        readonly refused: readonly { readonly kind: string; readonly reason: string }[];
      }[];
    }
  /** No touchpoint takes it. */
  | { readonly kind: 'unmapped' }
  /** It says who somebody is, or belongs to; touchpoints are not asked. */
  | { readonly kind: 'traits' }
  /** No ledger has been built yet: it waits for a model. */
  | { readonly kind: 'stored' }
  /** Of somebody who was erased. */
  | { readonly kind: 'suppressed' }
  /** Refused at the door. */
  | { readonly kind: 'rejected'; readonly reason: string; readonly detail: string };

/** The last events of this process, and those to come. */
export interface LiveFeed {
  tell(events: readonly Omit<LiveEvent, 'id'>[]): void;
  /** The newest last; at most as many as are kept. */
  recent(): readonly LiveEvent[];
  /** Until the answer is called. */
  follow(listener: (events: readonly LiveEvent[]) => void): () => void;
  /** Keeps none of those told so far: somebody in them was erased. */
  forget(): void;
}

const KEPT_MOST = 500;

/** A feed that keeps its last events. */
export function liveFeed(keptMost: number = KEPT_MOST): LiveFeed {
  let last = 0;
  let kept: readonly LiveEvent[] = [];
  const listeners = new Set<(events: readonly LiveEvent[]) => void>();
  return {
    tell(events) {
      // Of more than are kept only the last ones are made; all are counted.
      last += Math.max(0, events.length - keptMost);
      const told = events.slice(-keptMost).map((event) => ({ id: ++last, ...event }));
      kept = [...kept, ...told].slice(-keptMost);
      for (const listener of listeners) listener(told);
    },
    recent: () => kept,
    forget() {
      kept = [];
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
