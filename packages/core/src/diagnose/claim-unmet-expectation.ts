import type { CubeRow } from '../ledger/entries.ts';
import { formatCount, formatShare } from '../ledger/words.ts';
import { ENCOUNTERS_AT_LEAST } from './because.ts';
import { claimedByChance, NOT_CLAIMED } from './claims.ts';
import { lossTurns, quotedSql } from './defaults.ts';
import type { ExpectationKept } from './looks.ts';
import { movement } from './own-money.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import { type Against, luckiest, shareAbove } from './tests-of-chance.ts';
import {
  type Case,
  encountersYearly,
  kindOf,
  nameOf,
  numberWords,
  seenIn,
  sentences,
  shortSaid,
} from './words.ts';

/** More than this part of the encounters must miss it. */
const MISSED_MORE_THAN = 0.5;

/** Of fewer encounters nothing shows at all. */
const SHOWS_AT_LEAST = 10;

/** An expectation that most encounters miss. */
export const unmetExpectation: ClaimRule = {
  kind: 'unmet-expectation',
  name: 'Unmet expectation',
  that: 'an expectation that is not met',
  verdict: ({ evidence }): Verdict => {
    const all = evidence.looks?.expectations ?? [];
    const worst = luckiest(missing(all));
    if (worst?.isMissed === true) return claimedByChance(worst);
    const few = all.find(
      ({ n, met }) =>
        n < ENCOUNTERS_AT_LEAST && n >= SHOWS_AT_LEAST && 1 - met / n > MISSED_MORE_THAN,
    );
    if (few !== undefined)
      return {
        kind: 'blocked',
        because: { code: 'few-that-say', of: 'unmet-expectation', seen: few.n },
      };
    return worst === undefined ? NOT_CLAIMED : { ...NOT_CLAIMED, chance: worst.chance };
  },
  headline: (seen) => {
    const worst = worstOf(seen);
    const whom = worst?.source == null ? '' : `, set by ${worst.source}`;
    return `At ${nameOf(seen)} what customers expect${whom}, is missed more often than met: ${missedWords(worst)}.`;
  },
  why: (seen) => sentences(missedWords(worstOf(seen), true), seenIn(seen), shortSaid(seen)),
  caveat: (seen) =>
    worstOf(seen)?.source == null
      ? 'Nobody has said who set the expectation: it may be ours, not theirs.'
      : 'It is the level that the model states; what each customer expects was not asked.',
  next: (seen) => {
    const worst = worstOf(seen);
    const setter = worst?.source == null ? 'whoever sets it' : worst.source;
    return `Keep ${boundWords(worst)} at ${nameOf(seen)}, or see to it that ${setter} promises what is true.`;
  },
  asked: (seen) => {
    const worst = worstOf(seen);
    const words = `In how many single encounters at ${nameOf(seen)} ${boundWords(worst)} was kept.`;
    const column = worst?.metric === 'felt' || worst?.metric === 'duration_s' ? worst.metric : null;
    if (column === null) return { words, query: '' };
    const kept = [
      ...(worst?.atMost == null ? [] : [`${column} <= ${worst.atMost}`]),
      ...(worst?.atLeast == null ? [] : [`${column} >= ${worst.atLeast}`]),
    ].join(' AND ');
    return {
      words,
      query: `SELECT countIf(${kept}) AS kept, count() AS of FROM {encounter} WHERE touchpoint = ${quotedSql(seen.evidence.touchpoint)} AND seq <= {seq} AND isNull(until) AND n = 1 AND isNotNull(${column})`,
    };
  },
  moves: (seen) => missedMoves(seen, worstOf(seen)),
  breakEven: (seen, _, own) => lossTurns(seen, 'customer', own),
  people: (seen) => worstOf(seen)?.peopleMissed ?? 0,
  counted: (seen) => worstOf(seen)?.grade ?? 'D',
  facts: (seen) => {
    const worst = worstOf(seen);
    return worst === undefined
      ? {}
      : {
          metric: worst.metric,
          source: worst.source ?? '',
          kept: worst.met,
          of: worst.n,
          missedBy: worst.missedBy ?? 0,
          ...(worst.atMost === null ? {} : { atMost: worst.atMost }),
          ...(worst.atLeast === null ? {} : { atLeast: worst.atLeast }),
        };
  },
};

/** Those that enough encounters say, and whether most of them miss it: each was looked at, so each counts among the tests. */
export function missing(
  all: readonly ExpectationKept[],
): readonly (Against & { readonly expectation: ExpectationKept; readonly isMissed: boolean })[] {
  return all
    .filter(({ n }) => n >= ENCOUNTERS_AT_LEAST)
    .map((expectation) => ({
      expectation,
      isMissed: 1 - expectation.met / expectation.n > MISSED_MORE_THAN,
      ...shareAbove(expectation.n - expectation.met, expectation.n, MISSED_MORE_THAN),
    }));
}

function worstOf({ evidence }: Case): ExpectationKept | undefined {
  const worst = luckiest(missing(evidence.looks?.expectations ?? []));
  return worst?.isMissed === true ? worst.expectation : undefined;
}

/** "in 74 % of 812 encounters it took more than 2 min". `whole`: as a sentence of its own, with how far it is missed. */
export function missedWords(worst: ExpectationKept | undefined, whole = false): string {
  if (worst === undefined) return '';
  const { n, met, missedBy } = worst;
  const said = `${boundWords(worst)} was missed in ${formatShare(1 - met / n)} of ${formatCount(n)} encounters`;
  if (!whole) return said;
  const far = missedBy === null ? '' : `, by ${numberWords(missedBy)} on average where it was`;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${far}`;
}

function boundWords(worst: ExpectationKept | undefined): string {
  if (worst === undefined) return 'what is expected';
  const { metric, atMost, atLeast } = worst;
  const bounds = [
    ...(atLeast === null ? [] : [`at least ${numberWords(atLeast)}`]),
    ...(atMost === null ? [] : [`at most ${numberWords(atMost)}`]),
  ];
  return `${metric} of ${bounds.join(' and ')}`;
}

/** Units in which a kind of time may be counted, in seconds; of another unit nobody can say what time beyond is worth. */
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
]);

/** The time that missing it costs customers, where it is about time and the ledger has a kind for that time. */
export function missedMoves(
  seen: Case,
  worst: ExpectationKept | undefined,
): readonly CubeRow[] | { readonly reason: string } {
  const none = { reason: 'nobody has said what missing the expectation costs' };
  if (worst === undefined || worst.missedBy === null || worst.atMost === null) return none;
  if (!worst.metric.endsWith('_s')) return none;
  const given = seen.evidence.cube.filter(
    ({ kind, giver, quantity }) =>
      kind.split(':')[0] === 'time' && seen.sideOf(giver) === 'customer' && quantity > 0n,
  );
  const kinds = new Set(given.map(({ kind }) => kind));
  const waiting = worst.metric.startsWith('wait') && kinds.has('time:waiting');
  const row = given.find(({ kind }) => kinds.size === 1 || (waiting && kind === 'time:waiting'));
  if (row === undefined) return none;
  const seconds = SECONDS.get(kindOf(seen, row.kind)?.unit ?? '');
  if (seconds === undefined) return none;
  const beyond = worst.missedBy * (1 - worst.met / worst.n) * encountersYearly(seen);
  return [movement(seen.model, row, beyond / seconds, worst.grade)];
}
