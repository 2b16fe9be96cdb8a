import type { Draws } from '../ledger/draws.ts';
import { shareWhere } from '../ledger/nets.ts';
import { sampleTerms } from '../ledger/sum.ts';
import type { Term, Unvalued } from '../ledger/terms.ts';
import type { Side } from '../model/model.ts';
import { CLAIM_SURE } from './because.ts';
import type { Verdict } from './rule.ts';
import type { Against } from './tests-of-chance.ts';

/** A claim at least as probable as this that is not made is listed with the reason. */
export const LIKELY = 0.5;

export const NOT_CLAIMED: Verdict = { kind: 'not-claimed' };

/** What a claim of so much probability comes to, where what nobody has valued could overturn it. */
export function verdictOf(
  confidence: number,
  weakest: 'customer' | 'business',
  overturning: readonly Unvalued[],
): Verdict {
  if (confidence < LIKELY) return NOT_CLAIMED;
  if (overturning.length > 0) return blocked(overturning);
  return confidence < CLAIM_SURE
    ? { kind: 'unsure', confidence }
    : { kind: 'claimed', confidence, weakest };
}

/** What a claim comes to that rests on a test against chance. */
export function claimedByChance({ chance, confidence }: Against): Verdict {
  if (confidence < LIKELY) return { ...NOT_CLAIMED, chance };
  return confidence < CLAIM_SURE
    ? { kind: 'unsure', confidence, chance }
    : { kind: 'claimed', confidence, weakest: 'customer', chance };
}

/** How probable it is that a sum of terms is so. */
export function probability(
  terms: readonly Term[],
  draws: Draws,
  holds: (net: number) => boolean,
): number {
  return terms.length === 0 ? 0 : shareWhere(sampleTerms(terms, draws), holds);
}

/** Something that a side gained. Time given is lost, not gained, unless somebody says otherwise (methods.md 1.2, 1.4). */
export function isReceiptOf(side: Side, { kind, part, quantity, side: whose }: Unvalued): boolean {
  return whose === side && part === 'worth' && quantity > 0 && kind.split(':')[0] !== 'time';
}

function blocked(overturning: readonly Unvalued[]): Verdict {
  const what = overturning.flatMap(({ kind, part, side }) =>
    side === 'other' ? [] : [{ kind, part, side }],
  );
  return { kind: 'blocked', because: { code: 'unvalued', what } };
}
