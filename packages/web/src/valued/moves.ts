import type { WorthShown } from '@bothways/core/contract';
import { isSameOpinion, type OpinionKey, type Opinions } from '@bothways/core/revalue';

/** Which opinions were moved and how one came there. `live`: while something is being moved, not yet let go. */
export interface Moves {
  readonly past: readonly Opinions[];
  readonly now: Opinions;
  readonly future: readonly Opinions[];
  readonly live: Opinions | null;
}

/** What somebody says now, beside what is agreed; null: nothing. */
export interface Saying {
  readonly key: OpinionKey;
  readonly worth: WorthShown | null;
  readonly agreed: WorthShown | null;
}

export type Move =
  | ({ readonly do: 'drag' } & Saying)
  | { readonly do: 'settle' }
  | ({ readonly do: 'say' } & Saying)
  | { readonly do: 'reset'; readonly key: OpinionKey }
  | { readonly do: 'reset-all' }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' };

export const UNMOVED: Moves = { past: [], now: new Map(), future: [], live: null };
/** So many steps back are kept. */
const STEPS_KEPT = 100;

/** What counts at this moment, let go or not. */
export function shown({ now, live }: Moves): Opinions {
  return live ?? now;
}

/** The next state; letting go of what did not move makes no step to undo. */
export function movesAfter(moves: Moves, move: Move): Moves {
  const { past, now, future, live } = moves;
  switch (move.do) {
    case 'drag':
      return { ...moves, live: withSaid(live ?? now, move) };
    case 'settle':
      return live === null ? moves : stepTo(moves, live);
    case 'say':
      return stepTo(moves, withSaid(live ?? now, move));
    case 'reset':
      return stepTo(moves, new Map([...now].filter(([key]) => key !== move.key)));
    case 'reset-all':
      return stepTo(moves, new Map());
    case 'undo': {
      const before = past.at(-1);
      if (before === undefined) return moves;
      return { past: past.slice(0, -1), now: before, future: [now, ...future], live: null };
    }
    case 'redo': {
      const [after, ...rest] = future;
      if (after === undefined) return moves;
      return { past: [...past, now], now: after, future: rest, live: null };
    }
  }
}

function stepTo(moves: Moves, next: Opinions): Moves {
  if (isSame(moves.now, next)) return moves.live === null ? moves : { ...moves, live: null };
  const past = [...moves.past, moves.now].slice(-STEPS_KEPT);
  return { past, now: next, future: [], live: null };
}

/** An opinion that is again what was agreed is not moved. */
function withSaid(opinions: Opinions, { key, worth, agreed }: Saying): Opinions {
  const rest = [...opinions].filter(([each]) => each !== key);
  return new Map(isSameOpinion(worth, agreed) ? rest : [...rest, [key, worth]]);
}

function isSame(a: Opinions, b: Opinions): boolean {
  return (
    a.size === b.size &&
    [...a].every(([key, worth]) => b.has(key) && isSameOpinion(worth, b.get(key) ?? null))
  );
}
