/** What shapes value. */
export const drivers = {
  title: 'What shapes value',
  lead: 'What goes with {{outcome}}, how surely, and where it is weak.',
  reading: 'Working out what shapes value',
  influences: {
    brand: 'Brand',
    communications: 'Communications',
    purchase: 'Purchase',
    product: 'Product',
    service: 'Service',
  },
  outcomeLabel: 'Held against',
  byLabel: 'By',
  by: { influence: 'Influence', touchpoint: 'Touchpoint', column: 'Column' },
  segmentLabel: 'Whom',
  everybody: 'Everybody',
  everyoneElse: 'Everyone else',
  best: 'What fits best',
  outcomes: {
    rating: '“{{name}}”',
    'came-back': 'Coming back',
    'bought-again': 'Buying again',
    'net-customer': 'What customers gain afterwards',
    'net-business': 'What the business gains afterwards',
    joint: 'What both gain afterwards',
    column: '“{{name}}”',
  },
  // The outcome in the middle of a sentence.
  outcomesIn: {
    rating: 'the rating of “{{name}}”',
    'came-back': 'coming back',
    'bought-again': 'buying again',
    'net-customer': 'what customers gain afterwards',
    'net-business': 'what the business gains afterwards',
    joint: 'what both sides gain afterwards',
    column: '“{{name}}”',
  },
  why: {
    asked: 'You chose it.',
    'says-whole': 'It rates the whole, so the parts can be held against it.',
    'most-known': 'Nobody rated the whole; what people did afterwards is known of everybody.',
    only: 'It is all there is.',
  },
  window: 'Scores are from before {{from}}; what people did is from the {{days}} days after it.',
  mean: 'Mean {{mean}}',
  meanShare: '{{mean}} of them did',

  sayTitle: 'What the data say',
  topSure: '{{driver}} goes with {{outcome}} most.',
  topSureWhy:
    'It makes {{share}} of what all {{count}} go with together ({{low}} to {{high}}), and comes first in {{chance}} of the draws.',
  topOpen: 'Which comes first is open: {{drivers}}.',
  topOpenWhy: 'The likeliest is first in only {{chance}} of the draws. Treat them as equals.',
  together: 'Together they go with {{r2}} of what differs in {{outcome}}.',
  togetherLow: 'That is little: most of it has other reasons.',
  work: 'Begin with {{drivers}}: it matters more than most and does worse.',
  work_many: 'Begin with {{drivers}}: they matter more than most and do worse.',
  workNone: 'No driver is clearly both important and weak.',
  notCause: 'This is association, not cause.',
  notCauseWhy:
    'People who are content rate everything better. Only a change tried on some of them shows what it does.',

  chart: 'How much each goes with it',
  chartWhy:
    'The bar is a driver’s part of what all of them go with together; the thin line is where it may lie. The squares show how likely it is first, second and so on: the darker, the likelier.',
  picture: 'Picture',
  table: 'Table',
  show: 'Show as',
  driver: 'Driver',
  share: 'Part',
  ranks: 'First, second … in how many of 100 draws',
  rankChance: 'Place {{rank}}: {{chance}}',
  slope: 'One step better',
  slopeWhy:
    'How much higher {{outcome}} is where the score is one step (a quarter of the scale) higher and the others are alike.',
  performance: 'How it does',
  scored: 'Scores',
  second: 'Second opinion',
  secondWhy: 'By another method (Johnson’s relative weights).',
  halo: 'Without the general mood',
  haloWhy: 'What is left where the mood that colours all answers is taken out.',
  placeIn: 'place {{rank}} in {{chance}}',
  kept: 'promises kept',

  ip: 'Important, and how well it does',
  ipWhy:
    'Right is more important, up is better. The lines are the means. Where a range crosses a line, the place is undecided and drawn as an open ellipse.',
  important: 'more important',
  better: 'better',
  quadrants: {
    concentrate: 'Work here',
    'keep-up': 'Keep it up',
    'low-priority': 'Less urgent',
    'more-than-needed': 'Does well, matters less',
    undecided: 'Undecided',
  },
  quadrantSay: {
    concentrate: 'Matters more than most, does worse than most',
    'keep-up': 'Matters more than most, does better than most',
    'low-priority': 'Matters less and does worse than most',
    'more-than-needed': 'Matters less than most, does better than most',
    undecided: 'Its range crosses a line',
  },
  reach: 'Were it perfect',
  reachWhy: 'How much higher {{outcome}} would be if all else held. An upper end, not a forecast.',

  weak: 'Does the weakest link decide?',
  weakWhy:
    'A chain breaks where it is weakest; a meal may be saved by its wine. Which of both holds here is tested.',
  verdict: {
    compensating: 'No. Strong sides make up for weak ones here.',
    'weakest-link': 'Yes. A weak side drags the rest down here.',
    undecided: 'The data cannot decide it.',
  },
  rho: 'Fitted exponent {{rho}} ({{low}} to {{high}}); 1 means that sides make up for one another in full, far below 0 that the weakest decides.',
  rhoOf: 'From {{n}} of {{of}} rows.',
  weakEnd: 'weakest decides',
  strongEnd: 'sides make up for one another',
  weakestIs: 'Weakest most often',
  weakestOf: '{{share}} of rows',
  needs: 'What it takes at least',
  needsWhy:
    'To reach a level of {{outcome}}, no row was seen with less than this. A dash: none is needed. Only drivers marked necessary are more than chance.',
  needsNone: 'It reaches its top without much of any of them: none is necessary.',
  under: 'under {{part}}',
  over: 'over {{part}}',
  level: 'Level',
  necessary: 'necessary',
  notNecessary: 'not shown to be necessary',
  effect: 'Effect {{effect}} ({{size}}), chance {{p}}',
  sizes: {
    none: 'none',
    small: 'small',
    medium: 'medium',
    large: 'large',
    'very-large': 'very large',
  },

  force: 'Where money does most',
  forceWhy:
    'Value for both sides a year that goes with lifting a driver by a tenth of its scale, for each {{currency}} 1 of what the lift costs.',
  costOf: '{{driver}}: cost of the lift, a year',
  costFrom: 'from',
  costTo: 'to',
  costApply: 'Compare',
  costClear: 'Clear',
  gain: 'Value a year',
  perCost: 'For each {{currency}} 1',
  bestChance: 'Best of all',
  lowerTenth: 'Nine times in ten more than {{amount}}',
  costs: 'Cost a year',
  forceBest:
    '{{driver}} gives most for its cost in {{chance}} of the draws: {{perCost}} for each {{currency}} 1 ({{low}} to {{high}}).',
  forceNoCost:
    'Nobody has said what a lift costs. Say it for those you could lift, and they are compared.',
  forceGainUnsure: 'Where a range crosses nothing, even the sign is unknown.',
  forceMissing: 'Without a cost: {{drivers}}.',

  pairSame: '{{a}} and {{b}} largely stand for the same.',
  pairMore: '{{a}} and {{b}} go with more together than alone.',

  notices: 'What may mislead',
  keep: 'Keep in mind',
  caveats: {
    association:
      'Association, not cause. To explain “{{driver}}” away, something unseen would have to go with it and with the outcome {{eValue}} times as strongly as chance. An experiment settles it.',
    'top-undecided':
      'Which comes first is open: {{drivers}}. The likeliest is first in {{chance}} of the draws.',
    'methods-differ':
      'A second method puts “{{there}}” first, not “{{here}}”. Take both as rivals.',
    'halo-same':
      '{{shared}} of what differs between scores is one general mood. With that taken out, “{{top}}” still comes first.',
    'halo-other':
      '{{shared}} of what differs between scores is one general mood. With that taken out, “{{without}}” comes first, not “{{top}}”.',
    collinear:
      '{{drivers}} can hardly be told from the others: what they go with is shared out between them.',
    narrow:
      'Nearly everybody says the same of {{drivers}}: what does not vary cannot show its weight, though it may have one.',
    constant: '{{drivers}} never vary, so nothing can be said of them.',
    'few-rows': '{{n}} rows are few for {{columns}} drivers: look at the ranges.',
    'few-clusters': 'The rows are of only {{clusters}} people or groups: ranges are rough.',
    weights: 'Weights differ so much that {{n}} rows say as much as {{effective}} equal ones.',
    binary: 'The outcome is yes or no ({{share}} yes): the parts are of that difference.',
    missing:
      '{{left}} of {{rows}} lack a score and are left out, most often for “{{column}}”. Nothing was made up for them.',
    'missing-differ':
      'Those left out differ: {{incomplete}} against {{complete}} on the outcome. What is missing is not missing by chance.',
    unread: '{{count}} cells were no number and count as no answer, the first {{place}}.',
    sampled: 'Of {{of}} rows {{rows}} were looked at for this.',
    separated:
      'Some score tells the outcome without fail, so its slope has no end; the parts hold.',
    'same-moment':
      'Scores and rating were given by the same people at the same moment, which makes them more alike than they are.',
    reverse: 'It may run the other way: who likes the whole rates its parts better.',
    survivors: 'Who has left rates nothing: only those who are still there speak here.',
    'forms-not-people':
      'One form is one row. Nobody is named, so that who answered twice counts twice.',
    'behaviour-scores': '{{drivers}}: scored by promises kept, not by how it felt.',
    weak: 'Together they go with only {{r2}} of it: what decides lies elsewhere.',
  },
  left: 'Not among them',
  leftWhy: 'Silence is not unimportance. These are left out, and this is why:',
  leftBecause: {
    'no-touchpoint': 'no touchpoint of the model has this influence',
    'not-scored': 'nobody rated it and no expectation measures it',
    'few-scored': '{{scored}} of the {{needed}} scores it takes',
    'not-together': '{{scored}} scores, but hardly any from those who rated the others',
    'no-spread': 'the same for everybody',
    'too-many': 'more drivers than can be told apart',
  },
  rests: 'What it rests on',
  restsSay:
    '{{n}} of {{asked}} {{rows}}, {{bootstraps}} draws to see how sure it is. Shares are of R² (LMG): what a driver adds, averaged over all orders in which drivers may come.',
  rows: { people: 'people', forms: 'forms', rows: 'rows' },

  none: {
    'no-encounters': 'Nothing was seen yet',
    'no-scores': 'Nothing says how anything felt',
    'no-outcome': 'There is nothing to hold scores against',
    'one-driver': 'There is nothing to compare',
    'few-complete': 'Too few rated enough',
    'no-spread': 'The outcome is the same for everybody',
    'no-relation': 'Nothing here goes with {{outcome}}',
  },
  noneWhy: {
    'no-encounters': 'No event was imported that a touchpoint takes.',
    'no-scores': 'No touchpoint has a rating, and none has an expectation that is measured.',
    'no-outcome':
      'Nobody rated the whole, and nobody is known long enough to see whether they come back.',
    'one-driver': 'Fewer than two drivers have scores.',
    'few-complete':
      '{{seen}} have two scores and the outcome; it takes {{needed}}. Nothing is made up for the others.',
    'no-spread': 'Where nothing differs, nothing can go with it.',
    'no-relation':
      'The scores together go with {{r2}} of what differs, no more than chance would. That is an answer: either it is shaped elsewhere, or what was asked misses it.',
  },
  noneDo: {
    'no-encounters': 'Import events and rebuild.',
    'no-scores':
      'Give touchpoints a “felt” rule where events carry a rating, or an expectation with a measure.',
    'no-outcome':
      'Ask for a rating of the whole, such as a recommendation from 0 to 10, as a touchpoint of its own; or import events that name people over four weeks or more.',
    'one-driver': 'Rate touchpoints of more than one influence.',
    'few-complete':
      'Ask the same people about several touchpoints: one short survey of five questions says more than five surveys of one.',
    'no-spread': 'Choose another outcome.',
    'no-relation':
      'Ask people for a rating of the whole beside its parts; ask more of them about the same touchpoints; or choose another outcome above.',
  },
  part: {
    'few-complete': 'Too few have everything ({{seen}} of {{needed}}).',
    'one-driver': 'It takes two drivers.',
    'no-spread': 'Nothing differs.',
    'not-fitted': 'No fit was found.',
    'no-money':
      'No value is known of what these people did: name people in events, and say what is exchanged and what it is worth.',
    'no-costs': 'Nobody has said what a lift costs.',
    'no-rating':
      'Only asked of a rating: what is tested is how scores add up to a judgement. Choose a rating above.',
  },
  doing: 'How they do',
  doingWhy: 'Mean scores, from −1 (worst) to +1 (best).',
};
