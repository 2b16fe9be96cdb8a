import type { WorthShown } from '@bothways/core/contract';
import type { Opinions } from '@bothways/core/revalue';
import { type Moves, UNMOVED } from './moves.ts';

/** Moves with the version of the model they are for, and which of two is the later. */
export interface Kept {
  readonly moves: Moves;
  /** Null: nothing was ever moved. */
  readonly version: number | null;
  readonly turn: number;
  /** Which window moved, where two did at the same turn. */
  readonly by: string;
}

export const NOTHING_KEPT: Kept = { moves: UNMOVED, version: null, turn: 0, by: '' };

/** Whether one is later than another. */
export function isLater(a: Kept, b: Kept): boolean {
  return a.turn > b.turn || (a.turn === b.turn && a.by > b.by);
}

/** As plain data, to be kept or sent. */
export function written({ moves, ...rest }: Kept): unknown {
  const { past, now, future, live } = moves;
  const list = (opinions: Opinions): unknown => [...opinions];
  return {
    ...rest,
    past: past.map(list),
    now: list(now),
    future: future.map(list),
    live: live === null ? null : list(live),
  };
}

/** Reads what was written; null: it does not read. */
export function readKept(data: unknown): Kept | null {
  if (!isRecord(data)) return null;
  const { version, turn, by, past, now, future, live } = data;
  if (typeof version !== 'number' || typeof turn !== 'number' || typeof by !== 'string')
    return null;
  const [pasts, futures] = [readAll(past), readAll(future)];
  const [is, moving] = [readOpinions(now), live === null ? null : readOpinions(live)];
  if (pasts === null || futures === null || is === null) return null;
  return { version, turn, by, moves: { past: pasts, now: is, future: futures, live: moving } };
}

function readAll(data: unknown): readonly Opinions[] | null {
  if (!Array.isArray(data)) return null;
  const read = data.map(readOpinions);
  const all = read.flatMap((each) => each ?? []);
  return all.length === read.length ? all : null;
}

function readOpinions(data: unknown): Opinions | null {
  if (!Array.isArray(data)) return null;
  const opinions = new Map<string, WorthShown | null>();
  for (const entry of data) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string') return null;
    const worth: unknown = entry[1];
    if (worth !== null && !isWorth(worth)) return null;
    opinions.set(entry[0], worth);
  }
  return opinions;
}

function isWorth(data: unknown): data is WorthShown {
  if (!isRecord(data)) return false;
  const { median, low, high, basis } = data;
  return (
    [median, low, high].every((each) => typeof each === 'number' && Number.isFinite(each)) &&
    ['measured', 'stated', 'assumed'].some((each) => each === basis) &&
    [data['source'], data['agreedBy'], data['agreedOn']].every(
      (each) => each === null || typeof each === 'string',
    )
  );
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
