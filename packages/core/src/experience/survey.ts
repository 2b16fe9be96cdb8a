import type { Estimate } from '../ledger/estimate.ts';
import { Z_HIGH } from '../statistics/normal.ts';
import { wilsonRange } from '../statistics/wilson.ts';
import { abstain, answers, estimateAbout, LEVEL, meanOf, STATED } from './spread.ts';

/** Answers of a survey: how many gave each score, and their weights summed (and squared) where they have some. */
export interface Score {
  readonly score: number;
  readonly n: number;
  /** The sum of their weights; n where nobody is weighted. */
  readonly weight: number;
  /** The sum of the squares of their weights. */
  readonly weightSquares: number;
}

/** The scores of answers; NaN is no answer. Weights of zero or less, or none, leave an answer out. */
export function scoresOf(values: Iterable<number>, weights?: ArrayLike<number>): readonly Score[] {
  const scores = new Map<number, { n: number; weight: number; weightSquares: number }>();
  let at = -1;
  for (const value of values) {
    at += 1;
    const weight = weights === undefined ? 1 : (weights[at] ?? Number.NaN);
    if (Number.isNaN(value) || !(weight > 0)) continue;
    const score = scores.get(value) ?? { n: 0, weight: 0, weightSquares: 0 };
    score.n += 1;
    score.weight += weight;
    score.weightSquares += weight * weight;
    scores.set(value, score);
  }
  return [...scores].map(([score, sums]) => ({ score, ...sums })).sort((a, b) => a.score - b.score);
}

/** A mean of what each score counts, with its error; all that NPS, CSAT and CES need. */
export interface ScoreMean {
  readonly n: number;
  /** As many unweighted answers as these are worth (Kish). */
  readonly nEffective: number;
  readonly mean: number;
  /**
   * Plain: the square root of the plain variance over n. Weighted: linearised, sum w^2 (x - mean)^2 / (sum w)^2, times n / (n - 1).
   *
   * Source: Kish (1965), Survey Sampling; Särndal, Swensson & Wretman (1992), 5.7.
   */
  readonly se: number;
  readonly sd: number;
}

/** The mean over answers of what each score counts. */
export function meanOfScores(
  scores: readonly Score[],
  counts: (score: number) => number,
): ScoreMean {
  let [n, weight, squares, sum, weighted] = [0, 0, 0, 0, false];
  for (const each of scores) {
    n += each.n;
    weight += each.weight;
    squares += each.weightSquares;
    sum += each.weight * counts(each.score);
    weighted ||= each.weight !== each.n || each.weightSquares !== each.n;
  }
  if (n === 0) return { n: 0, nEffective: 0, mean: 0, se: 0, sd: 0 };
  const mean = sum / weight;
  let [inside, linear] = [0, 0];
  for (const each of scores) {
    const off = (counts(each.score) - mean) ** 2;
    inside += each.weight * off;
    linear += each.weightSquares * off;
  }
  const variance = inside / weight;
  const correction = n > 1 ? n / (n - 1) : 1;
  const se = weighted ? Math.sqrt((linear / weight ** 2) * correction) : Math.sqrt(variance / n);
  return { n, nEffective: weight ** 2 / squares, mean, se, sd: Math.sqrt(variance * correction) };
}

/** Net Promoter Score of a group: the share that gives 9 or 10 less the share that gives 0 to 6, in points from -100 to +100. */
export interface Nps {
  readonly n: number;
  readonly nEffective: number;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly nps: Estimate;
  /** Of the score as it is seen, in points. */
  readonly se: number;
  /** The score as it is seen. */
  readonly seen: number;
}

/**
 * The Net Promoter Score of a group. Its variance is exact: (p + d - (p - d)^2) / n. The range is drawn about the score with three made-up answers,
 * three quarters a promoter, three quarters a detractor and the rest between, as a few answers say too little of the spread.
 *
 * Units: points, -100..+100.
 * Errors: abstains on less than two answers.
 * Source: Reichheld (2003); Rocks (2016), Interval estimation for the Net Promoter Score, Am. Stat. 70(4): adjusted Wald.
 */
export function npsOf(scores: readonly Score[]): Nps {
  const inside = scores.filter(({ score }) => score >= 0 && score <= 10);
  const count = (holds: (score: number) => boolean): number =>
    inside.reduce((sum, { score, n }) => sum + (holds(score) ? n : 0), 0);
  const plain = meanOfScores(inside, promotes);
  const promoters = count((score) => promotes(score) === 1);
  const detractors = count((score) => promotes(score) === -1);
  return {
    n: plain.n,
    nEffective: plain.nEffective,
    promoters,
    passives: plain.n - promoters - detractors,
    detractors,
    nps: npsEstimate(inside, plain),
    se: 100 * plain.se,
    seen: 100 * plain.mean,
  };
}

