import type { Edit, OutlineJourney, ProblemAt } from '@bothways/core/edit';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Engine } from './edit-engine.ts';
import type { Part } from './edit-moves.ts';
import type { EditShown, EditStore } from './edit-store.ts';

/** Where something new is being named: its sort, what it goes into, and in front of what. */
export interface Adding {
  readonly what: 'touchpoint' | 'step' | 'phase';
  readonly into: string;
  readonly before: string | null;
}

/** What everything in edit mode needs. */
export interface Editing {
  readonly engine: Engine;
  readonly store: EditStore;
  readonly journey: string;
  readonly apply: (...edits: readonly Edit[]) => Promise<unknown>;
  /** Opens the panel of a touchpoint; null closes it. */
  readonly open: (touchpoint: string | null) => void;
  /** Says something to whoever listens to the page. */
  readonly say: (text: string) => void;
}

const Context = createContext<Editing | null>(null);
export const EditingProvider = Context.Provider;

export function useEditing(): Editing {
  const editing = useContext(Context);
  if (editing === null) throw new Error('useEditing is for what stands in edit mode');
  return editing;
}

export function useShown(store: EditStore): EditShown {
  return useSyncExternalStore(store.subscribe, store.shown);
}

export function problemsOf(
  problems: readonly ProblemAt[],
  journey: OutlineJourney | undefined,
  { what, id }: Part,
): readonly ProblemAt[] {
  return problems.filter(
    ({ part }) =>
      part !== null &&
      part.what === what &&
      part.id === id &&
      (what === 'touchpoint' || part.journey === journey?.id),
  );
}
