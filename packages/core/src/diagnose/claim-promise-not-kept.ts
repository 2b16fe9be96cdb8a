import { formatCount, formatShare } from '../ledger/words.ts';
import { ENCOUNTERS_AT_LEAST } from './because.ts';
import { missedMoves, missedWords, missing } from './claim-unmet-expectation.ts';
import { claimedByChance, NOT_CLAIMED } from './claims.ts';
import { ledgerAsked, lossTurns } from './defaults.ts';
import type { ExpectationKept, PromiseHeld } from './looks.ts';
import { movement } from './own-money.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { type Against, luckiest, meanBelow } from './tests-of-chance.ts';
import {
  type Case,
  encountersYearly,
  kindOf,
  nameOf,
  numberWords,
  seenIn,
  sentences,
  shortSaid,
  words,
} from './words.ts';

/** Of what is believed, at its low end, the share that must reach customers. */
const KEPT_AT_LEAST = 0.5;

/** A touchpoint that keeps a promise, where less than half of what was believed reaches customers, or an expectation is missed. */
export const promiseNotKept: ClaimRule = {
  kind: 'promise-not-kept',
  name: 'Promise not kept',
  that: 'a promise that is not kept',
  verdict: (seen): Verdict => {
    const worst = worstOf(seen);
    if (worst === undefined) return NOT_CLAIMED;
    return worst.isMissed ? claimedByChance(worst) : { ...NOT_CLAIMED, chance: worst.chance };
  },
  headline: (seen) => {
    const { promise, held, expectation } = brokenAt(seen);
    const what = held === undefined ? missedWords(expectation) : shortWords(held, seen);
    return `${promise === null ? 'A promise' : `"${promise}"`} is not kept at ${nameOf(seen)}: ${what}.`;
  },
  why: (seen) => {
    const { held, expectation } = brokenAt(seen);
    return sentences(
      held === undefined ? '' : reached(held, seen),
      expectation === undefined ? '' : missedWords(expectation, true),
      seenIn(seen),
      shortSaid(seen),
    );
  },
  caveat: (seen) =>
    brokenAt(seen).held === undefined
      ? 'The expectation stands for the promise: what else customers understand by it was not asked.'
      : 'What keeps the promise is what the model believes of this line; another touchpoint may keep it too.',
  next: (seen) => {
    const { promise, held } = brokenAt(seen);
    const what = held === undefined ? 'what was expected' : words(seen, held.kind);
    return `Make ${what} at ${nameOf(seen)} what it was believed to be, or promise less${promise === null ? '' : ` than "${promise}"`}.`;
  },
  asked: (seen) =>
    ledgerAsked(
      `What reaches customers at ${nameOf(seen)} in each encounter, against what the model believes it to be where it keeps the promise.`,
      seen,
    ),
  moves: (seen) => {
    const { held, expectation } = brokenAt(seen);
    if (held === undefined) return missedMoves(seen, expectation);
    const shortfall = (held.believed.median - held.mean) * encountersYearly(seen);
    return [movement(seen.model, held, -shortfall, held.grade)];
  },
  breakEven: (seen, _, own) => lossTurns(seen, 'customer', own),
  counted: (seen) => {
    const { held, expectation } = brokenAt(seen);
    return (held ?? expectation)?.grade ?? 'D';
  },
  facts: (seen) => {
    const { proposition, promise, held, expectation } = brokenAt(seen);
    const named = { promise: promise ?? '', ...(proposition === null ? {} : { proposition }) };
    if (held !== undefined)
      return {
        ...named,
        kind: held.kind,
        believed: held.believed.median,
        believedLow: held.believed.low,
        measured: held.mean,
        encountersSaying: held.n,
      };
    return expectation === undefined
      ? named
      : { ...named, metric: expectation.metric, kept: expectation.met, of: expectation.n };
  },
};

interface Broken {
  readonly promise: string | null;
  readonly proposition: string | null;
  readonly held?: PromiseHeld;
  readonly expectation?: ExpectationKept;
}

type Tested = Against & Broken & { readonly isMissed: boolean };

function worstOf({ evidence: { looks } }: Case): Tested | undefined {
  const held = (looks?.promises ?? [])
    .filter(({ n }) => n >= ENCOUNTERS_AT_LEAST)
    .map((each) => ({
      isMissed: each.mean < each.believed.low * KEPT_AT_LEAST,
      ...{ promise: each.promise, proposition: each.proposition, held: each },
      ...meanBelow(each.mean, each.sd, each.n, each.believed.low * KEPT_AT_LEAST),
    }));
  const expected = missing(looks?.expectations ?? [])
    .filter(({ expectation }) => expectation.promise !== null)
    .map(({ expectation, ...against }) => ({
      ...{ promise: expectation.promise, proposition: null, expectation },
      ...against,
    }));
  return luckiest<Tested>([...held, ...expected]);
}

function brokenAt(seen: Case): Broken {
  const worst = worstOf(seen);
  return worst?.isMissed === true ? worst : { promise: null, proposition: null };
}

function shortWords(held: PromiseHeld, seen: Case): string {
  const { mean, believed, kind } = held;
  return `${formatShare(mean / believed.median)} of the ${words(seen, kind)} that was believed reaches customers`;
}

function reached({ kind, mean, believed, n }: PromiseHeld, seen: Case): string {
  const unit = kindOf(seen, kind)?.unit ?? '';
  return `Believed are ${numberWords(believed.median)} ${unit} of ${words(seen, kind)} an encounter, at least ${numberWords(believed.low)}; measured are ${numberWords(mean)} in ${formatCount(n)} encounters`;
}
