import { costlyForBoth } from './claim-costly-for-both.ts';
import { dataTakenNothingGiven } from './claim-data-taken-nothing-given.ts';
import { oneSidedCapture } from './claim-one-sided-capture.ts';
import type { ClaimRule } from './rule.ts';

/** Every kind of fault at a touchpoint, in the order in which one goes before another. */
export const FAULT_RULES: readonly ClaimRule[] = [
  oneSidedCapture,
  dataTakenNothingGiven,
  costlyForBoth,
];

const BY_KIND = new Map<string, ClaimRule>(FAULT_RULES.map((rule) => [rule.kind, rule]));

/** The rule of a kind; undefined: there is none of that name. */
export function ruleOf(kind: string): ClaimRule | undefined {
  return BY_KIND.get(kind);
}
