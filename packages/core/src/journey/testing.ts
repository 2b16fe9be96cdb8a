import type { Threadable } from './thread.ts';

const DAY = 86_400_000;

/** An encounter as threading sees it, at so many days. */
export function at(days: number, parts: Partial<Threadable> = {}): Threadable {
  return {
    ...{ person: 'p', caseId: null, id: `e${days}`, starts: false, ends: false },
    at: days * DAY,
    ...parts,
  };
}
