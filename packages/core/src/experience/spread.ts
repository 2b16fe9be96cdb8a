import type { Estimate } from '../ledger/estimate.ts';
import type { Grade } from '../model/model.ts';
import { quantiles } from '../statistics/quantile.ts';
import { studentQuantile } from '../statistics/student.ts';

/** The level of every range here: 90 %. */
export const LEVEL = 0.9;

/** What a group of answers sums up to: how many, their mean, their variance (over n - 1; 0 where there are less than two). */
export interface Spread {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** The spread of numbers; those that are NaN are no answers. */
export function spreadOf(values: Iterable<number>): Spread {
  let [n, mean, squares] = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    n += 1;
    const step = value - mean;
    mean += step / n;
    squares += step * (value - mean);
  }
  return { n, mean, variance: n < 2 ? 0 : squares / (n - 1) };
}

/** The spread of n numbers, from their sum and the sum of their squares, as SQL gives them. */
export function spreadOfSums(n: number, sum: number, squares: number): Spread {
  const mean = n === 0 ? 0 : sum / n;
  return { n, mean, variance: n < 2 ? 0 : Math.max(0, (squares - n * mean * mean) / (n - 1)) };
}

/** Two groups as one. */
export function together(a: Spread, b: Spread): Spread {
  const n = a.n + b.n;
  if (n === 0) return a;
  const step = b.mean - a.mean;
  const squares =
    a.variance * Math.max(0, a.n - 1) +
    b.variance * Math.max(0, b.n - 1) +
    (step * step * a.n * b.n) / n;
  return { n, mean: a.mean + (step * b.n) / n, variance: n < 2 ? 0 : squares / (n - 1) };
}

/** Answers are what somebody said: grade C, stated, unless the caller knows better. */
export const STATED: Grade = 'C';

/** An estimate about a middle with a standard error, by Student's t; without `freedom` by the normal. */
export function estimateAbout(
  middle: number,
  error: number,
  n: number,
  method: string,
  { freedom = 1e9, grade = STATED }: { readonly freedom?: number; readonly grade?: Grade } = {},
): Estimate {
  const reach = studentQuantile((1 + LEVEL) / 2, freedom) * error;
  const range = { median: middle, low: middle - reach, high: middle + reach };
  return { kind: 'estimate', ...range, level: LEVEL, n, method, grade };
}

/** An estimate from draws. */
export function estimateOfDraws(
  draws: Float64Array | readonly number[],
  n: number,
  method: string,
  grade: Grade = STATED,
): Estimate {
  const tail = (1 - LEVEL) / 2;
  const [low = 0, median = 0, high = 0] = quantiles(draws, [tail, 0.5, 1 - tail]);
  return { kind: 'estimate', median, low, high, level: LEVEL, n, method, grade };
}

export function abstain(reason: string): Estimate {
  return { kind: 'abstained', reason };
}

/** The mean of a group of answers, by Student's t. */
export function meanOf(spread: Spread, method = "mean, Student's t"): Estimate {
  if (spread.n < 2) return abstain(`${answers(spread.n)}; a mean with its range wants at least 2`);
  if (isTooAlike(spread)) return abstain(tooAlike(spread.n, spread.mean));
  const error = Math.sqrt(spread.variance / spread.n);
  return estimateAbout(spread.mean, error, spread.n, method, { freedom: spread.n - 1 });
}

/**
 * The difference of two groups' means, by Welch.
 *
 * Source: Welch (1947), The generalization of 'Student's' problem when several different population variances are involved.
 */
export function differenceOf(
  a: Spread,
  b: Spread,
  method = 'difference of means, Welch',
): Estimate {
  return contrastOf([a, b], [1, -1], method);
}

/** A sum of groups' means, each times its weight, with Satterthwaite's degrees of freedom. */
export function contrastOf(
  groups: readonly Spread[],
  weights: readonly number[],
  method: string,
): Estimate {
  const least = Math.min(...groups.map(({ n }) => n));
  if (least < 2)
    return abstain(`one of the groups compared has ${answers(least)}; each wants at least 2`);
  let [middle, variance, freedom] = [0, 0, 0];
  for (const [at, { n, mean, variance: own }] of groups.entries()) {
    const weight = weights[at] ?? 0;
    const part = (weight * weight * own) / n;
    middle += weight * mean;
    variance += part;
    freedom += (part * part) / (n - 1);
  }
  if (groups.every(isTooAlike))
    return abstain('the few answers in each group are all alike: how far they spread is unknown');
  const degrees = freedom === 0 ? 1e9 : (variance * variance) / freedom;
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  return estimateAbout(middle, Math.sqrt(variance), n, method, { freedom: degrees });
}

/** So few answers without any spread do not show that there is none. */
const ALIKE_FEW = 10;

function isTooAlike({ n, variance }: Spread): boolean {
  return n < ALIKE_FEW && variance === 0;
}

/** Why a few answers that are all alike have no range. */
function tooAlike(n: number, mean: number): string {
  return `all ${answers(n)} are ${Number(mean.toPrecision(4))}: of fewer than ${ALIKE_FEW} that are alike nobody can tell how far they spread`;
}

/** "1 answer", "12 answers". */
export function answers(n: number): string {
  return n === 1 ? '1 answer' : `${n} answers`;
}
