import { breakEvenOf } from '../ledger/break-even.ts';
import type { Draws } from '../ledger/draws.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { termsOn } from '../ledger/nets.ts';
import { formatEstimate, formatMoney } from '../ledger/words.ts';
import type { Model } from '../model/model.ts';
import { isReceiptOf, probability, verdictOf } from './claims.ts';
import { ledgerAsked } from './defaults.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import {
  believedInstead,
  type Case,
  costWords,
  largest,
  nameOf,
  seenIn,
  sentences,
  shortSaid,
  timeTaken,
} from './words.ts';

/** Both sides lose. */
export const costlyForBoth: ClaimRule = {
  kind: 'costly-for-both',
  name: 'Costly for both',
  that: 'that it is costly for both',
  verdict,
  headline: (seen) => {
    const { nets, model } = seen;
    return `${nameOf(seen)} leaves both worse off: customers by ${lossWords(nets.customer, model)} a year, the business by ${lossWords(nets.business, model)}.`;
  },
  why: (seen) =>
    sentences(
      bothLose(seen),
      seenIn(seen),
      timeTaken(seen),
      shortSaid(seen),
      believedInstead(seen),
    ),
  caveat: () =>
    'What would have happened without it is not known: a call that costs both may still keep a customer.',
  next: (seen) => {
    const [theirs] = largest(seen, 'customer', 'cost');
    const [ours] = largest(seen, 'business', 'cost');
    return `Look at what brings people to ${nameOf(seen)}, then shorten it: ${costWords(seen, 'customers', theirs)} and ${costWords(seen, 'the business', ours)} weigh most.`;
  },
  asked: (seen) =>
    ledgerAsked(
      `All that each side gave at ${nameOf(seen)}, and all that each side got there.`,
      seen,
    ),
  breakEven: ({ valued, model }, weakest) => breakEvenOf(valued.terms, model, `${weakest}<0`),
};

function verdict({ valued }: Case, draws: Draws): Verdict {
  const customer = probability(termsOn(valued.terms, 'customer'), draws, (net) => net < 0);
  const business = probability(termsOn(valued.terms, 'business'), draws, (net) => net < 0);
  const overturning = valued.unvalued.filter(
    (each) => isReceiptOf('customer', each) || isReceiptOf('business', each),
  );
  const weakest = business < customer ? 'business' : 'customer';
  return verdictOf(Math.min(customer, business), weakest, overturning);
}

function lossWords(net: Estimate, { currency }: Model): string {
  return net.kind === 'estimate' ? formatMoney(Math.abs(net.median), currency) : 'an unknown sum';
}

function bothLose({ nets, model }: Case): string {
  return `Both lose: customers are left with ${formatEstimate(nets.customer, model.currency)} a year, the business with ${formatEstimate(nets.business, model.currency)}`;
}
