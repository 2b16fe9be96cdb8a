import { gradeWorst } from '../ledger/estimate.ts';
import { evidenceGrade } from '../ledger/terms.ts';
import { formatCount, formatEstimate, formatShare } from '../ledger/words.ts';
import { normalCdf } from '../statistics/normal.ts';
import { ENCOUNTERS_AT_LEAST } from './because.ts';
import { NOT_CLAIMED } from './claims.ts';
import { quotedSql, RESTS_ON_COUNTS, sideSql } from './defaults.ts';
import type { ClaimRule, Verdict } from './rule.ts';
import {
  type Case,
  dataKinds,
  dataQuantities,
  inReturn,
  listed,
  nameOf,
  peopleWords,
  plannedReturn,
  sentences,
  shortSaid,
} from './words.ts';

/** Of the encounters that took data, the share that gave nothing. */
export const NOTHING_GIVEN_AT_LEAST = 0.8;

/** Most of those who give data get nothing at all. */
export const dataTakenNothingGiven: ClaimRule = {
  kind: 'data-taken-nothing-given',
  name: 'Data taken, nothing given',
  that: 'data taken with nothing given',
  verdict: ({ evidence }) =>
    dataVerdict(evidence.encountersGivingData, evidence.encountersGivingDataGettingNothing),
  headline,
  why: (seen) => sentences(dataTaken(seen), shortSaid(seen), timeSpent(seen), inReturn(seen)),
  caveat: () =>
    'What is given back later or elsewhere for the data is not counted here: only what reached the customer in the same encounter is.',
  next: (seen) => {
    const planned = plannedReturn(seen);
    return planned.length === 0
      ? `Name what the ${listed(dataKinds(seen))} from ${nameOf(seen)} is used for: give customers something for it there, or stop asking.`
      : `Find out why so little of the ${listed(planned)} planned at ${nameOf(seen)} arrives where data is given.`;
  },
  asked: (seen) => ({
    words: `In how many encounters at ${nameOf(seen)} customers gave ${listed(dataKinds(seen))}, and in how many of those nothing at all reached them.`,
    query: `SELECT count() AS giving, countIf(back = 0) AS nothing FROM (SELECT encounter_id, sumIf(sign, startsWith(kind, 'data:') AND giver IN ${sideSql(seen, 'customer')}) AS given, sumIf(sign, receiver IN ${sideSql(seen, 'customer')}) AS back FROM {transfer} WHERE touchpoint = ${quotedSql(seen.evidence.touchpoint)} AND seq <= {seq} GROUP BY encounter_id HAVING given > 0)`,
  }),
  breakEven: () => RESTS_ON_COUNTS,
  people: ({ evidence }) => evidence.peopleGivingData,
  // Data is a count: the grade of its evidence.
  counted: ({ evidence }) =>
    gradeWorst(
      evidence.cube
        .filter((row) => row.kind.split(':')[0] === 'data')
        .map((row) => evidenceGrade(row.grades)),
    ),
};

/** The confidence is that more than half get nothing, by the score test. */
export function dataVerdict(giving: number, gettingNothing: number): Verdict {
  const isHabit = giving > 0 && gettingNothing / giving >= NOTHING_GIVEN_AT_LEAST;
  if (giving < ENCOUNTERS_AT_LEAST)
    return isHabit
      ? { kind: 'blocked', because: { code: 'few-giving-data', seen: giving } }
      : NOT_CLAIMED;
  const z = (gettingNothing / giving - 0.5) / Math.sqrt(0.25 / giving);
  if (!isHabit) return { ...NOT_CLAIMED, chance: normalCdf(-z) };
  return {
    ...{ kind: 'claimed', confidence: normalCdf(z), weakest: 'customer' },
    chance: normalCdf(-z),
  };
}

function headline(seen: Case): string {
  const { encountersGivingData: giving, encountersGivingDataGettingNothing: nothing } =
    seen.evidence;
  const { peopleGivingData: people } = seen.evidence;
  // Events that name nobody are encounters all the same.
  const whence =
    people === 0 ? `in ${formatCount(giving)} encounters` : `from ${peopleWords(people)}`;
  return `${nameOf(seen)} took ${listed(dataKinds(seen))} ${whence} and gave nothing back in ${formatShare(nothing / giving)} of cases.`;
}

function dataTaken(seen: Case): string {
  const {
    encountersGivingData: giving,
    encountersGivingDataGettingNothing: nothing,
    peopleGivingData: people,
  } = seen.evidence;
  const whence = people === 0 ? '' : ` from ${peopleWords(people)}`;
  return `In ${formatCount(nothing)} of ${formatCount(giving)} encounters that took data (${formatShare(nothing / giving)}) customers got nothing: ${listed(dataQuantities(seen))} a year${whence}`;
}

function timeSpent({ nets, model }: Case): string {
  const { customer } = nets;
  return customer.kind === 'estimate' && customer.median < 0
    ? `It leaves them ${formatEstimate(customer, model.currency)} a year`
    : '';
}
