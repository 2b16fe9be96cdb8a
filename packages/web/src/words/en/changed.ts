/** What changed in a month. */
export const changed = {
  title: 'What changed',
  lead: '{{month}} against {{against}}. Both are valued as of today, so what changed is fact and not opinion. Money and counts as in a month of average length.',
  month: 'Month',
  against: 'Against',
  monthBefore: 'The month before',
  yearBefore: 'The same month a year before',
  matters: 'The changes that matter',
  nothing: 'Nothing changed beyond chance',
  nothingWhy:
    '{{judged}} differences were looked at together, and none is larger than chance makes them. That is a good answer too.',
  howMarked:
    '{{judged}} differences were judged together. Of those that are marked, at most {{rate}} are expected to be chance.',
  said: {
    customer: {
      more: '“{{name}}” left customers better off by {{money}}.',
      less: '“{{name}}” left customers worse off by {{money}}.',
    },
    business: {
      more: '“{{name}}” brought the business {{money}} more.',
      less: '“{{name}}” brought the business {{money}} less.',
    },
    volume: {
      more: '“{{name}}” happened {{count}} times more often.',
      less: '“{{name}}” happened {{count}} times less often.',
    },
    felt: {
      more: '“{{name}}” felt better, by {{index}} on −1 to +1.',
      less: '“{{name}}” felt worse, by {{index}} on −1 to +1.',
    },
    kept: {
      more: '“{{name}}” kept “{{metric}}” in {{points}} points more of a hundred.',
      less: '“{{name}}” kept “{{metric}}” in {{points}} points less of a hundred.',
    },
  },
  fromTo: 'From {{before}} to {{now}}',
  total: 'All touchpoints compared',
  sides: {
    customer: 'Customers',
    business: 'The business',
    joint: 'Both together',
    volume: 'Encounters',
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
  notJudged: 'not judged',
  feltColumn: 'Felt',
  keptColumn: 'Kept',
  notCompared: 'Not compared',
  tooFew: 'Fewer than 30 encounters in both months together',
  notCovered: 'Their totals do not cover both months whole',
  findings: 'Findings of the month alone',
  findingsWhy: 'What the same rules find in one month by itself, and did not in the other.',
  newFindings: 'New',
  goneFindings: 'Gone',
  noNew: 'None is new.',
  noGone: 'None is gone.',
  opinion: 'Apart from what happened: opinions',
  opinionWhy:
    'At the valuations of the version before (saved {{day}}) the same month would have left customers {{customer}} and the business {{business}}, instead of {{customerNow}} and {{businessNow}}.',
  opinionSame: 'The valuations of the version before (saved {{day}}) say the same of this month.',
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
  why: {
    'no-months': 'There is no full month yet',
    'month-incomplete': 'This month is not complete',
    'nothing-before': 'There is nothing before it to compare with',
  },
  whyHint: {
    'no-months':
      'A month is compared when its events are there from the first day to the last, and those of the month before too.',
    'month-incomplete':
      'Its events do not reach from the first day to the last, so any difference might be of the days that are missing. Choose a full month above.',
    'nothing-before':
      'The month to compare with has no events, or not of all its days. Choose another one above.',
  },
};
