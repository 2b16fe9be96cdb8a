import { breakEvenOf } from '../ledger/break-even.ts';
import type { Draws } from '../ledger/draws.ts';
import { termsOn } from '../ledger/nets.ts';
import type { Term } from '../ledger/terms.ts';
import { formatCount, formatEstimate, formatMoney, formatShare } from '../ledger/words.ts';
import { CLAIM_SURE, ENCOUNTERS_AT_LEAST } from './because.ts';
import { isReceiptOf, NOT_CLAIMED, probability, verdictOf } from './claims.ts';
import { ledgerAsked } from './defaults.ts';
import type { Elsewhere } from './looks.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { type Against, below } from './tests-of-chance.ts';
import {
  believedInstead,
  type Case,
  largest,
  nameOf,
  seenIn,
  sentences,
  shortSaid,
  sumsOf,
  words,
} from './words.ts';

/** What the business gets back must cover less than this share of what it gives. */
const COVERED_LESS_THAN = 0.5;

/**
 * The mirror of one-sided capture: the business loses, customers gain, and what it gets back covers less than half; and those
 * who had it are worth no more to it elsewhere by as much.
 */
export const uncapturedValue: ClaimRule = {
  kind: 'uncaptured-value',
  name: 'Uncaptured value',
  that: 'uncaptured value',
  verdict,
  headline,
  why: (seen) =>
    sentences(
      givesAndGets(seen),
      notRepaid(seen),
      seenIn(seen),
      shortSaid(seen),
      believedInstead(seen),
    ),
  caveat: () =>
    'Those who came differ from those who did not in more than having been here: only an experiment says what it brings.',
  next: (seen) => {
    const [gift] = largest(seen, 'business', 'cost');
    const given = gift === undefined ? 'what is given' : `the ${words(seen, gift.kind)} given`;
    return `Say what ${given} at ${nameOf(seen)} is meant to bring and measure that; else ask for something in return that costs customers little, or give less.`;
  },
  asked: (seen) =>
    ledgerAsked(
      `All that the business gave at ${nameOf(seen)} against all that it got there, and whether those who were there leave it with more elsewhere than those who were not.`,
      seen,
    ),
  breakEven: ({ valued, model }, side) =>
    breakEvenOf(valued.terms, model, side === 'business' ? 'business<0' : 'customer>0'),
  facts: ({ evidence: { looks } }) => {
    const is = looks?.elsewhere;
    return is === undefined
      ? {}
      : {
          peopleHere: is.here.people,
          peopleOthers: is.others.people,
          elsewhereHere: is.here.mean,
          elsewhereOthers: is.others.mean,
          lostAPerson: -is.net,
        };
  },
};

function verdict({ valued, evidence }: Case, draws: Draws): Verdict {
  const elsewhere = evidence.looks?.elsewhere;
  if (elsewhere === undefined) return NOT_CLAIMED;
  const { chance, confidence } = unpaid(elsewhere);
  // Repaid elsewhere, or as likely as not: an opinion that is unsure adds nothing then.
  if (confidence < 0.5) return { ...NOT_CLAIMED, chance };
  const business = termsOn(valued.terms, 'business');
  const losing = probability(business, draws, (net) => net < 0);
  const gaining = probability(termsOn(valued.terms, 'customer'), draws, (net) => net > 0);
  const uncovered = probability(business.map(weighForCoverage), draws, (rest) => rest < 0);
  const overturning = valued.unvalued.filter(
    (each) =>
      isReceiptOf('business', each) ||
      (each.side === 'customer' && each.part === 'cost' && each.quantity > 0),
  );
  const weakest = gaining < losing ? 'customer' : 'business';
  const said = verdictOf(Math.min(losing, gaining, uncovered), weakest, overturning);
  if (said.kind === 'not-claimed') return { ...said, chance };
  const fewest = Math.min(elsewhere.here.people, elsewhere.others.people);
  if (fewest < ENCOUNTERS_AT_LEAST)
    return { kind: 'blocked', because: { code: 'few-to-compare', seen: fewest } };
  if (said.kind === 'claimed' && confidence < CLAIM_SURE)
    return { kind: 'unsure', confidence: Math.min(said.confidence, confidence), chance };
  return said.kind === 'claimed'
    ? { ...said, confidence: Math.min(said.confidence, confidence), chance }
    : { ...said, chance };
}

/** Whether what they leave the business with elsewhere beyond the others makes less than what it loses on them here. */
function unpaid({ here, others, net }: Elsewhere): Against {
  const error = Math.sqrt(here.sd ** 2 / here.people + others.sd ** 2 / others.people);
  return below(here.mean - others.mean + net, error);
}

function weighForCoverage(term: Term): Term {
  return term.part === 'worth' ? { ...term, quantity: term.quantity / COVERED_LESS_THAN } : term;
}

function headline(seen: Case): string {
  const { currency } = seen.model;
  const { given, got } = sumsOf(seen, 'business');
  const back =
    got === 0
      ? 'brings nothing back'
      : `brings back ${formatMoney(got, currency)} (${formatShare(got / given)})`;
  return `${nameOf(seen)} costs the business ${formatMoney(given, currency)} a year and ${back}, there or elsewhere.`;
}

function givesAndGets(seen: Case): string {
  const { model, nets } = seen;
  const { given, got } = sumsOf(seen, 'business');
  return `The business gives ${formatMoney(given, model.currency)} a year here and gets ${formatMoney(got, model.currency)} back; customers gain ${formatEstimate(nets.customer, model.currency)}`;
}

function notRepaid({ evidence: { looks }, model: { currency } }: Case): string {
  const is = looks?.elsewhere;
  if (is === undefined) return '';
  return `Elsewhere the ${formatCount(is.here.people)} people who were here left the business with ${formatMoney(is.here.mean, currency)} each, the ${formatCount(is.others.people)} others in the same time with ${formatMoney(is.others.mean, currency)}; here it lost ${formatMoney(-is.net, currency)} on each`;
}
