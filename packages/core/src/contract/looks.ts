import { z } from 'zod';
import { count, grade } from './words.ts';

// What the rules of findings ask of the ledger at a touchpoint beside what moved there: the engine's own shape, held to it where it is read.

const mean = z.strictObject({ people: count, mean: z.number(), sd: z.number() });
const named = z.strictObject({ id: z.string(), name: z.string() });
const form = z.enum(['in-exchange', 'in-use', 'in-achievement', 'experience', 'community']);

const moments = z.strictObject({
  ...{ journey: named, journeys: count, bad: count, felt: z.number(), people: count },
});

const arm = z.strictObject({
  felt: mean,
  back: z.strictObject({ people: count, came: count }),
  kept: z.strictObject({ people: count, kept: count }).nullable(),
});

const promise = z.strictObject({
  ...{ proposition: z.string(), promise: z.string().nullable(), kind: z.string() },
  ...{ giver: z.string(), receiver: z.string(), n: count, mean: z.number(), sd: z.number() },
  believed: z.strictObject({ median: z.number(), low: z.number() }),
  grade,
});

const expectation = z.strictObject({
  ...{ metric: z.string(), atMost: z.number().nullable(), atLeast: z.number().nullable() },
  ...{ source: z.string().nullable(), promise: z.string().nullable(), n: count, met: count },
  ...{ people: count, peopleMissed: count, missedBy: z.number().nullable(), grade },
});

const leaving = z.strictObject({
  ...{ journey: named, visits: count, left: count, people: count, done: count },
  beside: z.strictObject({
    ...{ touchpoint: z.string(), name: z.string(), visits: count, left: count },
  }),
  moved: z.array(
    z.strictObject({
      ...{ giver: z.string(), receiver: z.string(), kind: z.string() },
      ...{ done: z.number(), left: z.number() },
    }),
  ),
});

const weakest = z.strictObject({
  ...{ influence: z.string(), outcome: z.string(), respondents: count },
  rho: z.strictObject({ low: z.number(), median: z.number(), high: z.number() }),
  necessary: z.strictObject({ effect: z.number(), chance: z.number() }),
  ...{ score: z.number(), others: z.number() },
});

export const looks = z
  .strictObject({
    elsewhere: z
      .strictObject({ here: mean, others: mean, net: z.number() })
      .optional()
      .describe('What people leave the business with elsewhere, at the medians of the ledger.'),
    promises: z.array(promise).optional(),
    expectations: z.array(expectation).optional(),
    leaving: leaving.optional().describe('Journeys that end here before they are done.'),
    ends: moments.optional().describe('How journeys that end here felt at the last.'),
    peaks: moments.optional().describe('Journeys whose most intense moment was here, and bad.'),
    sought: z.strictObject({ form, forms: z.record(z.string(), form.nullable()) }).optional(),
    varied: z
      .array(z.strictObject({ kind: z.string(), given: arm, withheld: arm }))
      .optional()
      .describe('What some got here and others did not.'),
    weakest: weakest.optional(),
  })
  .meta({
    id: 'Looks',
    description: 'What findings look at beside what moved. It names no person.',
  });
