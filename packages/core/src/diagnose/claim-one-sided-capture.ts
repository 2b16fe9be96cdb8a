import { breakEvenOf } from '../ledger/break-even.ts';
import type { Draws } from '../ledger/draws.ts';
import { termsOn } from '../ledger/nets.ts';
import type { Term } from '../ledger/terms.ts';
import { formatEstimate, formatMoney, formatShare } from '../ledger/words.ts';
import { isReceiptOf, probability, verdictOf } from './claims.ts';
import { ledgerAsked } from './defaults.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import {
  believedInstead,
  type Case,
  givenAndGot,
  inReturn,
  kindsAsked,
  largest,
  listed,
  nameOf,
  plannedReturn,
  seenIn,
  sentences,
  shortSaid,
  words,
} from './words.ts';

/** What customers get must cover less than this share of what they give. */
export const COVERED_LESS_THAN = 0.5;

/** Customers lose, the business gains, and what customers get covers less than half of what they give. */
export const oneSidedCapture: ClaimRule = {
  kind: 'one-sided-capture',
  name: 'One-sided capture',
  that: 'one-sided capture',
  verdict,
  headline,
  why: (seen) =>
    sentences(
      givesAndGets(seen),
      seenIn(seen),
      shortSaid(seen),
      inReturn(seen),
      believedInstead(seen),
    ),
  caveat: ({ plan }) =>
    plan === null
      ? 'What customers get for it elsewhere is not counted here.'
      : 'What customers get for it at another touchpoint is not counted here: a fee may pay for something given elsewhere.',
  next,
  asked: (seen) =>
    ledgerAsked(
      `All that customers gave at ${nameOf(seen)} (${kindsAsked(seen, 'customer')}) against all that reached them there.`,
      seen,
    ),
  breakEven: ({ valued, model }, weakest) =>
    breakEvenOf(valued.terms, model, weakest === 'customer' ? 'customer<0' : 'business>0'),
};

function verdict({ valued }: Case, draws: Draws): Verdict {
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

/** Worth / COVERED_LESS_THAN less cost is negative exactly where worth covers less than that share of cost. */
function weighForCoverage(term: Term): Term {
  return term.part === 'worth' ? { ...term, quantity: term.quantity / COVERED_LESS_THAN } : term;
}

function headline(seen: Case): string {
  const { currency } = seen.model;
  const { given, got } = givenAndGot(seen);
  const back =
    got === 0
      ? 'gives nothing back'
      : `gives back ${formatMoney(got, currency)} (${formatShare(got / given)})`;
  return `${nameOf(seen)} takes ${formatMoney(given, currency)} a year from customers and ${back}.`;
}

function givesAndGets(seen: Case): string {
  const { model, nets } = seen;
  const { given, got } = givenAndGot(seen);
  const back =
    got === 0
      ? 'get nothing back'
      : `get ${formatMoney(got, model.currency)} back (${formatShare(got / given)})`;
  return `Customers give ${formatMoney(given, model.currency)} a year here and ${back}; the business gains ${formatEstimate(nets.business, model.currency)}`;
}

function next(seen: Case): string {
  const name = nameOf(seen);
  const planned = plannedReturn(seen);
  const [charge] = largest(seen, 'customer', 'cost');
  const taken = charge === undefined ? 'what is taken' : `the ${words(seen, charge.kind)} taken`;
  return planned.length === 0
    ? `Decide what customers should get for ${taken} at ${name}: add that leg to its exchange and keep it, or stop the charge.`
    : `Find out why so little of the ${listed(planned)} planned at ${name} reaches customers, before anything more is asked of them there.`;
}
