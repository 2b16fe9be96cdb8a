import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, instant } from './words.ts';

/** The most events that one test may look at. */
export const RULE_EVENTS_MAX = 200_000;

export const ruleTestBody = z.strictObject({
  touchpoint: z
    .string()
    .max(200)
    .optional()
    .describe('Whose rule it is to be; left out: a new one.'),
  when: z.string().max(20_000).describe('An expression that is true for its events.'),
  quantities: z
    .array(
      z.strictObject({
        name: z.string().max(200).describe('For the answer.'),
        quantity: z.string().max(20_000).describe('An expression that gives a number.'),
        kind: z
          .string()
          .max(200)
          .nullish()
          .describe('A value kind: then it is rounded as that is.'),
        signed: z.boolean().optional(),
      }),
    )
    .max(60)
    .optional(),
  sample: z.int().min(1).max(RULE_EVENTS_MAX).optional().describe('How many newest events.'),
});

const fault = z
  .strictObject({
    of: z.string().describe('`when`, or the name of a quantity.'),
    index: z.int().nullable().describe('The place of the quantity; null: the when.'),
    message: z.string(),
    hint: z.string(),
    line: z.int().min(1),
    column: z.int().min(1),
    from: z.int().min(0).describe('Offsets in the expression.'),
    to: z.int().min(0),
  })
  .meta({ id: 'RuleFault' });

const taken = z.strictObject({
  touchpoint: z.string().nullable().describe('Null: no touchpoint takes them.'),
  name: z.string(),
  count,
  order: z
    .enum(['earlier', 'this', 'later', 'none'])
    .describe('Where it stands in the file: an earlier one keeps its events.'),
});

const given = z
  .strictObject({
    name: z.string(),
    known: count.describe('Matching events for which it gives a quantity that is kept.'),
    zero: count.describe('... that is 0: nothing moves.'),
    absent: count.describe('... for which it says nothing.'),
    negative: count.describe('... below 0, which is refused unless signed.'),
    tooLarge: count,
    least: z.number().nullable(),
    median: z.number().nullable(),
    most: z.number().nullable(),
  })
  .meta({ id: 'RuleQuantity' });

const shown = z.strictObject({
  name: z.string(),
  value: z.string().nullable().describe('As it came; null: it is not shown, as it may tell who.'),
});

const example = z
  .strictObject({
    at: instant,
    person: z.string().nullable().describe('A short mark to tell people apart.'),
    ...{ source: z.string(), type: z.string(), event: z.string(), channel: z.string() },
    properties: z.array(shown),
    gives: z.array(z.strictObject({ name: z.string(), value: z.number().nullable() })),
    takenBy: z.string().nullable(),
  })
  .meta({ id: 'RuleExample' });

export const ruleTestReply = z
  .strictObject({
    faults: z.array(fault).describe('Of the expressions; those without a fault are tested.'),
    looked: z
      .strictObject({ events: count, from: instant, to: instant })
      .nullable()
      .describe('The newest events, looked at one by one; null: there are none.'),
    matched: count.nullable().describe('Null: the when has a fault.'),
    people: count.nullable(),
    comes: count
      .nullable()
      .describe('Of the matching events those that no earlier touchpoint takes.'),
    leaves: count.nullable().describe('Events that come here now and would no longer.'),
    taken: z.array(taken).describe('Who takes the matching events now, the most first.'),
    quantities: z.array(given),
    examples: z.array(example).describe('The newest that match, at most 20.'),
  })
  .meta({ id: 'RuleTest', description: 'What a rule would do with real events. Nothing is kept.' });

export type RuleTestBody = ReadOnly<z.infer<typeof ruleTestBody>>;
export type RuleTest = ReadOnly<z.infer<typeof ruleTestReply>>;
export type RuleFault = ReadOnly<z.infer<typeof fault>>;
