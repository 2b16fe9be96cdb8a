import type { Estimate } from '../ledger/estimate.ts';
import { betterByChance, combination, leastSquares } from './least-squares.ts';
import { abstain, answers, differenceOf, meanOf, spreadOf, together } from './spread.ts';

/** What was expected and what was perceived, by the same people on one scale; NaN is no answer. */
export interface Expected {
  readonly item: string;
  readonly expected: ArrayLike<number>;
  readonly perceived: ArrayLike<number>;
}

/** The gap of one item: perceived less expected. */
export interface Gap {
  readonly item: string;
  readonly n: number;
  readonly expected: number;
  readonly perceived: number;
  readonly gap: Estimate;
  /** The share of people who got less than they expected, and more. */
  readonly short: number;
  readonly beyond: number;
}

/** The mean gap of an item, over the people who answered both. Source: Parasuraman, Zeithaml & Berry (1988), SERVQUAL. */
export function gapOf({ item, expected, perceived }: Expected): Gap {
  const [e, p] = pairsOf(expected, perceived);
  const gaps = e.map((value, at) => (p[at] ?? 0) - value);
  const n = gaps.length;
  return {
    item,
    n,
    expected: spreadOf(e).mean,
    perceived: spreadOf(p).mean,
    gap: meanOf(spreadOf(gaps), "mean of the gaps, Student's t"),
    short: gaps.filter((gap) => gap < 0).length / Math.max(1, n),
    beyond: gaps.filter((gap) => gap > 0).length / Math.max(1, n),
  };
}

function pairsOf(a: ArrayLike<number>, b: ArrayLike<number>): readonly [number[], number[]] {
  const [left, right]: [number[], number[]] = [[], []];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [x, y] = [a[at] ?? Number.NaN, b[at] ?? Number.NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    left.push(x);
    right.push(y);
  }
  return [left, right];
}

/** The quality of a service as SERVQUAL has it: the mean gap of each dimension, weighted. */
export interface Servqual {
  readonly dimensions: readonly { readonly dimension: string; readonly gap: Estimate }[];
  /** Sum of weight times mean gap; weights add up to 1, alike unless given. */
  readonly quality: number;
}

/** SERVQUAL over dimensions of items. Source: methods.md 3.1: SQ = sum over dimensions of w * mean(P - E). */
export function servqual(
  dimensions: readonly {
    readonly dimension: string;
    readonly weight?: number;
    readonly items: readonly Expected[];
  }[],
): Servqual {
  const sum = dimensions.reduce((total, { weight = 1 }) => total + weight, 0);
  const shown = dimensions.map(({ dimension, items }) => ({
    dimension,
    gap: meanOf(spreadOf(personMeans(items)), "mean of people's gaps, Student's t"),
  }));
  const quality = dimensions.reduce((total, { weight = 1, items }) => {
    const { mean } = spreadOf(personMeans(items));
    return total + (weight / sum) * mean;
  }, 0);
  return { dimensions: shown, quality };
}

/** Each person's mean gap over the items that she answered both ways. */
function personMeans(items: readonly Expected[]): number[] {
  const people = Math.max(0, ...items.map(({ expected }) => expected.length));
  return Array.from({ length: people }, (_, at) => {
    const gaps = items
      .map(
        ({ expected, perceived }) => (perceived[at] ?? Number.NaN) - (expected[at] ?? Number.NaN),
      )
      .filter((gap) => !Number.isNaN(gap));
    return gaps.length === 0 ? Number.NaN : spreadOf(gaps).mean;
  });
}

/**
 * How reliable a difference of two measures is: (mean of their reliabilities - their correlation) / (1 - their correlation).
 *
 * Source: methods.md 3.1, G10; Peter, Churchill & Brown (1993), Caution in the use of difference scores, J. Consum. Res. 19(4).
 */
export function differenceReliability(
  expected: number,
  perceived: number,
  between: number,
): number {
  return ((expected + perceived) / 2 - between) / (1 - between);
}

