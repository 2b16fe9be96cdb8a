// English words that screen and exports share.

/** Channels and families of value kinds that are known to us; what only a model knows keeps its own name. */
export const known = {
  channels: {
    web: 'Web',
    app: 'App',
    store: 'Store',
    phone: 'Phone',
    email: 'E-mail',
    chat: 'Chat',
    post: 'Post',
    partner: 'Partner',
    delivery: 'Delivery',
    community: 'Community',
    social: 'Social media',
    sms: 'SMS',
  },
  families: {
    money: 'money',
    goods: 'goods',
    time: 'time',
    attention: 'attention',
    data: 'data',
    permission: 'permission',
    advocacy: 'advocacy',
    association: 'association',
    belonging: 'belonging',
    help: 'help',
    outcome: 'outcome',
    experience: 'experience',
  },
};

/** What stands beside figures. */
export const figures = {
  range: '{{low}} to {{high}}',
  notSaid: 'not said',
  gradeA: 'measured',
  gradeB: 'by proxy',
  gradeC: 'stated',
  gradeD: 'assumed',
  aYear: 'a year',
  customers: 'Customers',
  business: 'The business',
  breakEven: 'Break-even',
  howWell: 'How well we know',
  people: 'People',
  owner: 'Owner',
  next: 'Look at next',
};

/** The map, its legend, and what is said of the journey above it. */
export const map = {
  lead: '{{encounters}} encounters of {{people}} people in all, {{from}} to {{to}}. Money in {{currency}} a year.',
  leadShort: 'Worked out from only {{days}} days, so a year is a guess.',
  leadBelieved: 'No events yet: this is what the model believes. Money in {{currency}} a year.',
  all: 'All journeys',
  matters: 'The step that matters most',
  mattersElsewhere: 'The step that matters most is “{{name}}”, in “{{journey}}”.',
  mattersNone: 'Nothing was found that one side should worry about.',
  mattersSettled: 'What was found has been dismissed or closed: nothing waits for anybody.',
  mattersNoneYet:
    'There are no events yet, so nothing was found. The outlines show what the model believes.',
  get: 'They get',
  give: 'They give',
  felt: 'Felt',
  moment: 'Moment of truth',
  unseen: 'unseen',
  noEvidence: 'believed only',
  nothing: 'nothing',
  unknown: 'nothing is known',
  measuredOf: 'measured {{money}}',
  believedOf: 'believed {{money}}',
  told: '{{way}}: {{what}}',
  feltTold: 'Felt {{value}} on −1 to +1',
  legendMeasured: 'Measured',
  legendBelieved: 'Believed',
  legendRange: 'Range, nine times in ten',
  legendTorn: 'Larger than the scale',
  legendLit: 'Matters most',
  legendMoment: 'Moment of truth',
  how: 'What they get is drawn at what it’s worth to them, what they give at what it costs them.',
};

/** Findings in a language of their own, made of their figures. */
export const said = {
  noTurn: 'Hangs on no valuation',
  kinds: {
    'one-sided-capture': 'One-sided capture',
    'data-taken-nothing-given': 'Data taken, nothing given',
    'costly-for-both': 'Costly for both',
    'uncaptured-value': 'Uncaptured value',
    'promise-not-kept': 'Promise not kept',
    'unmet-expectation': 'Unmet expectation',
    'failure-point': 'Failure point',
    'bad-end': 'Bad end',
    'bad-peak': 'Bad peak',
    'wrong-form': 'Wrong form of value',
    'delivered-unnoticed': 'Delivered but unnoticed',
    'weakest-link': 'Weakest link',
    unmapped: 'Unmapped events',
    unseen: 'Never seen',
    strength: 'Strength: protect',
  },
  sentences: {
    'one-sided-capture':
      '“{{name}}” takes {{first}} a year from customers and gives back {{second}}.',
    'data-taken-nothing-given':
      '“{{name}}” took data from {{people}} people and nearly always gave nothing back.',
    'costly-for-both':
      '“{{name}}” leaves both worse off: customers by {{first}} a year, the business by {{second}}.',
    'uncaptured-value':
      '“{{name}}” costs the business {{first}} a year that comes back neither there nor elsewhere.',
    'promise-not-kept': 'What was promised does not reach customers at “{{name}}”.',
    'unmet-expectation': 'At “{{name}}” what customers expect is missed more often than met.',
    'failure-point': 'At “{{name}}” more journeys end undone than anywhere else in them.',
    'bad-end': 'Journeys that end at “{{name}}” mostly end badly.',
    'bad-peak': 'At “{{name}}” journeys mostly feel worst.',
    'wrong-form': 'Customers come to “{{name}}” for something else than they are given.',
    'delivered-unnoticed': '“{{name}}” gives something for {{first}} a year, and nobody notices.',
    'weakest-link': 'At “{{name}}” what holds perceived value back is met most and felt least.',
    unmapped: '“{{name}}” happens, and no touchpoint takes it.',
    unseen: '“{{name}}” is planned, and no event has ever reached it.',
    strength: '“{{name}}” leaves both better off, and it is felt well.',
  },
  nextGeneral: {
    'one-sided-capture':
      'Decide what customers should get here for what is taken, before more is asked of them.',
    'data-taken-nothing-given':
      'Name what the data is used for and give something for it here, or stop asking.',
    'costly-for-both': 'Look at what brings people here, then shorten it.',
    'uncaptured-value':
      'Say what it is meant to bring and measure that; else ask for something in return, or give less.',
    'promise-not-kept': 'Make it what it was believed to be, or promise less.',
    'unmet-expectation': 'Keep it, or see to it that only what is true is promised.',
    'failure-point': 'Ask some of those who left why, and try what would let them go on.',
    'bad-end': 'See to the last minute here first: what ends well is remembered well.',
    'bad-peak':
      'Find out what is felt so strongly here, and take that away before anything else is made nicer.',
    'wrong-form': 'Ask customers what they come here for, and turn what is given into that.',
    'delivered-unnoticed':
      'Leave it out for some, by lot; if they do not miss it, stop, or make it seen.',
    'weakest-link': 'Lift what holds back first, beginning here, and see whether value follows.',
    unmapped: 'Let a touchpoint take it and say what moves there, or leave it out on purpose.',
    unseen: 'Find out whether it happens at all; if so, send its events or count it by hand.',
    strength: 'Protect it, whatever is saved elsewhere.',
  },
};

/** What changed in a month. */
export const changedSaid = {
  lead: '{{month}} against {{against}}. Both are valued as of today, so what changed is fact and not opinion. Money and counts as in a month of average length.',
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
  sides: {
    customer: 'Customers',
    business: 'The business',
    joint: 'Both together',
    volume: 'Encounters',
  },
  notJudged: 'not judged',
  why: {
    'no-months': 'There is no full month yet',
    'month-incomplete': 'This month is not complete',
    'nothing-before': 'There is nothing before it to compare with',
  },
  newFindings: 'New',
  goneFindings: 'Gone',
  opinionWhy:
    'At the valuations of the version before (saved {{day}}) the same month would have left customers {{customer}} and the business {{business}}, instead of {{customerNow}} and {{businessNow}}.',
  opinionSame: 'The valuations of the version before (saved {{day}}) say the same of this month.',
  total: 'All touchpoints compared',
};
