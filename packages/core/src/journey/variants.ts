import type { Traces } from './traces.ts';

/** Journeys that went by exactly the same sequence. */
export interface Variant {
  /** Numbers into the list of activities, in order. */
  readonly activities: Int32Array;
  readonly count: number;
  /** This one and all more frequent ones together, of all journeys. */
  readonly coverage: number;
  /** One of its journeys: the first met. */
  readonly first: number;
}

export interface Variants {
  /** The most frequent first; of equals the first met. */
  readonly variants: readonly Variant[];
  /** For each journey which variant it is. */
  readonly variantOf: Int32Array;
  /** How much the next journey surprises, in bits: 0 where all go the same way, log2(n) where each of n goes its own. */
  readonly entropyBits: number;
}

/** Letters of one call; more arguments than that a call does not take. */
const LETTERS_MAX = 8_192;

/**
 * The variants of journeys: exact sequences, counted. Journeys of no events are none.
 *
 * Source: methods.md 7; entropy after Shannon (1948).
 */
export function variantsOf({ starts, activityOf, activities }: Traces): Variants {
  const journeys = starts.length - 1;
  const found = new Map<string, number>();
  const made: { first: number; count: number }[] = [];
  const metOf = new Int32Array(journeys).fill(-1);
  const letters = activities.length <= 65_536 ? new Uint16Array(activityOf) : null;
  let all = 0;
  for (let j = 0; j < journeys; j += 1) {
    const [from, until] = [starts[j] ?? 0, starts[j + 1] ?? 0];
    if (from === until) continue;
    const key =
      letters === null ? activityOf.subarray(from, until).join() : word(letters, from, until);
    let variant = found.get(key);
    if (variant === undefined) {
      variant = made.push({ first: j, count: 0 }) - 1;
      found.set(key, variant);
    }
    const counted = made[variant];
    if (counted !== undefined) counted.count += 1;
    metOf[j] = variant;
    all += 1;
  }
  return ranked(made, metOf, all, { starts, activityOf });
}

/** A part of a row as a text: quick to find again, and equal where the parts are. */
function word(letters: Uint16Array, from: number, until: number): string {
  if (until - from <= LETTERS_MAX)
    return String.fromCharCode.apply(null, letters.subarray(from, until) as unknown as number[]);
  return word(letters, from, from + LETTERS_MAX) + word(letters, from + LETTERS_MAX, until);
}

function ranked(
  made: readonly { readonly first: number; readonly count: number }[],
  metOf: Int32Array,
  all: number,
  { starts, activityOf }: Pick<Traces, 'starts' | 'activityOf'>,
): Variants {
  const order = [...made.keys()].sort(
    (a, b) => (made[b]?.count ?? 0) - (made[a]?.count ?? 0) || a - b,
  );
  const rankOf = new Int32Array(made.length);
  let covered = 0;
  let entropyBits = 0;
  const variants = order.map((variant, rank): Variant => {
    rankOf[variant] = rank;
    const { first, count } = made[variant] ?? { first: 0, count: 0 };
    covered += count;
    entropyBits -= (count / all) * Math.log2(count / all);
    const activities = activityOf.subarray(starts[first], starts[first + 1]);
    return { activities, count, coverage: covered / all, first };
  });
  const variantOf = metOf.map((variant) => (variant === -1 ? -1 : (rankOf[variant] ?? -1)));
  return { variants, variantOf, entropyBits: Math.max(0, entropyBits) };
}
