import { momentRule, partWords } from './claim-bad-moments.ts';
import { nameOf } from './words.ts';

/** Journeys that end here leave people worse than as expected: the end is what is remembered. */
export const badEnd = momentRule('bad-end', ({ evidence }) => evidence.looks?.ends, {
  name: 'Bad end',
  that: 'a bad end',
  headline: ({ journey, bad, journeys }, name) =>
    `"${journey.name}" ends badly at ${name}: ${partWords({ journey, bad, journeys, felt: 0, people: 0 })} that end there felt bad at the last.`,
  why: (moments) =>
    `Of the journeys that end here and say how the last encounter felt, ${partWords(moments)} ended below 0`,
  caveat: () =>
    'Only journeys whose very last encounter says how it felt are in it: those who answer may be the angriest.',
  next: (seen) =>
    `See to the last minute at ${nameOf(seen)} first: what ends well is remembered well, and costs less than the whole.`,
  asked: 'How the last encounter of each closed journey felt where it was at {name}.',
  query: (touchpoint) =>
    `SELECT countIf(last_felt < 0) AS bad, count() AS journeys FROM (SELECT instance, argMax(touchpoint, place) AS last, argMax(ifNull(felt, 2), place) AS last_felt FROM {thread} WHERE end != 'open' GROUP BY journey, instance) WHERE last = ${touchpoint} AND last_felt < 2`,
});