/** What an answer counts: a promoter 1, a detractor -1. */
export function promotes(score: number): number {
  if (score >= 9) return 1;
  return score <= 6 ? -1 : 0;
}

function npsEstimate(scores: readonly Score[], plain: ScoreMean): Estimate {
  if (plain.n < 2) return abstain(`${answers(plain.n)}; a score with its range wants at least 2`);
  const { nEffective: n, mean, se } = plain;
  const share = meanOfScores(scores, (score) => Math.abs(promotes(score))).mean;
  const centre = (mean * n) / (n + 3);
  const spread = (share * n + 1.5) / (n + 3) - centre ** 2;
  // A weighted score's own error carries what weights do to it; the made-up answers only keep it from being nothing.
  const simple = (share - mean ** 2) / n;
  const design = simple <= 0 ? 1 : Math.max(se ** 2 / simple, 1e-9);
  const reach = Z_HIGH * Math.sqrt((spread / (n + 3)) * design);
  return {
    kind: 'estimate',
    median: 100 * mean,
    low: 100 * Math.max(-1, Math.min(mean, centre - reach)),
    high: 100 * Math.min(1, Math.max(mean, centre + reach)),
    level: LEVEL,
    n: plain.n,
    method: 'adjusted Wald',
    grade: STATED,
  };
}

/** A share with its range. */
export interface Share {
  readonly n: number;
  readonly nEffective: number;
  readonly share: Estimate;
}

/**
 * The share of answers that hold, by Wilson; weighted, with the effective number of answers.
 *
 * Units: 0..1.
 */
export function shareOf(scores: readonly Score[], holds: (score: number) => boolean): Share {
  const { n, nEffective, mean, se } = meanOfScores(scores, (score) => (holds(score) ? 1 : 0));
  if (n === 0) return { n, nEffective, share: abstain('nobody answered') };
  // The answers that would give this error by chance alone; at a share of none or all the effective number.
  const worth = se > 0 ? (mean * (1 - mean)) / se ** 2 : nEffective;
  return { n, nEffective, share: wilson(mean, worth, n) };
}

/** Wilson's range of a share seen in so many answers' worth. */
export function wilson(share: number, worth: number, n: number): Estimate {
  return {
    kind: 'estimate',
    median: share,
    ...wilsonRange(share, worth, Z_HIGH),
    level: LEVEL,
    n,
    method: 'Wilson',
    grade: STATED,
  };
}

/** The mean of scores with its range, by Student's t with the effective number of answers; `scale`: no mean lies beyond it. */
export function meanScore(
  scores: readonly Score[],
  scale: { readonly least: number; readonly most: number } | null = null,
): Estimate {
  const { n, nEffective, mean, se, sd } = meanOfScores(scores, (score) => score);
  if (n < 2 || scores.length < 2) return meanOf({ n, mean, variance: 0 });
  const weighted = Math.abs(nEffective - n) > 1e-9;
  const error = weighted ? se : sd / Math.sqrt(n);
  const found = estimateAbout(mean, error, n, "mean, Student's t", {
    freedom: Math.max(1, nEffective - 1),
  });
  return scale === null ? found : within(found, scale.least, scale.most);
}

function within(estimate: Estimate, least: number, most: number): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { low, high } = estimate;
  return { ...estimate, low: Math.max(least, low), high: Math.min(most, high) };
}

/** The difference of two groups in what their scores count, times `times`; it lies within `reach` of 0. */
export function differenceOfScores(
  group: readonly Score[],
  rest: readonly Score[],
  counts: (score: number) => number,
  times = 1,
  reach = Number.POSITIVE_INFINITY,
): Estimate {
  const [a, b] = [meanOfScores(group, counts), meanOfScores(rest, counts)];
  if (a.n < 2 || b.n < 2)
    return abstain(
      `one of the groups compared has ${answers(Math.min(a.n, b.n))}; each wants at least 2`,
    );
  const error = Math.hypot(a.se, b.se);
  if (error === 0 && Math.min(a.n, b.n) < 10)
    return abstain(
      'the answers in each group are all alike, and too few to tell how far they spread',
    );
  const found = estimateAbout(
    times * (a.mean - b.mean),
    times * error,
    a.n + b.n,
    'difference of means',
    { freedom: Math.max(1, Math.min(a.nEffective, b.nEffective) - 1) },
  );
  return within(found, -reach, reach);
}
