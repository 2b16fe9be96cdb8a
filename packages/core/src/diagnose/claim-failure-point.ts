import { formatCount, formatShare } from '../ledger/words.ts';
import { ENCOUNTERS_AT_LEAST } from './because.ts';
import { claimedByChance, NOT_CLAIMED } from './claims.ts';
import { lossTurns, quotedSql } from './defaults.ts';
import type { Leaving } from './looks.ts';
import { movement } from './own-money.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { below, piecesIn } from './tests-of-chance.ts';
import { type Case, daysYearly, nameOf, seenIn, sentences, shortSaid } from './words.ts';

/** Of the journeys that come here, at least this part must end here undone ... */
export const LEFT_AT_LEAST = 0.25;
/** ... and this many times as many as at the next worst touchpoint of the journey. */
export const LEFT_TIMES = 2;

/** Journeys end here undone, far more than anywhere else in them. */
export const failurePoint: ClaimRule = {
  kind: 'failure-point',
  name: 'Failure point',
  that: 'a failure point',
  verdict: ({ evidence }): Verdict => {
    const leaving = evidence.looks?.leaving;
    if (leaving === undefined) return NOT_CLAIMED;
    const { visits, left, people, beside } = leaving;
    if (visits < ENCOUNTERS_AT_LEAST) return NOT_CLAIMED;
    const here = left / visits;
    // One more that left and one more that went on, so that none of a few is not taken for never.
    const there = (beside.left + 1) / (beside.visits + 2);
    const error = Math.sqrt(
      (here * (1 - here)) / piecesIn(visits, left, people) +
        (LEFT_TIMES ** 2 * there * (1 - there)) / beside.visits,
    );
    const against = below(LEFT_TIMES * there - here, error);
    if (here < LEFT_AT_LEAST || here <= LEFT_TIMES * there)
      return { ...NOT_CLAIMED, chance: against.chance };
    return claimedByChance(against);
  },
  headline: (seen) => {
    const { journey, visits, left } = leavingAt(seen);
    return `${formatShare(left / visits)} of the journeys "${journey.name}" that come to ${nameOf(seen)} end there, undone.`;
  },
  why: (seen) => {
    const { visits, left, beside, done } = leavingAt(seen);
    return sentences(
      `Of ${formatCount(visits)} journeys that came here ${formatCount(left)} went no further; at "${beside.name}", the next, ${formatShare(beside.left / beside.visits)} of ${formatCount(beside.visits)} did`,
      `${formatCount(done)} ${done === 1 ? 'journey of its kind was' : 'journeys of its kind were'} done`,
      seenIn(seen),
      shortSaid(seen),
    );
  },
  caveat: () =>
    'Who leaves may have got what they came for, or gone on where no event tells: nobody was asked.',
  next: (seen) =>
    `Ask some of those who left at ${nameOf(seen)} why, and try on a part of the journeys what would let them go on.`,
  asked: (seen) => ({
    words: `Which journeys came to ${nameOf(seen)}, and which of them were closed there without being done.`,
    query: `SELECT uniqExact(instance) AS visits, uniqExactIf(instance, place = places AND end = 'abandoned') AS left FROM {thread} WHERE touchpoint = ${quotedSql(seen.evidence.touchpoint)} AND end != 'open'`,
  }),
  moves: (seen) => {
    const { visits, left, beside, done, moved } = leavingAt(seen);
    if (done < ENCOUNTERS_AT_LEAST)
      return { reason: 'too few journeys were done to say what one of them is worth' };
    // As many as would be left at the next worst touchpoint are left for reasons that lie elsewhere.
    const lost = (left - visits * (beside.left / beside.visits)) * daysYearly(seen);
    return moved.map(({ done: whole, left: part, ...way }) =>
      movement(seen.model, way, -(whole - part) * lost, 'A'),
    );
  },
  breakEven: (seen, _, own) => lossTurns(seen, 'customer', own),
  people: (seen) => leavingAt(seen).people,
  counted: () => 'A',
  facts: (seen) => {
    const { journey, visits, left, beside, done } = leavingAt(seen);
    return {
      ...{ journey: journey.name, visits, left, done },
      ...{ beside: beside.name, besideVisits: beside.visits, besideLeft: beside.left },
    };
  },
};

const NOWHERE: Leaving = {
  journey: { id: '', name: '' },
  ...{ visits: 1, left: 0, people: 0, done: 0, moved: [] },
  beside: { touchpoint: '', name: '', visits: 1, left: 0 },
};

function leavingAt({ evidence }: Case): Leaving {
  return evidence.looks?.leaving ?? NOWHERE;
}
