import { changedSaid } from '@bothways/core/words/en';

/** What changed in a month. */
export const changed = {
  ...changedSaid,
  title: 'What changed',
  month: 'Month',
  against: 'Against',
  monthBefore: 'The month before',
  yearBefore: 'The same month a year before',
  matters: 'The changes that matter',
  overall: {
    customer: {
      more: 'All together, customers were left better off by {{money}}.',
      less: 'All together, customers were left worse off by {{money}}.',
    },
    business: {
      more: 'The business was left with {{money}} more in all.',
      less: 'The business was left with {{money}} less in all.',
    },
  },
  each: 'Touchpoint by touchpoint',
  eachWhy:
    'A dot is the difference, its line where it lies nine times in ten. Filled: more than chance. Hollow: chance alone may make it.',
  picture: 'Picture',
  table: 'Table',
  show: 'Shown as',
  what: 'Which figure',
  touchpoint: 'Touchpoint',
  before: 'Before',
  now: 'Now',
  difference: 'Difference',
  beyond: 'More than chance?',
  yes: 'yes',
  no: 'no',
  feltColumn: 'Felt',
  keptColumn: 'Kept',
  notCompared: 'Not compared',
  tooFew: 'Fewer than 30 encounters in both months together',
  notCovered: 'Their totals do not cover both months whole',
  findings: 'Findings of the month alone',
  findingsWhy: 'What the same rules find in one month by itself, and did not in the other.',
  noNew: 'None is new.',
  noGone: 'None is gone.',
  opinion: 'Apart from what happened: opinions',
  opinionNone: 'There is one version of the model only, so no opinion has changed.',
  done: 'What people did',
  inMonth: 'In the month',
  since: 'Since then',
  nothingDone: 'Nothing',
  did: {
    accept: '{{who}} accepted “{{name}}”',
    dismiss: '{{who}} dismissed “{{name}}”',
    work: '{{who}} started work on “{{name}}”',
    close: '{{who}} closed “{{name}}”',
    reopen: '{{who}} opened “{{name}}” again',
  },
  saved: 'Model saved as version {{version}}',
  imported: '{{count}} events came in from “{{source}}”',
  importedRejected: '{{count}} events came in from “{{source}}”; {{rejected}} records were refused',
  toFindings: 'To the findings',
  whyHint: {
    'no-months':
      'A month is compared when its events are there from the first day to the last, and those of the month before too.',
    'month-incomplete':
      'Its events do not reach from the first day to the last, so any difference might be of the days that are missing. Choose a full month above.',
    'nothing-before':
      'The month to compare with has no events, or not of all its days. Choose another one above.',
  },
};
