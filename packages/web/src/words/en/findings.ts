/** Findings. */
export const findings = {
  title: 'Findings',
  lead: 'The gravest first. Money at stake a year for both sides; a minus is a loss to that side.',
  none: 'Nothing was found',
  noneWhy:
    'No touchpoint takes without giving, takes data for nothing, or costs both sides. That is said only where enough was seen and valued.',
  noneYet: 'Nothing was looked for yet',
  noneYetWhy: 'Findings come from events, and there are none so far. Import some, then rebuild:',
  people: '{{people}} people',
  notSaid: 'not said',
  evidence: 'What was seen',
  show: 'Show on the journey',
  quote: 'What somebody said',
  abstained: 'Where the data cannot say',
  abstainedWhy: 'Looked at and not claimed. Each line says what is missing.',
  noTurn: 'Hangs on no valuation',
  count_one: '{{count}} finding',
  count_other: '{{count}} findings',
  kinds: {
    'one-sided-capture': 'One-sided capture',
    'data-taken-nothing-given': 'Data taken, nothing given',
    'costly-for-both': 'Costly for both',
  },
  sentences: {
    'one-sided-capture':
      '“{{name}}” takes {{first}} a year from customers and gives back {{second}}.',
    'data-taken-nothing-given':
      '“{{name}}” took data from {{people}} people and nearly always gave nothing back.',
    'costly-for-both':
      '“{{name}}” leaves both worse off: customers by {{first}} a year, the business by {{second}}.',
  },
  nextGeneral: {
    'one-sided-capture':
      'Decide what customers should get here for what is taken, before more is asked of them.',
    'data-taken-nothing-given':
      'Name what the data is used for and give something for it here, or stop asking.',
    'costly-for-both': 'Look at what brings people here, then shorten it.',
  },
};
