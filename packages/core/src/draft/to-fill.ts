/** A place that only people can fill: what to say there, and lines of the model that hold once their marks are taken away. */
export interface ToFill {
  readonly what: string;
  readonly lines: readonly string[];
}

const STAGES =
  'awareness, discovery, attraction, interaction, purchase, use, cultivation, advocacy';

/** The places of a touchpoint, in the order in which they are best filled. */
export const TOUCHPOINT_TO_FILL: readonly ToFill[] = [
  {
    what: 'which events show that this happened',
    lines: ['when: event == "Order Completed"'],
  },
  {
    what: 'what moves each time, both ways, and how much you believe; a kind of value stands under values',
    lines: [
      'exchange:',
      '  - { give: business, kind: goods, quantity: properties.total, believed: { median: 40, low: 20, high: 80 } }',
      '  - { give: customer, kind: money, quantity: properties.total, believed: { median: 40, low: 20, high: 80 } }',
      '  - { give: customer, kind: time:waiting, quantity: 60 }',
    ],
  },
  {
    what: 'how many of these you believe there are; low and high: one in twenty that it is less or more',
    lines: ['believed: { volume: { per: month, median: 100, low: 50, high: 200 } }'],
  },
];

export const STAGE_TO_FILL: ToFill = {
  what: `the lifecycle stage: ${STAGES}`,
  lines: ['stage: interaction'],
};

export const MISSION_TO_FILL: ToFill = {
  what: 'why customers set out, and the events with which that begins and ends',
  lines: [
    'mission:',
    '  name: I want my bicycle back before Monday',
    '  starts_when: event == "Repair Asked"',
    '  ends_when: event == "Order Completed"',
    '  gap: 30d',
  ],
};

export function touchpointsToFill(id: string): ToFill {
  return {
    what: 'where customer and business meet here; the sheet names no touchpoint',
    lines: ['touchpoints:', `  - { id: ${id}, channel: web }`],
  };
}

export const IMPACT_TO_FILL: ToFill = {
  what: 'how good or bad this feels, -2..+2',
  lines: ['impact: 0'],
};

export const SEGMENT_TO_FILL: ToFill = {
  what: 'who belongs to it, by their traits',
  lines: ['when: traits.household >= 3'],
};

export const VALUES_TO_FILL: ToFill = {
  what: 'what else moves: help, attention, data, advocacy ...',
  lines: ['help: { name: Advice }', 'attention: { name: Attention }'],
};

export const VALUATIONS_TO_FILL: ToFill = {
  what: 'what one unit is worth to its receiver and costs its giver, in the currency of the model',
  lines: [
    'valuations:',
    '  - kind: goods',
    '    worth: { median: 1.2, low: 1, high: 1.44, basis: assumed }',
    '    cost: { median: 0.6, low: 0.5, high: 0.72, basis: assumed }',
    '  - kind: time:waiting',
    '    cost: { median: 0.0035, low: 0.002, high: 0.0061, basis: assumed }',
  ],
};

export const FILL_IN = 'fill in: ';

/** The lines of comments for places to fill. */
export function fillLines(places: readonly ToFill[]): readonly string[] {
  return places.flatMap(({ what, lines }) => [FILL_IN + what, ...lines]);
}
