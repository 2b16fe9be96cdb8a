/** What threading needs to know of an encounter. */
export interface Threadable {
  readonly person: string;
  /** The source's own name for the case that it belongs to; null: it has none. */
  readonly caseId: string | null;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Orders encounters of the same moment, whatever order they came in. */
  readonly id: string;
  /** Whether its event starts, and whether it ends, the mission. */
  readonly starts: boolean;
  readonly ends: boolean;
}

export interface ThreadPlan {
  /** Milliseconds without an encounter after which an instance has ended. */
  readonly gapMs: number;
  /** The newest moment that is known of: what has been silent for less than a gap before it is open. */
  readonly until: number;
  /** Whether the mission says what starts it: where it has ended, only that begins another. */
  readonly hasStart?: boolean;
}

export type InstanceEnd = 'completed' | 'abandoned' | 'open';

/** One person's actual journey. */
export interface Instance<Event extends Threadable> {
  readonly person: string;
  readonly caseId: string | null;
  /** In order, at least one. */
  readonly events: readonly Event[];
  readonly end: InstanceEnd;
}

/**
 * Puts the encounters of one journey together to instances: by the source's case where it names one; else a new instance
 * begins behind a silence longer than the gap, and where the mission has ended: with what starts it again, or, where it does not
 * say what that is, at once. So what starts it twice before it ends is one journey, and what still comes after its end is part
 * of it. Encounters of the same
 * moment are never parted. An instance is completed where its mission ended; it is abandoned where it did not and another
 * has begun or the gap has passed; else open.
 *
 * Shape: encounters of any number of people, in any order; the same set gives the same instances, by person and beginning.
 * Source: semantics.md 10.
 */
export function thread<Event extends Threadable>(
  events: readonly Event[],
  plan: ThreadPlan,
): readonly Instance<Event>[] {
  const lines = new Map<string, Event[]>();
  for (const event of events) {
    const line = JSON.stringify([event.person, event.caseId]);
    const held = lines.get(line);
    if (held === undefined) lines.set(line, [event]);
    else held.push(event);
  }
  return [...lines.values()]
    .flatMap((line) => instancesOf(line.sort(inOrder), plan))
    .sort((a, b) => textOrder(a.person, b.person) || firstOrder(a, b));
}

function instancesOf<Event extends Threadable>(
  line: readonly Event[],
  plan: ThreadPlan,
): readonly Instance<Event>[] {
  const parts: Event[][] = [];
  for (const moment of momentsOf(line)) {
    const open = parts.at(-1);
    if (open === undefined || isParted(open, moment, plan)) parts.push([...moment]);
    else open.push(...moment);
  }
  return parts.map((events, index) => ({
    person: events[0]?.person ?? '',
    caseId: events[0]?.caseId ?? null,
    events,
    end: endOf(events, index < parts.length - 1, plan),
  }));
}

/** Encounters of the same time together. */
function momentsOf<Event extends Threadable>(line: readonly Event[]): readonly Event[][] {
  const moments: Event[][] = [];
  for (const event of line) {
    const last = moments.at(-1);
    if (last?.[0]?.at === event.at) last.push(event);
    else moments.push([event]);
  }
  return moments;
}

function isParted<Event extends Threadable>(
  open: readonly Event[],
  moment: readonly Event[],
  { gapMs, hasStart = false }: ThreadPlan,
): boolean {
  const last = open.at(-1);
  const next = moment[0];
  if (last === undefined || next === undefined || next.caseId !== null) return false;
  if (next.at - last.at > gapMs) return true;
  return open.some(({ ends }) => ends) && (!hasStart || moment.some(({ starts }) => starts));
}

function endOf<Event extends Threadable>(
  events: readonly Event[],
  isFollowed: boolean,
  { gapMs, until }: ThreadPlan,
): InstanceEnd {
  if (events.some(({ ends }) => ends)) return 'completed';
  const last = events.at(-1)?.at ?? until;
  return isFollowed || until - last > gapMs ? 'abandoned' : 'open';
}

function inOrder(a: Threadable, b: Threadable): number {
  return a.at - b.at || textOrder(a.id, b.id);
}

function firstOrder<Event extends Threadable>(a: Instance<Event>, b: Instance<Event>): number {
  const [first, second] = [a.events[0], b.events[0]];
  return first === undefined || second === undefined ? 0 : inOrder(first, second);
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
