import type { Overview } from '@bothways/core/contract';
import { useMemo, useSyncExternalStore } from 'react';

/** An overview with its figures as somebody moved them; the same object where nothing of it is moved. */
export type Mover = (overview: Overview) => Overview;

let mover: Mover | null = null;
const listeners = new Set<() => void>();

/** From now on overviews are shown as moved; null: as they came. */
export function moveOverviews(next: Mover | null): void {
  if (next === mover) return;
  mover = next;
  for (const listener of listeners) listener();
}

/** An overview as it is moved at this moment. */
export function useMoved<Data extends Overview | undefined>(overview: Data): Data | Overview {
  const now = useSyncExternalStore(subscribe, moverNow);
  return useMemo(
    () => (now === null || overview === undefined ? overview : now(overview)),
    [now, overview],
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function moverNow(): Mover | null {
  return mover;
}
