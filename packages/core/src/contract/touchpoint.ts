import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { spread } from './touchpoint-spread.ts';
import { count, date, estimate, grade, named, side } from './words.ts';

// One touchpoint, whole: what is exchanged, how it is spread, what was expected of it, and by which rules it is seen.

export const way = z
  .enum(['delivered', 'captured', 'aside'])
  .describe('Received by the customer; given by the customer; or between others.');

const unitValue = z
  .strictObject({
    median: z.number(),
    low: z.number(),
    high: z.number(),
    grade: grade.describe('How the opinion is known.'),
  })
  .nullable()
  .describe('Of one whole unit, for whoever is in no segment of its own; null: nobody has said.');

const line = z
  .strictObject({
    ...{ giver: named, receiver: named, way },
    ...{ giverSide: side, receiverSide: side },
    kind: z.string(),
    name: z.string().describe("The kind's name, for people."),
    family: z.string(),
    unit: z.string(),
    quantity: z.string().describe('Whole units a year, as a decimal.'),
    each: z.number().nullable().describe('Whole units at one encounter, on average.'),
    worth: estimate.describe('To its receiver, a year.'),
    cost: estimate.describe('To its giver, a year.'),
    worthEach: estimate.describe('The same at one encounter.'),
    costEach: estimate,
    unitWorth: unitValue,
    unitCost: unitValue,
  })
  .meta({ id: 'TouchpointLine', description: 'What goes one way in one kind.' });

const sums = z.strictObject({ worth: estimate, cost: estimate });

const exchange = z
  .strictObject({
    encounters: z.number().describe('A year.'),
    lines: z.array(line),
    delivered: sums,
    captured: sums,
    customer: estimate.describe('net(customer), a year.'),
    business: estimate.describe('net(business), a year.'),
    joint: estimate,
    tilt: estimate.describe('-1..+1, positive: the business gains more.'),
    customerEach: estimate.describe('At one encounter.'),
    businessEach: estimate,
    unsaid: z.array(z.string()).describe('What nobody says the quantity of, by name.'),
  })
  .meta({
    id: 'TouchpointExchange',
    description: 'Both directions at one touchpoint. Money in the workspace currency.',
  });

const expectation = z
  .strictObject({
    ...{ metric: z.string(), unit: z.string() },
    atMost: z.number().nullable(),
    atLeast: z.number().nullable(),
    source: z.string().nullable().describe('Who or what set it.'),
    outcome: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('measured'),
        n: count.describe('Encounters that say it.'),
        met: count,
        share: estimate.describe('Part in which it was met, 0..1: Wilson.'),
        shortfall: z
          .strictObject({
            mean: z.number(),
            median: z.number(),
            most: z.number(),
          })
          .nullable()
          .describe("How far off where it was missed, in the metric's unit; null: never missed."),
        peopleMissed: count.describe('Different people for whom it was missed at least once.'),
        people: count.describe('Different people behind the encounters.'),
        grade,
        newest: count.nullable().describe('Only so many newest encounters were read; null: all.'),
      }),
      z.strictObject({ kind: z.literal('abstained'), reason: z.string() }),
    ]),
  })
  .meta({ id: 'ExpectationHeld' });

const ruleText = z.strictObject({
  text: z.string(),
  file: z.string(),
  line: z.int(),
});

const valueRule = z
  .strictObject({
    ...ruleText.shape,
    of: z.enum(['measure', 'quantity', 'felt']),
    name: z.string().describe('Of the measure, of the kind, or of the scale.'),
    kind: z.string().nullable().describe('The value kind of a quantity.'),
    leg: z.int().nullable().describe('Its place in the exchange.'),
    way: way.nullable(),
    signed: z.boolean().describe('Below zero giver and receiver change places.'),
    unit: z.string(),
    refused: z
      .array(z.strictObject({ reason: z.string(), count }))
      .describe('Encounters in which it gave no quantity, by reason.'),
  })
  .meta({ id: 'ValueRule' });

const compared = z
  .strictObject({
    of: z.enum(['volume', 'quantity']),
    name: z.string().describe('Of the kind; of a volume empty.'),
    way: way.nullable(),
    unit: z.string(),
    believed: z.strictObject({ median: z.number(), low: z.number(), high: z.number() }).nullable(),
    measured: estimate.describe('Volumes a year, quantities at one encounter.'),
    times: z
      .number()
      .nullable()
      .describe('Measured over believed; null: one of them is not there.'),
    isSurprising: z
      .boolean()
      .nullable()
      .describe('Measured is outside the range believed; null: cannot be said.'),
  })
  .meta({ id: 'BelievedAgainstMeasured' });

const month = z
  .strictObject({
    month: z.string().regex(/^\d{4}-\d{2}$/),
    encounters: count,
    customer: estimate.describe('net(customer) in that month.'),
    business: estimate,
    isPartial: z.boolean().describe('The events do not cover all of it.'),
  })
  .meta({ id: 'TouchpointMonth' });

export const touchpointReply = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    ...{ journey: named, phase: named, step: named },
    journeyState: z.enum(['current', 'future']),
    momentOfTruth: z.boolean(),
    channel: z.string(),
    owner: z.string().nullable(),
    ownerId: z.string().nullable(),
    intention: z.string().nullable(),
    quote: z.string().nullable(),
    influence: z.string().nullable(),
    currency: z.string(),
    standing: z
      .enum(['measured', 'unseen', 'no-events', 'no-rule', 'future'])
      .describe(
        'Measured; no event came though it has a rule; no event at all was imported; no rule, so none can come; or of a planned future.',
      ),
    period: z.strictObject({ from: date, to: date }).nullable().describe('Of what was seen here.'),
    encounters: count.describe('Seen, aggregates with their n.'),
    inAggregates: count.describe('Those of them that aggregates count.'),
    people: count.nullable().describe('Different people; null: none is named.'),
    measured: exchange.nullable(),
    believed: exchange.nullable(),
    spreads: z.array(spread),
    expectations: z.array(expectation),
    when: ruleText.nullable(),
    also: z.boolean(),
    values: z.array(valueRule),
    compared: z.array(compared),
    months: z.array(month),
  })
  .meta({
    id: 'TouchpointWhole',
    description:
      'One touchpoint: its exchange both ways, its spread, what was expected, its rules, and how it went by month. It names no person.',
  });

export type TouchpointWhole = ReadOnly<z.infer<typeof touchpointReply>>;
export type TouchpointExchange = ReadOnly<z.infer<typeof exchange>>;
export type TouchpointLine = ReadOnly<z.infer<typeof line>>;
export type ExpectationHeld = ReadOnly<z.infer<typeof expectation>>;
export type ValueRule = ReadOnly<z.infer<typeof valueRule>>;
export type Compared = ReadOnly<z.infer<typeof compared>>;
export type TouchpointMonth = ReadOnly<z.infer<typeof month>>;
export type Way = z.infer<typeof way>;
