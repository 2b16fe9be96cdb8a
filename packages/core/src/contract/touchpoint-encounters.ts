import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { way } from './touchpoint.ts';
import { count, estimate, grade, instant, named } from './words.ts';

const leg = z
  .strictObject({
    ...{ giver: named, receiver: named, way },
    kind: z.string(),
    name: z.string(),
    quantity: z.string().describe('Whole units, as a decimal.'),
    unit: z.string(),
    worth: estimate.describe('To its receiver.'),
    cost: estimate.describe('To its giver.'),
    grade,
  })
  .meta({ id: 'EncounterLeg' });

const encounter = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{32}$/),
    marks: z.array(z.enum(['typical', 'best', 'worst', 'newest'])),
    at: instant,
    person: z
      .string()
      .nullable()
      .describe(
        'A short mark of who it was, to tell people apart and no more; null: nobody named.',
      ),
    channel: z.string(),
    durationSeconds: z.number().nullable(),
    felt: z
      .strictObject({ value: z.number(), raw: z.number().nullable(), scale: z.string() })
      .nullable(),
    legs: z.array(leg),
    refused: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
    customer: estimate.describe('What is left to the customer.'),
    business: estimate,
    expected: z.array(
      z.strictObject({
        metric: z.string(),
        unit: z.string(),
        atMost: z.number().nullable(),
        atLeast: z.number().nullable(),
        source: z.string().nullable(),
        value: z.number().nullable().describe('Null: this encounter does not say.'),
        isMet: z.boolean().nullable(),
      }),
    ),
    grade,
  })
  .meta({ id: 'EncounterShown', description: 'One real encounter, under a pseudonym.' });

export const encountersQuery = z.strictObject({
  encounter: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional()
    .describe('One that must be among them.'),
});

export const encountersReply = z
  .strictObject({
    of: count.describe('Single encounters there are.'),
    among: count.describe('So many newest of them were looked at for typical, best and worst.'),
    encounters: z
      .array(encounter)
      .describe('The typical, the best and the worst for the customer, then the newest first.'),
    isMissing: z.boolean().describe('The one asked for is not there.'),
  })
  .meta({
    id: 'EncountersShown',
    description: 'Real encounters of a touchpoint, under pseudonyms. It names no person.',
  });

export type EncountersShown = ReadOnly<z.infer<typeof encountersReply>>;
export type EncounterShown = ReadOnly<z.infer<typeof encounter>>;
export type EncounterLeg = ReadOnly<z.infer<typeof leg>>;
