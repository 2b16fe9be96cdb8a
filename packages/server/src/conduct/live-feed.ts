/** What became of one event, told to whoever looks at the live view. Without ids of persons beyond a short mark, and without properties. */
export interface LiveEvent {
  /** Counts up within one process, by every event, told or not. */
  readonly id: number;
  /** So many that are refused alike came at once, and are told as one. */
  readonly times: number;
  /** Milliseconds since 1970, UTC. */
  readonly receivedAt: number;
  readonly at: number;
  readonly source: string;
  readonly type: string;
  readonly name: string;
  readonly channel: string;
  /** 32 hex digits, pseudonymous; null: nobody was named. */
  readonly person: string | null;
  readonly outcome: LiveOutcome;
  readonly became: LiveBecame;
}

export type LiveOutcome = 'encounter' | 'refused' | 'unmapped' | 'rejected' | 'other';

/** How many events of a source became this. */
export interface LiveCame {
  readonly source: string;
  readonly outcome: LiveOutcome;
  readonly events: number;
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
        /** Legs that were held back, and why; those whose quantity an event leaves out are none. */
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

/** An event as it is told to the feed. */
export type LiveNews = Omit<LiveEvent, 'id' | 'times' | 'outcome'>;

/** Events that came at one moment. */
export interface LiveCome {
  readonly events: readonly LiveEvent[];
  /** Those that came with them and are counted alone. */
  readonly left: readonly LiveCame[];
}

/** The last events of this process, and those to come. */
export interface LiveFeed {
  /** `left`: came with them, and are counted alone. */
  tell(events: readonly LiveNews[], left?: readonly LiveCame[]): void;
  /** The newest last; of each outcome at most as many as are kept. */
  recent(): readonly LiveEvent[];
  /** Until the answer is called. */
  follow(listener: (come: LiveCome) => void): () => void;
  /** Keeps none of those told so far: somebody in them was erased. */
  forget(): void;
}

/** Of each outcome, so that what is rare can be looked at however much else comes. */
const KEPT_MOST = 100;

/** A feed that keeps its last events. */
export function liveFeed(keptMost: number = KEPT_MOST): LiveFeed {
  let last = 0;
  let kept: readonly LiveEvent[] = [];
  const listeners = new Set<(come: LiveCome) => void>();
  return {
    tell(news, left = []) {
      for (const { events } of left) last += events;
      const events = grouped(news).map(({ times, event }): LiveEvent => {
        last += times;
        return { id: last, times, outcome: outcomeOf(event.became), ...event };
      });
      kept = newestOfEach([...kept, ...events], ({ outcome }) => outcome, keptMost);
      for (const listener of listeners) listener({ events, left });
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

/** As what an event is counted: part of it held back is told before that the rest is in the ledger. */
export function outcomeOf(became: LiveBecame): LiveOutcome {
  if (became.kind === 'unmapped' || became.kind === 'rejected') return became.kind;
  if (became.kind !== 'encounters') return 'other';
  return became.encounters.some(({ refused }) => refused.length > 0) ? 'refused' : 'encounter';
}

/** Of each sort the newest, as they stand. */
export function newestOfEach<Each, Sort>(
  all: readonly Each[],
  sortOf: (each: Each) => Sort,
  most: number,
): readonly Each[] {
  const counts = new Map<Sort, number>();
  return all
    .toReversed()
    .filter((each) => {
      const sort = sortOf(each);
      const count = (counts.get(sort) ?? 0) + 1;
      counts.set(sort, count);
      return count <= most;
    })
    .toReversed();
}

/** Those that are refused alike are one: a batch of a broken client may bring thousands. The newest speaks for them. */
function grouped(
  news: readonly LiveNews[],
): readonly { readonly times: number; readonly event: LiveNews }[] {
  const groups = new Map<unknown, { times: number; event: LiveNews }>();
  for (const event of news) {
    const { source, type, name, became } = event;
    const alike =
      became.kind === 'rejected' ? [source, type, name, became.reason].join('\0') : event;
    groups.set(alike, { times: (groups.get(alike)?.times ?? 0) + 1, event });
  }
  return [...groups.values()];
}
