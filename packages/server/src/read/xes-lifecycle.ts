import { timeParser } from './parse-time.ts';

/** What of an event says which work item it belongs to; empty where the log does not say. */
export interface WorkStep {
  activity: string;
  instance: string;
  /** The transition of the lifecycle, in small letters. */
  transition: string;
  /** As it stands in the log. */
  time: string;
}

/** How long a work item took: told at its `complete`. */
export interface WorkItem {
  /** The time of its `start`, as it stands in the log. */
  readonly start: string;
  /** Seconds, to the millisecond. */
  readonly seconds: number;
}

const isoTime = timeParser('iso', 'UTC');

/** Work that was broken off: it has begun, and is never completed. */
const ABORTS: ReadonlySet<string> = new Set(['ate_abort', 'pi_abort']);

/**
 * Pairs starts and completes in a trace: of the same activity and the same instance, first started first finished. A
 * complete without a start before it is none, and one that lies before its start in time neither. An abort takes the first
 * start away, so that no later complete is held against it.
 *
 * Shape: the steps of one trace, in its order; null for each that ends no work item.
 */
export function workItems(steps: readonly WorkStep[]): readonly (WorkItem | null)[] {
  const started = new Map<string, string[]>();
  return steps.map(({ activity, instance, transition, time }) => {
    const isAbort = ABORTS.has(transition);
    if (transition !== 'start' && transition !== 'complete' && !isAbort) return null;
    const key = `${instance}\u0000${activity}`;
    const starts = started.get(key) ?? [];
    if (transition === 'start') {
      starts.push(time);
      started.set(key, starts);
      return null;
    }
    const start = starts.shift();
    return start === undefined || isAbort ? null : itemOf(start, time);
  });
}

function itemOf(start: string, end: string): WorkItem | null {
  const from = isoTime(start);
  const until = isoTime(end);
  if (typeof from !== 'number' || typeof until !== 'number' || until < from) return null;
  return { start, seconds: (until - from) / 1000 };
}
