import { formatCount } from '../ledger/words.ts';
import { CLAIM_SURE } from './because.ts';
import { LIKELY, NOT_CLAIMED } from './claims.ts';
import { RESTS_ON_COUNTS } from './defaults.ts';
import type { Weakest } from './looks.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { type Case, nameOf, numberWords, sentences } from './words.ts';

/** Small by the convention of necessary-condition analysis: below it nothing is held back. */
const EFFECT_AT_LEAST = 0.1;

/**
 * The influence that holds perceived value back, where both tests say that one does: what one influence lacks is not made up
 * for by the others (elasticity), and value does not rise without it (necessary condition).
 *
 * Source: methods.md 4.3.
 */
export const weakestLink: ClaimRule = {
  kind: 'weakest-link',
  name: 'Weakest link',
  that: 'a weakest link',
  // About an influence, wherever it works.
  isApart: true,
  verdict: ({ evidence }): Verdict => {
    const link = evidence.looks?.weakest;
    if (link === undefined) return NOT_CLAIMED;
    const { rho, necessary, score, others } = link;
    if (rho.high >= 0 || necessary.effect < EFFECT_AT_LEAST || score >= others) return NOT_CLAIMED;
    const confidence = Math.min(CLAIM_SURE, 1 - necessary.chance);
    if (confidence < LIKELY) return NOT_CLAIMED;
    // One test of a ledger, in two parts that must both hold; it is none of the many that are judged together.
    return confidence < CLAIM_SURE
      ? { kind: 'unsure', confidence }
      : { kind: 'claimed', confidence, weakest: 'customer' };
  },
  headline: (seen) => {
    const { influence, outcome } = linkAt(seen);
    return `${INFLUENCES[influence] ?? influence} holds ${outcome} back: what it lacks the others do not make up for.`;
  },
  why: (seen) => {
    const { respondents, rho, necessary, score, others } = linkAt(seen);
    return sentences(
      `Among ${formatCount(respondents)} people who say it, rho is ${numberWords(rho.median)} (${numberWords(rho.low)} to ${numberWords(rho.high)}), where 1 would be that all make up for each other`,
      `${numberWords(100 * necessary.effect)} % of the space above it is empty: value does not rise without it`,
      `It scores ${numberWords(score)}, the others ${numberWords(others)} on average`,
      `${nameOf(seen)} is where it is met most and felt least`,
    );
  },
  caveat: () =>
    'These are associations of what people say: one general mood raises all their answers at once.',
  next: (seen) =>
    `Lift ${INFLUENCES[linkAt(seen).influence] ?? linkAt(seen).influence} first, beginning at ${nameOf(seen)}, and see in the next wave whether value follows.`,
  asked: (seen) => ({
    words: `Whether ${linkAt(seen).outcome} rises with the mean of the influences or with their weakest, among people who say both.`,
    query: '',
  }),
  moves: () => ({ reason: 'what a point of perceived value is worth was not measured' }),
  breakEven: () => RESTS_ON_COUNTS,
  people: (seen) => linkAt(seen).respondents,
  counted: () => 'C',
  facts: (seen) => {
    const { influence, outcome, respondents, rho, necessary, score, others } = linkAt(seen);
    return {
      ...{ influence, outcome, respondents, score, others },
      ...{ rho: rho.median, rhoLow: rho.low, rhoHigh: rho.high, effect: necessary.effect },
    };
  },
};

const INFLUENCES: Readonly<Record<string, string>> = {
  brand: 'The brand',
  communications: 'Communication',
  purchase: 'Buying',
  product: 'The product',
  service: 'Service',
};

const NONE: Weakest = {
  ...{ influence: '', outcome: '', respondents: 0, score: 0, others: 0 },
  rho: { low: 0, median: 0, high: 0 },
  necessary: { effect: 0, chance: 1 },
};

function linkAt({ evidence }: Case): Weakest {
  return evidence.looks?.weakest ?? NONE;
}
