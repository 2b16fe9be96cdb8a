import { said } from '@bothways/core/words/en';

/** Findings. */
export const findings = {
  ...said,
  title: 'Findings',
  lead: 'The gravest first. Money at stake a year for both sides; a minus is a loss to that side.',
  none: 'Nothing was found',
  noneWhy:
    'Every rule looked at every touchpoint: what is taken and given, promised, expected, felt, and where journeys end. None shows a fault. That is said only where enough was seen and valued; below stands where it was not.',
  noneYet: 'Nothing was looked for yet',
  noneYetWhy:
    'Findings come from events, and there are none so far. Bring a file of them, or look at the demo.',
  people: '{{people}} people',
  notSaid: 'not said',
  evidence: 'What was seen',
  show: 'Show on the journey',
  quote: 'What somebody said',
  abstained: 'Where the data cannot say',
  abstainedWhy: 'Looked at and not claimed. Each line says what is missing.',
  count_one: '{{count}} finding',
  count_other: '{{count}} findings',
};
