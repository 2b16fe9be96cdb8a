import { z } from 'zod';
import { FLOWS } from './flow.ts';
import { GRADES, STAGES, VALUE_FORMS } from './model.ts';
import { checkRange } from './schema-values.ts';
import { expression, feltScale, gap, id, kindRef, ref, text } from './schema-words.ts';

// Journeys down to the lines of an exchange, as they stand in a file.

const rangeKeys = {
  median: z.number().positive().describe('As likely too low as too high.'),
  low: z
    .number()
    .optional()
    .meta({ description: '5th percentile; the median unless stated.', exclusiveMinimum: 0 }),
  high: z
    .number()
    .optional()
    .meta({ description: '95th percentile; the median unless stated.', exclusiveMinimum: 0 }),
};

const believed = z.strictObject(rangeKeys).superRefine(checkRange).meta({
  id: 'Believed',
  title: 'Believed quantity',
  description:
    'What is believed to move at one encounter, in whole units, before or beside evidence.',
});

const volume = z
  .strictObject({
    per: z
      .enum(['day', 'week', 'month', 'quarter', 'year'])
      .describe('The period it is counted over.'),
    ...rangeKeys,
  })
  .superRefine(checkRange)
  .meta({
    id: 'Volume',
    title: 'Believed volume',
    description: 'How many encounters are believed to happen in a period.',
  });

export const exchangeLine = z
  .strictObject({
    give: ref.describe('The actor that gives.'),
    to: ref
      .optional()
      .describe(
        'The actor that receives: business when an actor of kind customer gives, else customer, unless stated.',
      ),
    kind: kindRef.describe('What kind of value moves.'),
    quantity: expression.describe(
      'How much, in whole units. Null or 0: no transfer. Below 0: refused, unless signed.',
    ),
    signed: z
      .boolean()
      .optional()
      .describe('True: a quantity below 0 swaps giver and receiver instead of being refused.'),
    grade: z
      .enum(GRADES)
      .optional()
      .describe(
        'How the quantity is known where the event does not say it: A measured, B by proxy, C stated, D assumed. The worse of this and the event counts.',
      ),
    believed: believed.optional().describe('What is believed to move at one encounter.'),
  })
  .meta({
    id: 'ExchangeLine',
    title: 'Exchange line',
    description: 'One movement of value at a touchpoint.',
  });

const expectation = z
  .strictObject({
    metric: text.min(1).describe('A name under measures, or felt.'),
    at_most: z.number().optional().describe('Expected to be this or less.'),
    at_least: z.number().optional().describe('Expected to be this or more.'),
    source: text.optional().describe('Who set it: an advert, a colleague, a rival, last time.'),
  })
  .superRefine(({ at_most, at_least }, context) => {
    const hint = 'state at_most, at_least, or both with at_least <= at_most';
    if (at_most === undefined && at_least === undefined)
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'the expectation has no level',
        params: { code: 'expectation-empty', hint },
      });
    if (at_most !== undefined && at_least !== undefined && at_least > at_most)
      context.addIssue({
        code: 'custom',
        path: ['at_least'],
        message: `at_least ${at_least} is above at_most ${at_most}`,
        params: { code: 'range-out-of-order', hint },
      });
  })
  .meta({
    id: 'Expectation',
    title: 'Expectation',
    description: 'What customers expect here, and who set it.',
  });

const measureName = z
  .string()
  .refine((name) => /^[a-z][a-z0-9_]{0,59}$/.test(name))
  .meta({ pattern: '^[a-z][a-z0-9_]{0,59}$' });

