import type { Draws } from '../ledger/draws.ts';
import { shareWhere, termsOn } from '../ledger/nets.ts';
import { sampleTerms } from '../ledger/sum.ts';
import type { Term, Unvalued, Valued } from '../ledger/terms.ts';
import type { Side } from '../model/model.ts';
import { normalCdf } from '../statistics/normal.ts';
import { type Because, CLAIM_SURE, ENCOUNTERS_AT_LEAST } from './because.ts';

/** A claim at least as probable as this that is not made is listed with the reason. */
const LIKELY = 0.5;
/** What customers get must cover less than this share of what they give. */
export const COVERED_LESS_THAN = 0.5;
/** Of the encounters that took data, the share that gave nothing. */
export const NOTHING_GIVEN_AT_LEAST = 0.8;

/**
 * Whether a claim stands, with the probability of its weakest part. Unsure: likelier than not, but not sure enough.
 * Blocked: too little was seen or valued to say.
 */
export type Verdict =
  | {
      readonly kind: 'claimed';
      readonly confidence: number;
      readonly weakest: 'customer' | 'business';
    }
  | { readonly kind: 'unsure'; readonly confidence: number }
  | { readonly kind: 'blocked'; readonly because: Because }
  | { readonly kind: 'not-claimed' };

const NOT_CLAIMED: Verdict = { kind: 'not-claimed' };

/** Customers lose, the business gains, and what customers get covers less than half of what they give. */
export function oneSidedCapture(valued: Valued, draws: Draws): Verdict {
  const customer = termsOn(valued.terms, 'customer');
  const losing = probability(customer, draws, (net) => net < 0);
  const gaining = probability(termsOn(valued.terms, 'business'), draws, (net) => net > 0);
  const uncovered = probability(customer.map(weighForCoverage), draws, (rest) => rest < 0);
  const overturning = valued.unvalued.filter(
    (each) =>
      isReceiptOf('customer', each) ||
      (each.side === 'business' && each.part === 'cost' && each.quantity > 0),
  );
  const weakest = gaining < losing ? 'business' : 'customer';
  return verdictOf(Math.min(losing, gaining, uncovered), weakest, overturning);
}

/** Both sides lose. */
export function costlyForBoth(valued: Valued, draws: Draws): Verdict {
  const customer = probability(termsOn(valued.terms, 'customer'), draws, (net) => net < 0);
  const business = probability(termsOn(valued.terms, 'business'), draws, (net) => net < 0);
  const overturning = valued.unvalued.filter(
    (each) => isReceiptOf('customer', each) || isReceiptOf('business', each),
  );
  const weakest = business < customer ? 'business' : 'customer';
  return verdictOf(Math.min(customer, business), weakest, overturning);
}

function verdictOf(
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

/** Most of those who give data get nothing at all. The confidence is that more than half do, by the score test. */
export function dataTakenNothingGiven(giving: number, gettingNothing: number): Verdict {
  if (giving === 0 || gettingNothing / giving < NOTHING_GIVEN_AT_LEAST) return NOT_CLAIMED;
  if (giving < ENCOUNTERS_AT_LEAST) {
    return { kind: 'blocked', because: { code: 'few-giving-data', seen: giving } };
  }
  const confidence = normalCdf((gettingNothing / giving - 0.5) / Math.sqrt(0.25 / giving));
  return { kind: 'claimed', confidence, weakest: 'customer' };
}

function probability(
  terms: readonly Term[],
  draws: Draws,
  holds: (net: number) => boolean,
): number {
  return terms.length === 0 ? 0 : shareWhere(sampleTerms(terms, draws), holds);
}

/** Worth / COVERED_LESS_THAN less cost is negative exactly where worth covers less than that share of cost. */
function weighForCoverage(term: Term): Term {
  return term.part === 'worth' ? { ...term, quantity: term.quantity / COVERED_LESS_THAN } : term;
}

/** Something that a side gained. Time given is lost, not gained, unless somebody says otherwise (methods.md 1.2, 1.4). */
function isReceiptOf(side: Side, { kind, part, quantity, side: whose }: Unvalued): boolean {
  return whose === side && part === 'worth' && quantity > 0 && kind.split(':')[0] !== 'time';
}

function blocked(overturning: readonly Unvalued[]): Verdict {
  const what = overturning.flatMap(({ kind, part, side }) =>
    side === 'other' ? [] : [{ kind, part, side }],
  );
  return { kind: 'blocked', because: { code: 'unvalued', what } };
}
