import type { Estimate } from '@bothways/core';
import type { Unsaid, UnsaidCode } from '@bothways/core/contract';

/** Says why nothing can be said, and what to add. `seen` and `wanted` go into the sentence where it has a place for them. */
export function unsaidOf(
  code: UnsaidCode,
  seen: number | null = null,
  wanted: number | null = null,
): Unsaid {
  const [reason, todo] = WORDS[code];
  const filled = reason
    .replace('{seen}', String(seen ?? 0))
    .replace('{wanted}', String(wanted ?? 0));
  return { code, reason: filled, todo, seen, wanted };
}

export function abstainedOf(
  code: UnsaidCode,
  seen: number | null = null,
  wanted: number | null = null,
): Estimate {
  return { kind: 'abstained', reason: unsaidOf(code, seen, wanted).reason };
}

const WORDS: Readonly<Record<UnsaidCode, readonly [reason: string, todo: string]>> = {
  'no-felt': [
    'no encounter of this journey says how it felt',
    'ask people at one of its touchpoints, and name the answer there: felt: { from: properties.rating, scale: csat-5 }',
  ],
  'too-few-felt': [
    '{seen} encounters say how they felt; a mean with its range wants {wanted}',
    'ask more people, or read a longer time',
  ],
  'nobody-named': [
    'no encounter of this journey names a person, so which of them belong together is unknown',
    'import a column that tells people apart, pseudonymous if you like',
  ],
  'too-few-journeys': [
    '{seen} real journeys have ended and say how they felt; {wanted} are wanted',
    'ask at more of its touchpoints, or read a longer time',
  ],
  'no-answer': [
    'nobody was asked about the journey as a whole, and what people did afterwards is not seen',
    'ask "would you recommend us?" some days after the end, and name it: felt: { from: properties.score, scale: nps-10 }',
  ],
  'too-few-answers': [
    '{seen} real journeys have both moments and an answer to the whole; {wanted} are wanted',
    'ask more people about the whole, or read a longer time',
  ],
  'answers-alike': [
    'nearly everybody answered, or did, the same ({seen} of {wanted}), so nothing tells what makes the difference',
    'ask about the whole on a finer scale, such as 0 to 10',
  ],
  'answers-against': [
    'who felt better did it less often ({seen} real journeys), so it tells who people are, not what they remember',
    'ask "would you recommend us?" some days after the end, and name it: felt: { from: properties.score, scale: nps-10 }',
  ],
  'one-felt-touchpoint': [
    'fewer than two touchpoints of this journey say how they felt',
    'ask at a second one',
  ],
  'too-few-together': [
    'no two touchpoints are each met often enough both with and without the other ({wanted} real journeys each)',
    'read a longer time',
  ],
  'no-expectation': [
    'the model states no expectation for this journey',
    'say what people expect and who told them so: expects: [{ metric: wait_s, at_most: 120, source: "advert: \'two minutes\'" }]',
  ],
  'not-measured': [
    'nothing measures it here',
    'name a number of the event under measures: at this touchpoint',
  ],
  'only-totals': [
    'there are only totals, and a mean does not say how often it was kept',
    'import encounters one by one',
  ],
  'no-bound-and-felt': [
    '{seen} encounters say both whether it was kept and how it felt; each side wants {wanted}',
    'ask here how it felt',
  ],
  'never-both-ways': [
    'it was always kept, or always missed, where people said how it felt',
    'look at a time or place in which that was not so',
  ],
  'no-score': [
    'nothing is asked outright at the touchpoints of this journey',
    'ask, and name the answer: felt: { from: properties.score, scale: nps-10 }, csat-5 or ces-7',
  ],
  'no-worth': [
    'what this journey gives and takes is not valued',
    'say what a unit of each kind is worth, under valuations',
  ],
  'not-asked-here': [
    'nobody is asked here how it felt',
    'name the answer here: felt: { from: properties.rating, scale: csat-5 }',
  ],
};