/** Cronbach's alpha over items, and the sums they are made of; null with less than two items or three whole rows. */
export function alphaOf(items: readonly ArrayLike<number>[]): number | null {
  const people = Math.max(0, ...items.map((item) => item.length));
  const rows = Array.from({ length: people }, (_, at) =>
    items.map((item) => item[at] ?? Number.NaN),
  ).filter((row) => !row.some(Number.isNaN));
  if (items.length < 2 || rows.length < 3) return null;
  const whole = spreadOf(rows.map((row) => row.reduce((a, b) => a + b, 0))).variance;
  const parts = items.reduce(
    (sum, _, at) => sum + spreadOf(rows.map((row) => row[at] ?? 0)).variance,
    0,
  );
  return whole <= 0 ? null : (items.length / (items.length - 1)) * (1 - parts / whole);
}

export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const [left, right] = pairsOf(a, b);
  const [x, y] = [spreadOf(left), spreadOf(right)];
  if (left.length < 3 || x.variance <= 0 || y.variance <= 0) return null;
  const cross = left.reduce(
    (sum, value, at) => sum + (value - x.mean) * ((right[at] ?? 0) - y.mean),
    0,
  );
  return cross / (left.length - 1) / Math.sqrt(x.variance * y.variance);
}

/** How what was expected and what was perceived go together with a whole: Edwards' polynomial. */
export interface Surface {
  readonly n: number;
  readonly r2: number;
  /** Constant, E, P, E^2, E P, P^2, all about the scale's middle. */
  readonly weights: readonly Estimate[];
  /** Slope and bend where both rise together (E = P), and where P falls as E rises (E = -P). */
  readonly agreement: { readonly slope: Estimate; readonly bend: Estimate };
  readonly disagreement: { readonly slope: Estimate; readonly bend: Estimate };
  /** How likely so much is, were the weight of what was expected the weight of what was perceived with its sign turned (b1 = -b2). */
  readonly gapProbability: number;
  /** Likewise for all that a plain gap says: b1 = -b2 and no bends. */
  readonly plainGapProbability: number;
  /** Whether a gap may stand for the two: neither test speaks against it at one in twenty. */
  readonly gapStands: boolean;
}

/**
 * Edwards' polynomial regression of a whole on what was expected and perceived.
 *
 * Units: E and P less `middle`, the middle of their scale, so that weights are those at the middle.
 * Errors: null with fewer than 30 answers, or where expected and perceived do not vary.
 * Source: Edwards & Parry (1993), On the use of polynomial regression equations as an alternative to difference scores, AMJ 36(6).
 */
export function surfaceOf(
  expected: ArrayLike<number>,
  perceived: ArrayLike<number>,
  whole: readonly number[],
  middle: number,
): Surface | null {
  const pairs = whole.map((_, at) => {
    return [(expected[at] ?? Number.NaN) - middle, (perceived[at] ?? Number.NaN) - middle] as const;
  });
  const full = leastSquares(
    pairs.map(([e, p]) => [e, p, e * e, e * p, p * p]),
    whole,
  );
  const gap = leastSquares(
    pairs.map(([e, p]) => [p - e]),
    whole,
  );
  if (full === null || gap === null || full.n < 30) return null;
  const line = (slope: readonly number[], bend: readonly number[]): Surface['agreement'] => ({
    slope: combination(full, slope).estimate,
    bend: combination(full, bend).estimate,
  });
  const gapProbability = combination(full, [0, 1, 1]).probability;
  const plainGapProbability = betterByChance(full, gap);
  return {
    n: full.n,
    r2: full.r2,
    weights: full.weights.map(
      (_, at) =>
        combination(
          full,
          full.weights.map((_w, i) => (i === at ? 1 : 0)),
        ).estimate,
    ),
    agreement: line([0, 1, 1], [0, 0, 0, 1, 1, 1]),
    disagreement: line([0, 1, -1], [0, 0, 0, 1, -1, 1]),
    gapProbability,
    plainGapProbability,
    gapStands: Math.min(gapProbability, plainGapProbability) >= 0.05,
  };
}

