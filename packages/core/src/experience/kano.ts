import type { Estimate } from '../ledger/estimate.ts';
import { normalStream, type UniformStream, uniformStream } from '../statistics/random.ts';
import { abstain, estimateOfDraws } from './spread.ts';

/** What a feature is to people: attractive, one-dimensional, must-be, indifferent, reversed, or a questionable answer. */
export const KANO_CATEGORIES = ['A', 'O', 'M', 'I', 'R', 'Q'] as const;
export type KanoCategory = (typeof KANO_CATEGORIES)[number];

/** Rows: the answer to "if it were there"; columns: to "if it were not"; both like, must be, neutral, live with, dislike. */
const TABLE = ['QAAAO', 'RIIIM', 'RIIIM', 'RIIIM', 'RRRRQ'] as const;

/**
 * The category of one person's two answers; null where one is none of 1 (like) to 5 (dislike).
 *
 * Source: Kano et al. (1984); methods.md 3.2.
 */
export function kanoCategory(functional: number, dysfunctional: number): KanoCategory | null {
  const letter = TABLE[functional - 1]?.[dysfunctional - 1];
  return KANO_CATEGORIES.find((category) => category === letter) ?? null;
}

export type KanoCounts = Readonly<Record<KanoCategory, number>>;

export interface Kano {
  readonly n: number;
  readonly counts: KanoCounts;
  /** The category most people are in; of two alike the one that matters first: M, O, A, I, R, Q. */
  readonly category: KanoCategory;
  /** Whether it is ahead of the second by more than chance. */
  readonly decided: boolean;
  readonly second: KanoCategory;
  /** The lead of the first over the second, and how large it would have to be. */
  readonly lead: number;
  readonly leadWanted: number;
  /** Satisfied more by having it: (A + O) / (A + O + M + I), 0..1; dissatisfied by not having it: -(O + M) / (...), -1..0. */
  readonly better: Estimate;
  readonly worse: Estimate;
  /** Top less second share; share that is A, O or M. */
  readonly categoryStrength: number;
  readonly totalStrength: number;
  /** For each category the chance that it is the one most people are in. */
  readonly probabilities: KanoCounts;
  readonly warnings: readonly KanoWarning[];
}

export type KanoWarning = 'few-answers' | 'questionable-answers';

/** Fewer answers are warned of; and a larger share of questionable ones. Source: methods.md 3.2. */
export const KANO_WARNS = { answers: 30, questionable: 0.05 } as const;

/**
 * What a feature is to people, and whether that is decided.
 *
 * Decided by Fong: the first is ahead of the second by at least 1.65 sqrt((a + b)(2N - a - b) / (2N)). Chances by draws of
 * a Dirichlet with one half added to each category.
 *
 * Errors: null without an answer.
 * Source: Fong (1996), Using the self-stated importance questionnaire to interpret Kano questionnaire results, CQM Journal 5(3), as in methods.md 3.2.
 */
export function kanoOf(counts: KanoCounts, seed = 1): Kano | null {
  const n = KANO_CATEGORIES.reduce((sum, category) => sum + counts[category], 0);
  if (n === 0) return null;
  const ordered = [...KANO_CATEGORIES].sort(
    (a, b) => counts[b] - counts[a] || FIRST.indexOf(a) - FIRST.indexOf(b),
  );
  const [category = 'I', second = 'I'] = ordered;
  const [a, b] = [counts[category], counts[second]];
  const leadWanted = 1.65 * Math.sqrt(((a + b) * (2 * n - a - b)) / (2 * n));
  const { better, worse, probabilities } = drawn(counts, n, seed);
  const warnings: KanoWarning[] = [];
  if (n < KANO_WARNS.answers) warnings.push('few-answers');
  if (counts.Q / n > KANO_WARNS.questionable) warnings.push('questionable-answers');
  return {
    ...{ n, counts, category, second, lead: a - b, leadWanted },
    decided: a - b >= leadWanted,
    ...{ better, worse, probabilities, warnings },
    categoryStrength: (a - b) / n,
    totalStrength: (counts.A + counts.O + counts.M) / n,
  };
}

const FIRST: readonly KanoCategory[] = ['M', 'O', 'A', 'I', 'R', 'Q'];

/** Counts of pairs of answers; a pair with an answer that is none is left out. */
export function kanoCounts(
  functional: ArrayLike<number>,
  dysfunctional: ArrayLike<number>,
): KanoCounts {
  const counts = { A: 0, O: 0, M: 0, I: 0, R: 0, Q: 0 };
  for (let at = 0; at < functional.length; at += 1) {
    const category = kanoCategory(functional[at] ?? Number.NaN, dysfunctional[at] ?? Number.NaN);
    if (category !== null) counts[category] += 1;
  }
  return counts;
}

const DRAWS = 2000;

function drawn(
  counts: KanoCounts,
  n: number,
  seed: number,
): Pick<Kano, 'better' | 'worse' | 'probabilities'> {
  const parts = KANO_CATEGORIES.map((category) =>
    gammaDraws(counts[category] + 0.5, seed, category),
  );
  const at = (category: KanoCategory, draw: number): number =>
    parts[KANO_CATEGORIES.indexOf(category)]?.[draw] ?? 0;
  const probabilities = { A: 0, O: 0, M: 0, I: 0, R: 0, Q: 0 };
  const [better, worse] = [new Float64Array(DRAWS), new Float64Array(DRAWS)];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const [a, o, m, i] = [at('A', draw), at('O', draw), at('M', draw), at('I', draw)];
    better[draw] = (a + o) / (a + o + m + i);
    worse[draw] = -(o + m) / (a + o + m + i);
    const top = KANO_CATEGORIES.reduce((best, each) =>
      at(each, draw) > at(best, draw) ? each : best,
    );
    probabilities[top] += 1 / DRAWS;
  }
  const all = counts.A + counts.O + counts.M + counts.I;
  const shown = (draws: Float64Array, seen: number): Estimate => {
    if (all === 0) return abstain('nobody gave an answer that counts for it');
    const estimate = estimateOfDraws(draws, n, 'Dirichlet');
    return estimate.kind === 'estimate'
      ? {
          ...estimate,
          median: seen,
          low: Math.min(seen, estimate.low),
          high: Math.max(seen, estimate.high),
        }
      : estimate;
  };
  return {
    better: shown(better, (counts.A + counts.O) / all),
    worse: shown(worse, -(counts.O + counts.M) / all),
    probabilities,
  };
}

/** Draws of a gamma with this shape. Source: Marsaglia & Tsang (2000), A simple method for generating gamma variables. */
function gammaDraws(shape: number, seed: number, name: string): Float64Array {
  const normal = normalStream(seed, 'kano', name);
  const uniform = uniformStream(seed, 'kano', name, 'accept');
  const lifted = shape < 1 ? shape + 1 : shape;
  const d = lifted - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  let index = 0;
  return Float64Array.from({ length: DRAWS }, () => {
    for (;;) {
      const x = normal(index);
      const v = (1 + c * x) ** 3;
      const u = uniform(index);
      index += 1;
      if (v > 0 && Math.log(u) < (x * x) / 2 + d - d * v + d * Math.log(v))
        return d * v * (shape < 1 ? boost(uniform, index, shape) : 1);
    }
  });
}

function boost(uniform: UniformStream, index: number, shape: number): number {
  return uniform(2 ** 31 + index) ** (1 / shape);
}
