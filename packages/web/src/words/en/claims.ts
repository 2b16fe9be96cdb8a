/** What each kind of finding says, made of its figures, where the engine's own words are not in the reader's language. */
export const claims = {
  said: {
    'uncaptured-value':
      '“{{name}}” costs the business {{ours}} a year more than it brings back, there or elsewhere.',
    'promise-held':
      '{{promise}} is not kept at “{{name}}”: {{part}} of the {{kind}} that was believed reaches customers.',
    'promise-expected':
      '{{promise}} is not kept at “{{name}}”: {{metric}} was missed in {{part}} of {{of}} encounters.',
    'unmet-expectation':
      'At “{{name}}” expectations are missed more often than met: {{metric}} of {{bounds}} in {{part}} of {{of}} encounters.',
    'failure-point':
      '{{part}} of the journeys “{{journey}}” that come to “{{name}}” end there, undone.',
    'bad-end':
      '“{{journey}}” ends badly at “{{name}}”: {{part}} of {{journeys}} journeys that end there felt bad at the last.',
    'bad-peak':
      '“{{name}}” is the worst of it: in {{part}} of {{journeys}} journeys “{{journey}}” that come there it is what was felt most, and it felt bad.',
    'wrong-form': 'Customers come to “{{name}}” for {{sought}} and are given {{given}}.',
    'delivered-unnoticed': '“{{name}}” gives {{kind}} for {{ours}} a year, and nobody notices.',
    'weakest-link':
      '{{influence}} holds “{{outcome}}” back: what it lacks the others do not make up for.',
    unmapped: '“{{name}}” happened {{events}} times, and no touchpoint takes it.',
    unseen: '“{{name}}” is planned, and no event has ever reached it.',
    strength:
      '“{{name}}” leaves customers with {{theirs}} a year and the business with {{ours}}, and it is felt well.',
  },
  next: {
    'uncaptured-value':
      'Say what “{{name}}” is meant to bring and measure that; else ask for something in return that costs customers little, or give less.',
    'promise-held': 'Make {{kind}} at “{{name}}” what it was believed to be, or promise less.',
    'promise-expected': 'Keep {{metric}} at “{{name}}”, or promise less.',
    'unmet-expectation':
      'Keep {{metric}} of {{bounds}} at “{{name}}”, or see to it that only what is true is promised.',
    'failure-point':
      'Ask some of those who left at “{{name}}” why, and try on a part of the journeys what would let them go on.',
    'bad-end':
      'See to the last minute at “{{name}}” first: what ends well is remembered well, and costs less than the whole.',
    'bad-peak':
      'Find out what makes “{{name}}” felt so strongly, and take that away before anything else is made nicer.',
    'wrong-form':
      'Ask customers what they came to “{{name}}” for; if it is {{sought}}, turn what {{given}} costs into that.',
    'delivered-unnoticed':
      'Leave {{kind}} out at “{{name}}” for some, by lot; if they do not miss it, stop, or make it seen.',
    'weakest-link':
      'Lift {{influence}} first, beginning at “{{name}}”, and see in the next wave whether value follows.',
    unmapped: 'Let a touchpoint take it and say what moves there, or leave it out on purpose.',
    unseen:
      'Find out whether “{{name}}” happens at all; if so, send its events, or count it for a month by hand.',
    strength: 'Protect it: whatever is saved elsewhere, let nothing stand before it.',
  },
  caveat: {
    'one-sided-capture':
      'What customers get for it at another touchpoint is not counted here: a fee may pay for something given elsewhere.',
    'data-taken-nothing-given':
      'What is given back later or elsewhere for the data is not counted here: only what reached the customer in the same encounter is.',
    'costly-for-both':
      'What would have happened without it is not known: a call that costs both may still keep a customer.',
    'uncaptured-value':
      'Those who came differ from those who did not in more than having been here: only an experiment says what it brings.',
    'promise-held':
      'What keeps the promise is what the model believes of this line; another touchpoint may keep it too.',
    'promise-expected':
      'The expectation stands for the promise: what else customers understand by it was not asked.',
    'unmet-expectation':
      'It is the level that the model states; what each customer expects was not asked.',
    'failure-point':
      'Who leaves may have got what they came for, or gone on where no event tells: nobody was asked.',
    'bad-end':
      'Only journeys whose very last encounter says how it felt are in it: those who answer may be the angriest.',
    'bad-peak':
      'The most intense of several answers is partly chance: it is counted journey by journey, and that does not remove it whole.',
    'wrong-form': 'What customers come for is what the model says: nobody was asked here.',
    'delivered-unnoticed':
      'Who got it was not left to chance: it may have gone to those who would else have been worse off.',
    'weakest-link':
      'These are associations of what people say: one general mood raises all their answers at once.',
    unmapped: 'Not every event is an encounter: some are noise of machines.',
    unseen: 'It may well happen where no system writes it down.',
    strength: 'What it would be worth without the touchpoints before it is not known.',
  },
  asked: {
    'one-sided-capture':
      'All that customers gave at “{{name}}” against all that reached them there.',
    'data-taken-nothing-given':
      'In how many encounters at “{{name}}” customers gave data, and in how many of those nothing at all reached them.',
    'costly-for-both': 'All that each side gave at “{{name}}”, and all that each side got there.',
    'uncaptured-value':
      'All that the business gave and got at “{{name}}”, and whether those who were there leave it with more elsewhere than those who were not.',
    'promise-held':
      'What reaches customers at “{{name}}” in each encounter, against what the model believes of it.',
    'promise-expected': 'In how many single encounters at “{{name}}” {{metric}} was kept.',
    'unmet-expectation': 'In how many single encounters at “{{name}}” {{metric}} was kept.',
    'failure-point':
      'Which journeys came to “{{name}}”, and which of them were closed there without being done.',
    'bad-end': 'How the last encounter of each closed journey felt where it was at “{{name}}”.',
    'bad-peak':
      'Which moment of each closed journey was felt most, where the journey says how “{{name}}” felt.',
    'wrong-form': 'What reached customers at “{{name}}”, by the form of its value.',
    'delivered-unnoticed':
      'How the encounters at “{{name}}” felt in which {{kind}} reached the customer, beside those in which none did, and who of them came back.',
    'weakest-link':
      'Whether “{{outcome}}” rises with the mean of the influences or with their weakest.',
    unmapped: 'Which events no touchpoint of a current journey takes, by name.',
    unseen: 'Which touchpoints of current journeys with a rule no event has reached.',
    strength: 'All that each side gave and got at “{{name}}”, and how it felt.',
  },
  promiseNamed: '“{{promise}}”',
  promiseOne: 'A promise',
  atLeast: 'at least {{figure}}',
  atMost: 'at most {{figure}}',
  forms: {
    'in-exchange': 'something that changes hands',
    'in-use': 'something to use',
    'in-achievement': 'something achieved',
    experience: 'an experience',
    community: 'company',
  },
  influences: {
    brand: 'The brand',
    communications: 'Communication',
    purchase: 'Buying',
    product: 'The product',
    service: 'Service',
  },
  facts: {
    journey: 'Journey',
    visits: 'Journeys that came here',
    left: 'Ended here, undone',
    done: 'Journeys done in all',
    beside: 'The next worst',
    besideVisits: 'Journeys that came there',
    besideLeft: 'Ended there, undone',
    journeys: 'Journeys that say how it felt',
    bad: 'Of them bad',
    felt: 'How it felt, −1 to +1',
    feltLow: 'At least',
    metric: 'What was expected of',
    kept: 'Encounters that kept it',
    of: 'Of so many that say it',
    missedBy: 'Missed by, on average',
    peopleHere: 'People who were here',
    peopleOthers: 'People who were not',
    elsewhereHere: 'They leave elsewhere, each',
    elsewhereOthers: 'The others leave, each',
    lostAPerson: 'Lost here on each',
    believed: 'Believed an encounter',
    believedLow: 'Believed at least',
    measured: 'Measured an encounter',
    encountersSaying: 'Encounters that say it',
    feltGiven: 'Felt with it, −1 to +1',
    feltWithheld: 'Felt without it',
    backGiven: 'Came back with it',
    backWithheld: 'Came back without it',
    respondents: 'People who answered',
    score: 'Its score',
    others: 'Score of the others',
    events: 'Events',
    eventsYearly: 'Events a year',
  },
};
