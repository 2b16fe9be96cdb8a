import { assert } from '../model/assert.ts';

/**
 * Which of many tests found something, so that of those marked at most a part `rate` is expected to be chance.
 *
 * Shape: one answer a test, in their order; probabilities in 0..1. `dependence`: tests that lean the same way or not at all
 * (`positive`), or on each other in any way (`any`), which asks for more.
 * Errors: asserts on a rate outside 0..1.
 * Source: Benjamini & Hochberg (1995), Controlling the false discovery rate, J. R. Stat. Soc. B 57(1); for any dependence
 * Benjamini & Yekutieli (2001), The control of the false discovery rate under dependency, Ann. Stat. 29(4): the rate divided
 * by 1 + 1/2 + ... + 1/m.
 */
export function discoveries(
  probabilities: readonly number[],
  rate: number,
  dependence: 'positive' | 'any' = 'positive',
): readonly boolean[] {
  assert(rate > 0 && rate < 1, `discoveries wants a rate between 0 and 1, not ${rate}`);
  const ordered = probabilities.toSorted((a, b) => a - b);
  const harder = dependence === 'any' ? ordered.reduce((sum, _, at) => sum + 1 / (at + 1), 0) : 1;
  const last = ordered.findLastIndex((p, at) => p <= ((at + 1) / ordered.length / harder) * rate);
  const most = last < 0 ? -1 : (ordered[last] ?? -1);
  return probabilities.map((p) => p <= most);
}
