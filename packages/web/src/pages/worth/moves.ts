import type { Factors, PartId } from '@bothways/core/revalue';

/** Which values were moved and how one came there. `live`: what is being moved now, not yet let go. */
export interface Moves {
  readonly past: readonly Factors[];
  readonly now: Factors;
  readonly future: readonly Factors[];
  readonly live: Factors | null;
}

export type Move =
  | { readonly do: 'drag'; readonly id: PartId; readonly factor: number }
  | { readonly do: 'settle' }
  | { readonly do: 'reset'; readonly id: PartId }
  | { readonly do: 'reset-all' }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' };

export const UNMOVED: Moves = { past: [], now: new Map(), future: [], live: null };

/** What counts at this moment, let go or not. */
export function shown({ now, live }: Moves): Factors {
  return live ?? now;
}

/** The next state; letting go of what did not move makes no step to undo. */
export function movesAfter(moves: Moves, move: Move): Moves {
  const { past, now, future, live } = moves;
  switch (move.do) {
    case 'drag':
      return { ...moves, live: withFactor(live ?? now, move.id, move.factor) };
    case 'settle':
      return live === null ? moves : stepTo(moves, live);
    case 'reset':
      return stepTo(moves, withFactor(now, move.id, 1));
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

function stepTo(moves: Moves, next: Factors): Moves {
  if (isSame(moves.now, next)) return { ...moves, live: null };
  return { past: [...moves.past, moves.now], now: next, future: [], live: null };
}

function withFactor(factors: Factors, id: PartId, factor: number): Factors {
  const rest = [...factors].filter(([each]) => each !== id);
  // Back on the median is not moved; a step there and back may miss it by rounding.
  return new Map(Math.abs(factor - 1) < 1e-9 ? rest : [...rest, [id, factor]]);
}

function isSame(a: Factors, b: Factors): boolean {
  return a.size === b.size && [...a].every(([id, factor]) => b.get(id) === factor);
}
