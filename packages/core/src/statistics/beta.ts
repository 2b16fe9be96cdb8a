import { assert } from '../model/assert.ts';
import { incompleteBeta, logGamma } from './student.ts';

/** A share that is not known: as if so many had been for and so many against. Both are above 0. */
export interface Beta {
  readonly alpha: number;
  readonly beta: number;
}

/**
 * The value below which a share lies with probability p.
 *
 * Errors: asserts on p outside (0, 1).
 */
export function betaQuantile(p: number, { alpha, beta }: Beta): number {
  assert(p > 0 && p < 1, `betaQuantile(${p}) wants a probability inside (0, 1)`);
  let [low, high] = [0, 1];
  for (let step = 0; step < 100 && high - low > 1e-14; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, alpha, beta) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The logarithm of how likely it is that `yes` of `all` say yes, where the share of each is drawn from this. */
export function logBetaBinomial(yes: number, all: number, { alpha, beta }: Beta): number {
  const choose = logGamma(all + 1) - logGamma(yes + 1) - logGamma(all - yes + 1);
  const of = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
  return choose + of(alpha + yes, beta + all - yes) - of(alpha, beta);
}
