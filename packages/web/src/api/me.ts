import { useSyncExternalStore } from 'react';

const kept = 'bothways-me';
const listeners = new Set<() => void>();

/** Who somebody said to be in this browser: the id of an actor; null: they have not said. It proves nothing. */
export function useMe(): string | null {
  return useSyncExternalStore(subscribe, () => localStorage.getItem(kept));
}

/** From now on somebody speaks as this actor; null: as nobody. */
export function speakAs(id: string | null): void {
  if (id === null) localStorage.removeItem(kept);
  else localStorage.setItem(kept, id);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
