import { momentRule, partWords } from './claim-bad-moments.ts';
import { nameOf } from './words.ts';

/** The most intense moment of most journeys that come here is here, and bad. */
export const badPeak = momentRule('bad-peak', ({ evidence }) => evidence.looks?.peaks, {
  name: 'Bad peak',
  that: 'a bad peak',
  headline: (moments, name) =>
    `${name} is the worst of it: in ${partWords(moments)} "${moments.journey.name}" that come there it is what was felt most, and it felt bad.`,
  why: (moments) =>
    `Of the journeys with two moments or more that say how they felt, one of them here, ${partWords(moments)} have their most intense moment here, below 0`,
  caveat: () =>
    'The most intense of several answers is partly chance: it is counted journey by journey, never from averages, and that does not remove it whole.',
  next: (seen) =>
    `Find out what makes ${nameOf(seen)} felt so strongly, and take that away before anything else is made nicer.`,
  asked:
    'Which moment of each closed journey was felt most, where the journey says how {name} felt.',
  query: (touchpoint) =>
    `SELECT countIf(peak.1 = ${touchpoint} AND peak.2 < 0) AS bad, count() AS journeys FROM (SELECT instance, count(felt) AS ratings, countIf(touchpoint = ${touchpoint} AND isNotNull(felt)) AS here, argMaxIf((touchpoint, assumeNotNull(felt)), (abs(assumeNotNull(felt)), place), isNotNull(felt)) AS peak FROM {thread} WHERE end != 'open' GROUP BY journey, instance) WHERE ratings > 1 AND here > 0`,
});
