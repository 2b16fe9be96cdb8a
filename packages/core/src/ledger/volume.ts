import type { Factor } from './draws.ts';

/**
 * How far a year may bring more or less of each kind than what was seen, relative to what was: by kind, 0 < spread <= 1.
 * Facts, no opinion.
 */
export type Spreads = Readonly<Record<string, number>>;

/** What was counted at a place. `spreads`: of the kinds that moved there, as far as anybody looked. */
export interface Counted {
  /** Seen, not a year's. */
  readonly encounters: number;
  readonly spreads?: Spreads | undefined;
}

/** The doubt about how often things happen at a place: one chance for all its kinds, each with its own spread. */
export interface Volume extends Factor {
  readonly of: 'volume';
  /** `sigma` stands for the kinds that are not in it. */
  readonly byKind: Spreads;
}

/** What the figures over all touchpoints share. */
export const ALL_PLACES = 'all touchpoints';

/** The doubt about how often things happen at a place. A kind that nobody looked at: as if each encounter came by itself. */
export function volumeOf(place: string, { encounters, spreads = {} }: Counted): Volume {
  const sigma = 1 / Math.sqrt(Math.max(1, encounters));
  return { of: 'volume', unit: place, side: '', sigma, byKind: spreads };
}

/** The spread of one kind. */
export function volumeSpread({ sigma, byKind }: Volume, kind: string): number {
  return Object.hasOwn(byKind, kind) ? (byKind[kind] ?? sigma) : sigma;
}

/** A doubt as it is about one kind. */
export function doubtOf(doubt: Factor | Volume, kind: string): Factor {
  if (!('byKind' in doubt)) return doubt;
  const { of, unit, side } = doubt;
  return { of, unit, side, sigma: volumeSpread(doubt, kind) };
}

/** The relative spread of sums that have nothing in common, together: each with its own. Null: in sum nothing moved. */
export function spreadTogether(
  parts: readonly { readonly moved: number; readonly spread: number }[],
): number | null {
  const sum = parts.reduce((total, { moved }) => total + moved, 0);
  return sum <= 0 ? null : Math.hypot(...parts.map(({ moved, spread }) => moved * spread)) / sum;
}

/**
 * The relative spread of a sum over people who come by themselves, each as often as they do and with what they move: the
 * square root of the sum of squares by the sum. People all alike and once: 1 / sqrt(people).
 *
 * Shape: what each person moved in all, in any unit. Null: in sum nothing moved.
 * Source: the variance of a compound Poisson sum is the sum of squares.
 */
export function spreadOfPeople(moved: readonly number[]): number | null {
  const sum = moved.reduce((total, each) => total + each, 0);
  if (sum <= 0) return null;
  return Math.min(1, Math.sqrt(moved.reduce((total, each) => total + each * each, 0)) / sum);
}
