import type { Interval } from './voice-bar.ts';

/** A number that may be none, as far as drawing asks. */
export type Drawable = (Interval & { readonly kind: 'estimate' }) | { readonly kind: 'abstained' };

interface Direction {
  readonly transfers: readonly {
    readonly family: string;
    readonly worth: { readonly kind: string };
    readonly cost: { readonly kind: string };
  }[];
}

/** The families exchanged one way that the money drawn does not speak of: nobody has said what they are worth or cost. */
export function outsideOf(
  voices: { readonly delivered: Direction; readonly captured: Direction } | null,
  way: 'get' | 'give',
): readonly string[] {
  if (voices === null) return [];
  const side = way === 'get' ? voices.delivered : voices.captured;
  const unvalued = side.transfers.filter(
    ({ worth, cost }) => (way === 'get' ? worth : cost).kind === 'abstained',
  );
  return [...new Set(unvalued.map(({ family }) => family))];
}

/** What is drawn of a number: nothing where nobody can say it. */
export function intervalOf(estimate: Drawable | null): Interval | null {
  return estimate?.kind === 'estimate' ? estimate : null;
}
