import type { Edit, EditRefusal, Look, ModelText } from '@bothways/core/edit';
import type { Engine } from './edit-engine.ts';

type Files = readonly ModelText[];

/** The model at one moment of editing. */
interface Moment {
  readonly files: Files;
  readonly look: Look;
}

/** What is shown of the editing. */
export interface EditShown extends Moment {
  readonly undo: number;
  readonly redo: number;
  readonly isChanged: boolean;
  /** How many edits are being made right now. */
  readonly busy: number;
  /** Why the last edit was not made. */
  readonly refused: EditRefusal | null;
}

/** One person's edits of one version: every state is kept, so that each can be gone back to. */
export interface EditStore {
  readonly subscribe: (tell: () => void) => () => void;
  readonly shown: () => EditShown;
  /** Makes edits, after those that are under way; gives the ids made, null where they were refused. */
  readonly apply: (...edits: readonly Edit[]) => Promise<readonly (readonly string[])[] | null>;
  /** Puts other files in place of all, as one step. */
  readonly replace: (files: Files) => Promise<void>;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly forgive: () => void;
}

const STEPS_MAX = 300;

/** `begun`: what was not saved when the page was left. `keep` is told of each state, null: nothing differs from the base. */
export async function editStore(
  engine: Engine,
  base: Files,
  begun: Files | null,
  keep: (files: Files | null) => void,
): Promise<EditStore> {
  const first: Moment = { files: base, look: await engine.ask({ ask: 'look', files: base }) };
  let past: readonly Moment[] = [];
  let future: readonly Moment[] = [];
  let now = first;
  let busy = 0;
  let refused: EditRefusal | null = null;
  let shown: EditShown = { ...first, undo: 0, redo: 0, isChanged: false, busy: 0, refused: null };
  const listeners = new Set<() => void>();
  let queue: Promise<unknown> = Promise.resolve();

  const tell = (): void => {
    const isChanged = !isSame(now.files, base);
    shown = { ...now, undo: past.length, redo: future.length, isChanged, busy, refused };
    for (const each of listeners) each();
  };
  const go = (moment: Moment): void => {
    past = [...past, now].slice(-STEPS_MAX);
    future = [];
    now = moment;
    keep(isSame(now.files, base) ? null : now.files);
  };
  const turn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    busy += 1;
    refused = null;
    tell();
    const done = queue.then(work).finally(() => {
      busy -= 1;
      tell();
    });
    queue = done.catch(() => {});
    return done;
  };
  const step = (from: 'past' | 'future'): void => {
    const list = from === 'past' ? past : future;
    const to = from === 'past' ? list.at(-1) : list[0];
    if (to === undefined || busy > 0) return;
    if (from === 'past') [past, future] = [past.slice(0, -1), [now, ...future]];
    else [past, future] = [[...past, now], future.slice(1)];
    now = to;
    refused = null;
    keep(isSame(now.files, base) ? null : now.files);
    tell();
  };
  const replace = (files: Files): Promise<void> =>
    turn(async () => go({ files, look: await engine.ask({ ask: 'look', files }) }));
  if (begun !== null && !isSame(begun, base)) await replace(begun);
  return {
    subscribe: (each) => {
      listeners.add(each);
      return () => listeners.delete(each);
    },
    shown: () => shown,
    apply: (...edits) =>
      turn(async () => {
        const edited = await engine.ask({ ask: 'edit', files: now.files, edits });
        if ('refused' in edited) {
          refused = edited.refused;
          return null;
        }
        if (!isSame(edited.files, now.files)) go(edited);
        return edited.made;
      }),
    replace,
    undo: () => step('past'),
    redo: () => step('future'),
    forgive: () => {
      refused = null;
      tell();
    },
  };
}

export function isSame(a: Files, b: Files): boolean {
  return (
    a.length === b.length &&
    a.every(({ file, text }, index) => file === b[index]?.file && text === b[index]?.text)
  );
}
