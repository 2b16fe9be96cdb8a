import type { Overview, Valuations, Year } from '@bothways/core/contract';
import { useMemo, useSyncExternalStore } from 'react';
import type { Kept } from './kept.ts';
import { type Live, liveOf, type Snapshot } from './live.ts';
import { UNMOVED } from './moves.ts';
import { movesKept, subscribe } from './shared.ts';

// One for all who ask in this tab: it has a worker and what it has drawn.
let kept: {
  readonly valuations: Valuations;
  readonly year: Year;
  readonly base: Overview;
  readonly live: Live;
} | null = null;
let drawn = 0;
const listeners = new Set<() => void>();

/** What is moved at this moment, with the version of the model it is for. */
export function useMoves(): Kept {
  return useSyncExternalStore(subscribe, movesKept);
}

/** What everything comes to as it is moved, of three replies that speak of the same state of the ledger. */
export function useValued(valuations: Valuations, year: Year, base: Overview): Snapshot {
  const { live } = useMemo(() => liveFor(valuations, year, base), [valuations, year, base]);
  const { moves, version } = useMoves();
  const turn = useSyncExternalStore(whenDrawn, drawnTurn);
  const isOfThis = version === valuations.modelVersion;
  return useMemo(() => live.at(isOfThis ? moves : UNMOVED), [live, moves, isOfThis, turn]);
}

function liveFor(valuations: Valuations, year: Year, base: Overview) {
  if (kept?.valuations === valuations && kept.year === year && kept.base === base) return kept;
  kept?.live.stop();
  const live = liveOf(valuations, year, base, () => {
    drawn += 1;
    for (const listener of listeners) listener();
  });
  kept = { valuations, year, base, live };
  return kept;
}

function whenDrawn(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function drawnTurn(): number {
  return drawn;
}
