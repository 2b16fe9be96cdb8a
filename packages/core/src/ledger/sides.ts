import type { Model, Side } from '../model/model.ts';

/** Which direction a valuation may speak of; null: neither, because a partner or the community gives. */
export type Direction = 'customer' | 'business' | null;

/**
 * Whose account an actor's movements land in. An actor the model does not know is `other`: shown, outside both nets.
 *
 * Source: semantics.md 18.
 */
export function sidesOf({ actors }: Model): (actor: string) => Side {
  const sides = new Map<string, Side>(actors.map(({ id, side }) => [id, side]));
  return (actor) => {
    const side = sides.get(actor);
    if (side !== undefined) return side;
    return actor === 'customer' || actor === 'business' ? actor : 'other';
  };
}

/** The direction of what this side gives. */
export function directionOf(giver: Side): Direction {
  return giver === 'other' ? null : giver;
}
