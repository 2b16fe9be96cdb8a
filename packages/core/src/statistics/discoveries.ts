import { assert } from '../model/assert.ts';

/**
 * Which of many tests found something, so that of those marked at most a part `rate` is expected to be chance.
 *
 * Shape: one answer a test, in their order; probabilities in 0..1.
 * Errors: asserts on a rate outside 0..1.
 * Source: Benjamini & Hochberg (1995), Controlling the false discovery rate, J. R. Stat. Soc. B 57(1).
 */
export function discoveries(probabilities: readonly number[], rate: number): readonly boolean[] {
  assert(rate > 0 && rate < 1, `discoveries wants a rate between 0 and 1, not ${rate}`);
  const ordered = probabilities.toSorted((a, b) => a - b);
  const last = ordered.findLastIndex((p, at) => p <= ((at + 1) / ordered.length) * rate);
  const most = last < 0 ? -1 : (ordered[last] ?? -1);
  return probabilities.map((p) => p <= most);
}