export const touchpoint = z
  .strictObject({
    id: id.describe('Unique in the whole model.'),
    name: text.optional().describe('Shown name; the id in words where none is given.'),
    channel: text
      .min(1)
      .describe('Where: web, app, store, phone, e-mail, chat, post, partner, or your own word.'),
    initiator: ref.optional().describe('The actor that starts it.'),
    influence: z
      .enum(['brand', 'communications', 'purchase', 'product', 'service'])
      .optional()
      .describe('Which of the five things that shape perceived value works here.'),
    seeks: z
      .enum(VALUE_FORMS)
      .optional()
      .describe(
        'The form of value that customers come for in this moment, as kinds have it under form.',
      ),
    owner: ref.optional().describe('The team that answers for it: an actor.'),
    intention: text.optional().describe('In the customer\'s words: "I ... because ...".'),
    quote: text.optional().describe('What a customer said about it.'),
    instead_of: z
      .union([ref, z.array(ref)])
      .optional()
      .describe(
        'In a future journey: the current touchpoint that it takes the place of, or a list of them. Without believed figures and exchange of its own it is kept as it is today.',
      ),
    when: expression
      .optional()
      .describe(
        'Which events are encounters of it. The first match in file order wins. Without it: planned only.',
      ),
    also: z
      .boolean()
      .optional()
      .describe('True: adds its encounter even where an earlier touchpoint took the event.'),
    optional: z.boolean().optional().describe('True: a journey goes as planned without it too.'),
    measures: z
      .record(measureName, expression)
      .optional()
      .describe('Named numbers of an encounter. duration_s is its length in seconds.'),
    expects: z.array(expectation).optional().describe('What customers expect here.'),
    felt: z
      .strictObject({
        from: expression.describe('The raw rating.'),
        scale: feltScale.describe('Its scale; ratings are kept raw and on -1..+1.'),
      })
      .meta({ id: 'Felt', title: 'Felt', description: 'How an encounter felt.' })
      .optional()
      .describe('How an encounter felt, where the event says so.'),
    exchange_id: expression
      .optional()
      .describe('The order or case that the event belongs to: links a return to its sale.'),
    believed: z
      .strictObject({ volume: volume.describe('How many encounters.') })
      .meta({
        id: 'BelievedVolume',
        title: 'Believed',
        description: 'What is believed of a touchpoint.',
      })
      .optional()
      .describe('What is believed to happen here, before or beside evidence.'),
    exchange: z
      .array(exchangeLine)
      .optional()
      .describe('What moves at every encounter, both ways.'),
  })
  .meta({
    id: 'Touchpoint',
    title: 'Touchpoint',
    description: 'The planned place of an interaction.',
  });

const step = z
  .strictObject({
    id: id.describe('Unique in its journey.'),
    name: text.optional().describe('Shown name; the id in words where none is given.'),
    moment_of_truth: z.boolean().optional().describe('True: the customer stays or goes on this.'),
    flow: z
      .enum(FLOWS)
      .optional()
      .describe(
        'How its touchpoints follow one another as planned. any (unless stated): one or more of them, in any order, any number of times; sequence: one after another; choice: one of them; parallel: all of them, in any order, at most 6.',
      ),
    optional: z.boolean().optional().describe('True: a journey goes as planned without it too.'),
    repeats: z.boolean().optional().describe('True: it may come again, right after itself.'),
    touchpoints: z.array(touchpoint).optional().describe('In the order in which they take events.'),
  })
  .meta({ id: 'Step', title: 'Step', description: 'A column of the map.' });

const phase = z
  .strictObject({
    id: id.describe('Unique in its journey.'),
    name: text.optional().describe('Shown name; the id in words where none is given.'),
    stage: z.enum(STAGES).optional().describe('The lifecycle stage it belongs to.'),
    optional: z.boolean().optional().describe('True: a journey goes as planned without it too.'),
    repeats: z.boolean().optional().describe('True: it may come again, right after itself.'),
    steps: z.array(step).optional().describe('From left to right.'),
  })
  .meta({ id: 'Phase', title: 'Phase', description: 'A part of a journey.' });

const mission = z
  .strictObject({
    name: text.optional().describe('The reason to interact, in the words of the customer.'),
    starts_when: expression
      .optional()
      .describe('The event that begins another journey of somebody once the last has ended.'),
    ends_when: expression.optional().describe('The event by which it is completed.'),
    gap: gap
      .optional()
      .describe('Ends an instance after this long without an encounter: 14d. 30d unless stated.'),
  })
  .meta({
    id: 'Mission',
    title: 'Mission',
    description: 'Why a customer interacts, and when that starts and ends.',
  });

export const journey = z
  .strictObject({
    id: id.describe('Unique among journeys.'),
    name: text.optional().describe('Shown name; the id in words where none is given.'),
    level: z
      .enum(['L0', 'L1', 'L2'])
      .optional()
      .describe('L0 lifecycle, L1 journey, L2 task. L1 unless stated.'),
    state: z
      .enum(['current', 'future'])
      .optional()
      .describe('Only current journeys take events. current unless stated.'),
    instead_of: ref
      .optional()
      .describe('Of a future journey: the current journey that it would take the place of.'),
    mission: mission.optional().describe('Why a customer sets out, and when that starts and ends.'),
    phases: z.array(phase).optional().describe('From left to right.'),
  })
  .meta({ id: 'Journey', title: 'Journey', description: 'What a customer sets out to do.' });

export type JourneyStated = z.output<typeof journey>;
export type PhaseStated = z.output<typeof phase>;
export type StepStated = z.output<typeof step>;
export type TouchpointStated = z.output<typeof touchpoint>;
