import { normalCdf } from '../statistics/normal.ts';

/** How a share or a mean stands against a bound: how likely chance alone shows as much beyond it. One-sided. */
export interface Against {
  readonly confidence: number;
  readonly chance: number;
}

/**
 * Whether a share is above a bound: the score test, whose inversion is Wilson's interval. `n` at least 1. `people`: how many
 * different people the `count` are of, where that is known; what one of them does again and again is one piece of evidence.
 */
export function shareAbove(count: number, n: number, bound: number, people = 0): Against {
  return fromZ((count / n - bound) / Math.sqrt((bound * (1 - bound)) / piecesIn(n, count, people)));
}

/** How many pieces of evidence n cases are, where `count` of them are of so many people. 0 people: nobody says of how many. */
export function piecesIn(n: number, count: number, people: number): number {
  return people > 0 && count > people ? (n * people) / count : n;
}

/** What moves seldom moves in one case of ten at least: in so many cases without it, it may be rarer yet. */
const SELDOM = 0.1;

/**
 * Whether a mean lies below a bound, by the normal approximation; but never likelier than that something which moves in one
 * case of ten was missed in all of them, as what was not seen to move has no spread and may still be seldom and large.
 */
export function meanBelow(mean: number, sd: number, n: number, bound: number): Against {
  const { chance } = below(mean - bound, sd / Math.sqrt(n));
  const least = mean < bound ? Math.max(chance, (1 - SELDOM) ** n) : chance;
  return { chance: least, confidence: 1 - least };
}

/** Whether a difference lies below 0, by its standard error. */
export function below(difference: number, error: number): Against {
  if (error > 0) return fromZ(-difference / error);
  return difference < 0 ? { confidence: 1, chance: 0 } : { confidence: 0, chance: 1 };
}

/**
 * Whether two means are alike within a margin, which is more than that they do not differ: both one-sided tests must hold.
 *
 * Source: Schuirmann (1987), A comparison of the two one-sided tests procedure, J. Pharmacokinet. Biopharm. 15.
 */
export function alike(difference: number, error: number, margin: number): Against {
  const [under, over] = [below(difference - margin, error), below(-difference - margin, error)];
  return under.chance > over.chance ? under : over;
}

/** Of several that must all hold, the weakest. */
export function weakest(all: readonly [Against, ...Against[]]): Against {
  return all.reduce((least, each) => (each.chance > least.chance ? each : least));
}

/** The best of several looks at once: its chance times how many were looked at. */
export function luckiest<Each extends Against>(all: readonly Each[]): Each | undefined {
  const [best] = all.toSorted((a, b) => a.chance - b.chance);
  if (best === undefined) return undefined;
  const chance = Math.min(1, best.chance * all.length);
  return { ...best, chance, confidence: 1 - chance };
}

function fromZ(z: number): Against {
  return { confidence: normalCdf(z), chance: normalCdf(-z) };
}
