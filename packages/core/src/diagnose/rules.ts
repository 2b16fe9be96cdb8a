import { badEnd } from './claim-bad-end.ts';
import { badPeak } from './claim-bad-peak.ts';
import { costlyForBoth } from './claim-costly-for-both.ts';
import { dataTakenNothingGiven } from './claim-data-taken-nothing-given.ts';
import { deliveredUnnoticed } from './claim-delivered-unnoticed.ts';
import { failurePoint } from './claim-failure-point.ts';
import { oneSidedCapture } from './claim-one-sided-capture.ts';
import { promiseNotKept } from './claim-promise-not-kept.ts';
import { strength } from './claim-strength.ts';
import { uncapturedValue } from './claim-uncaptured-value.ts';
import { unmetExpectation } from './claim-unmet-expectation.ts';
import { weakestLink } from './claim-weakest-link.ts';
import { wrongForm } from './claim-wrong-form.ts';
import type { BlindSpotKind, FindingKind } from './finding.ts';
import type { ClaimRule } from './rule.ts';

/** Every kind of fault at a touchpoint, in the order in which one goes before another. */
export const FAULT_RULES: readonly ClaimRule[] = [
  oneSidedCapture,
  dataTakenNothingGiven,
  costlyForBoth,
  uncapturedValue,
  promiseNotKept,
  unmetExpectation,
  failurePoint,
  badEnd,
  badPeak,
  wrongForm,
  deliveredUnnoticed,
  weakestLink,
];

const BY_KIND = new Map<string, ClaimRule>(
  [...FAULT_RULES, strength].map((rule) => [rule.kind, rule]),
);

/** The rule of a kind; undefined: there is none of that name. */
export function ruleOf(kind: string): ClaimRule | undefined {
  return BY_KIND.get(kind);
}

/** What a kind is called for people: "One-sided capture". */
export function kindName(kind: FindingKind): string {
  return ruleOf(kind)?.name ?? SPOTS[kind === 'unseen' ? 'unseen' : 'unmapped'];
}

const SPOTS: Readonly<Record<BlindSpotKind, string>> = {
  unmapped: 'Unmapped events',
  unseen: 'Never seen',
};
