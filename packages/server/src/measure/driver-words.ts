import type { Drivers, DriversNothing } from '@bothways/core/contract';

/** The result that there is none, and why. */
export function nothing(
  because: DriversNothing['because'],
  seen: number | null,
  needed: number | null,
): Pick<Drivers, 'result'> {
  return { result: { kind: 'abstained', because, seen, needed, reason: REASONS[because] } };
}

const REASONS: Readonly<Record<DriversNothing['because'], string>> = {
  'no-encounters': 'nothing was seen yet: import events and rebuild',
  'no-scores':
    'no single touchpoint says often enough how it felt (an answer about the whole, as to an NPS question, is what scores are held against): give touchpoints a `felt` rule, or expectations with a measure',
  'no-outcome':
    'there is nothing to hold the scores against: ask for a rating of the whole, or name people in events over four weeks or more',
  'one-driver': 'fewer than two drivers have scores: with one there is nothing to compare',
  'few-complete': 'too few have scores of two drivers and the outcome',
  'no-spread': 'the outcome is the same for all: nothing can go with it',
  'no-relation': 'together the scores go with no more of the outcome than chance would',
};