/** What falling short costs and what going beyond earns, in points of the whole, against answers that are neither. */
export interface PenaltyReward {
  readonly item: string;
  readonly n: number;
  readonly penalty: Estimate;
  readonly reward: Estimate;
}

/**
 * Penalty and reward of each item in one regression: y = b0 + sum of (p_j [x_j low] + r_j [x_j high]).
 *
 * Shape: a level of each item for each person: -1 low, 0 neither, +1 high, NaN no answer.
 * Errors: null where there are too few answers, or two items fall and rise together.
 * Source: methods.md 3.1; Brandt (1987), a procedure for identifying value-enhancing service components.
 */
export function penaltyReward(
  items: readonly { readonly item: string; readonly levels: ArrayLike<number> }[],
  whole: readonly number[],
): readonly PenaltyReward[] | null {
  const rows = whole.map((_, at) =>
    items.flatMap(({ levels }) => {
      const level = levels[at] ?? Number.NaN;
      return Number.isNaN(level)
        ? [Number.NaN, Number.NaN]
        : [level < 0 ? 1 : 0, level > 0 ? 1 : 0];
    }),
  );
  // A level that nobody or everybody has says nothing and would stand in the way of the others.
  const wide = items.length * 2;
  const kept = Array.from({ length: wide }, (_, at) => at).filter((at) => {
    const values = new Set(rows.map((row) => row[at]).filter((value) => !Number.isNaN(value)));
    return values.size > 1;
  });
  const fit = leastSquares(
    rows.map((row) =>
      row.some(Number.isNaN) ? [Number.NaN, ...kept.slice(1)] : kept.map((at) => row[at] ?? 0),
    ),
    whole,
  );
  if (fit === null) return null;
  const slope = (at: number): Estimate => {
    const place = kept.indexOf(at);
    if (place < 0) return abstain('too few answers on that side, or none beside it');
    return combination(
      fit,
      fit.weights.map((_, i) => (i === place + 1 ? 1 : 0)),
    ).estimate;
  };
  return items.map(({ item }, at) => ({
    item,
    n: fit.n,
    penalty: slope(2 * at),
    reward: slope(2 * at + 1),
  }));
}

/** What was expected and how far short it fell, by who set the expectation. */
export interface SetBy {
  readonly setBy: string;
  readonly n: number;
  readonly expected: number;
  readonly gap: Estimate;
  /** Of this group's mean gap to that of all others. */
  readonly difference: Estimate;
}

/** Gaps by who set the expectation: an advert, a colleague, a rival, last time. The most frequent first. */
export function gapsBySetter(
  people: readonly {
    readonly setBy: string;
    readonly expected: number;
    readonly perceived: number;
  }[],
): readonly SetBy[] {
  const groups = new Map<string, { expected: number[]; gaps: number[] }>();
  for (const { setBy, expected, perceived } of people) {
    if (Number.isNaN(expected) || Number.isNaN(perceived)) continue;
    const group = groups.get(setBy) ?? { expected: [], gaps: [] };
    group.expected.push(expected);
    group.gaps.push(perceived - expected);
    groups.set(setBy, group);
  }
  const spreads = [...groups].map(([setBy, { expected, gaps }]) => {
    return { setBy, expected: spreadOf(expected).mean, gaps: spreadOf(gaps) };
  });
  return spreads
    .map(({ setBy, expected, gaps }) => {
      const rest = spreads
        .filter((other) => other.setBy !== setBy)
        .reduce((sum, other) => together(sum, other.gaps), NONE);
      const gap =
        gaps.n < 2
          ? abstain(`${answers(gaps.n)}; a gap with its range wants at least 2`)
          : meanOf(gaps);
      return { setBy, n: gaps.n, expected, gap, difference: differenceOf(gaps, rest) };
    })
    .sort((a, b) => b.n - a.n || (a.setBy < b.setBy ? -1 : 1));
}

const NONE = { n: 0, mean: 0, variance: 0 };
