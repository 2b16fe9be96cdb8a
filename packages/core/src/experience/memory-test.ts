import { type Column, type MemorySums, productOf } from './memory-sums.ts';

/** How well one way of remembering goes with what people said of the whole. */
export interface MemoryRule {
  readonly rule: 'mean' | 'peak-end' | 'peak-and-end' | 'peak' | 'best' | 'worst' | 'end';
  /** Correlation; of two weights the multiple one. */
  readonly r: number;
  readonly r2: number;
  /** How much likelier the answers are under this rule than under the mean; in natural logarithm. 0 of the mean itself. */
  readonly logBayes: number;
}

/** Whether peak and end say more of memory than the mean does, for this journey. */
export interface MemoryTest {
  readonly n: number;
  readonly rules: readonly MemoryRule[];
  /** Peak and end, each with its own weight, against the mean: above 1 they tell more. */
  readonly bayesFactor: number;
  /** The mean of peak and end, with one weight, against the mean. */
  readonly bayesFactorHalf: number;
  readonly verdict: 'peak-and-end' | 'mean' | 'undecided';
}

/** So many times likelier decides. Source: Kass & Raftery (1995), Bayes factors, JASA 90: "strong" begins about here. */
export const DECIDES = 10;

/**
 * Bayes factors of what may be remembered against the mean.
 *
 * Each rule is a regression of what was said of the whole; weights have Zellner's prior with g = n (one answer's worth), so a rule
 * of two weights pays for the second. Chosen before a leave-one-out difference because it is exact from the sums alone.
 *
 * Errors: null where fewer than ten answers are free, or they do not differ.
 * Source: Liang et al. (2008), Mixtures of g priors for Bayesian variable selection, JASA 103(481), eq. 6.
 */
export function memoryTest(sums: MemorySums): MemoryTest | null {
  if (sums.freedom < 10 || productOf(sums, 'overall', 'overall') <= 0) return null;
  const single = (column: Column): number => {
    const r = correlationOf(sums, column);
    return r * r;
  };
  const half = halfCorrelation(sums);
  const free = freeR2(sums);
  const base = logEvidence(sums.freedom, single('mean'), 1);
  const rule = (name: MemoryRule['rule'], r: number, weights: number): MemoryRule => {
    const logBayes = name === 'mean' ? 0 : logEvidence(sums.freedom, r * r, weights) - base;
    return { rule: name, r, r2: r * r, logBayes };
  };
  const both = rule('peak-and-end', Math.sqrt(free), 2);
  const one = rule('peak-end', half, 1);
  const plain = (['mean', 'peak', 'best', 'worst', 'end'] as const).map((name) =>
    rule(name, correlationOf(sums, name), 1),
  );
  return {
    n: sums.n,
    rules: [one, both, ...plain],
    bayesFactor: Math.exp(both.logBayes),
    bayesFactorHalf: Math.exp(one.logBayes),
    verdict: verdictOf(both.logBayes, one.logBayes),
  };
}

/** The rule of two weights is asked; where it is undecided only because of its second weight, the one of one weight is. */
function verdictOf(both: number, half: number): MemoryTest['verdict'] {
  const best = Math.max(both, half);
  if (best >= Math.log(DECIDES)) return 'peak-and-end';
  return best <= -Math.log(DECIDES) ? 'mean' : 'undecided';
}

/** How likely the answers are under a regression of so many weights against one of none. */
function logEvidence(freedom: number, r2: number, weights: number): number {
  const g = freedom + 1;
  return ((freedom - weights) * Math.log1p(g) - freedom * Math.log1p(g * (1 - r2))) / 2;
}

export function correlationOf(sums: MemorySums, column: Column): number {
  const scale = productOf(sums, column, column) * productOf(sums, 'overall', 'overall');
  return scale <= 0 ? 0 : productOf(sums, column, 'overall') / Math.sqrt(scale);
}

function halfCorrelation(sums: MemorySums): number {
  const own =
    productOf(sums, 'peak', 'peak') +
    productOf(sums, 'end', 'end') +
    2 * productOf(sums, 'peak', 'end');
  const scale = own * productOf(sums, 'overall', 'overall');
  const cross = productOf(sums, 'peak', 'overall') + productOf(sums, 'end', 'overall');
  return scale <= 0 ? 0 : cross / Math.sqrt(scale);
}

/** R^2 of peak and end together. */
function freeR2(sums: MemorySums): number {
  const rp = correlationOf(sums, 'peak');
  const re = correlationOf(sums, 'end');
  const scale = productOf(sums, 'peak', 'peak') * productOf(sums, 'end', 'end');
  const between = scale <= 0 ? 0 : productOf(sums, 'peak', 'end') / Math.sqrt(scale);
  const rest = 1 - between * between;
  return rest < 1e-9 ? rp * rp : Math.min(1, (rp * rp + re * re - 2 * rp * re * between) / rest);
}
