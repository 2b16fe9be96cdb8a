import { assert } from '../model/assert.ts';

/**
 * What a changed set of choices is worth to a customer who chooses by the logit rule.
 *
 * Shape: the utilities of the choices before and after; each at least one.
 * Units: marginalUtility is utility per unit of money (minus the price coefficient); money out.
 * Errors: asserts on no choices or a marginal utility that is not positive.
 * Source: Small & Rosen (1981), Applied welfare economics with discrete choice models, Econometrica 49(1):
 * E[CS] = (1 / alpha) ln sum exp(V_j) + const.
 */
export function logitSurplusChange(
  before: readonly number[],
  after: readonly number[],
  marginalUtility: number,
): number {
  assert(marginalUtility > 0, `logitSurplusChange wants a positive marginal utility of money`);
  return (logSumExp(after) - logSumExp(before)) / marginalUtility;
}

/** ln sum exp, without overflow. */
function logSumExp(values: readonly number[]): number {
  assert(values.length > 0, 'logSumExp wants at least one value');
  const top = Math.max(...values);
  return top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
