import { breakEvenOf } from '../ledger/break-even.ts';
import type { Draws } from '../ledger/draws.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { termsOn } from '../ledger/nets.ts';
import { formatEstimate, formatMoney } from '../ledger/words.ts';
import { CLAIM_SURE, ENCOUNTERS_AT_LEAST } from './because.ts';
import { NOT_CLAIMED, probability } from './claims.ts';
import { ledgerAsked } from './defaults.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import {
  type Case,
  largest,
  nameOf,
  numberWords,
  seenIn,
  sentences,
  shortSaid,
  words,
} from './words.ts';

/** Of all that touchpoints leave both sides with, the part that one must make to be much. */
export const MUCH_AT_STAKE = 0.1;

/** Both sides gain clearly, and it is felt well: what is not to be broken. */
export const strength: ClaimRule = {
  kind: 'strength',
  name: 'Strength: protect',
  that: 'a strength',
  verdict,
  headline: (seen) => {
    const { customer, business } = seen.nets;
    const money = (net: Estimate): string =>
      net.kind === 'estimate' ? formatMoney(net.median, seen.model.currency) : 'an unknown sum';
    return `${nameOf(seen)} leaves customers with ${money(customer)} a year and the business with ${money(business)}, and it is felt well.`;
  },
  why: (seen) => {
    const { felt } = seen.evidence;
    return sentences(
      `Both gain: customers ${formatEstimate(seen.nets.customer, seen.model.currency)} a year, the business ${formatEstimate(seen.nets.business, seen.model.currency)}`,
      felt?.kind === 'estimate'
        ? `It feels ${numberWords(felt.median)} on average, at least ${numberWords(felt.low)}, from -1 to +1`
        : '',
      seenIn(seen),
      shortSaid(seen),
    );
  },
  caveat: () => 'What it would be worth without the touchpoints before it is not known.',
  next: (seen) => {
    const [best] = largest(seen, 'customer', 'worth');
    const what = best === undefined ? 'what is given' : `the ${words(seen, best.kind)}`;
    return `Protect it: whatever is saved elsewhere, keep ${what} at ${nameOf(seen)}, and let nothing stand before it.`;
  },
  asked: (seen) =>
    ledgerAsked(`All that each side gave and got at ${nameOf(seen)}, and how it felt.`, seen),
  stake: ({ joint }) => joint,
  breakEven: ({ valued, model }, side) => breakEvenOf(valued.terms, model, `${side}>0`),
  facts: ({ evidence: { felt } }) =>
    felt?.kind === 'estimate' ? { felt: felt.median, feltLow: felt.low } : {},
};

function verdict({ valued, evidence: { felt } }: Case, draws: Draws): Verdict {
  if (felt == null || felt.kind === 'abstained') return NOT_CLAIMED;
  if (felt.n < ENCOUNTERS_AT_LEAST || felt.low <= 0) return NOT_CLAIMED;
  // What nobody has put a cost on may turn a gain. Data has none: that is said beside it.
  const isTurning = valued.unvalued.some(
    ({ kind, part, side, quantity }) =>
      part === 'cost' && side !== 'other' && quantity > 0 && kind.split(':')[0] !== 'data',
  );
  if (isTurning) return NOT_CLAIMED;
  const [customer, business] = (['customer', 'business'] as const).map((side) =>
    probability(termsOn(valued.terms, side), draws, (net) => net > 0),
  );
  const confidence = Math.min(customer ?? 0, business ?? 0);
  if (confidence < CLAIM_SURE) return NOT_CLAIMED;
  const weakest = (business ?? 0) < (customer ?? 0) ? 'business' : 'customer';
  return { kind: 'claimed', confidence, weakest };
}
