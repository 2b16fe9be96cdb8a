import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { estimate, grade, named } from './words.ts';

// What there is to act on, and where the data could not say.

export const finding = z
  .strictObject({
    kind: z.string().describe('As the engine names it, such as `one-sided-capture`.'),
    kindName: z.string().describe('The same for people: "One-sided capture".'),
    touchpoint: named,
    sentence: z.string().describe('One plain sentence: what goes wrong here.'),
    detail: z
      .string()
      .describe('What was seen, with its numbers and ranges; empty: the sentence says it all.'),
    customer: estimate.describe(
      'Money at stake a year for the customers, as the finding defines it; negative: they lose.',
    ),
    business: estimate.describe('The same for the business.'),
    breakEven: z
      .string()
      .nullable()
      .describe(
        '"Holds while a customer\'s minute is worth more than EUR 0.06." Null: nothing to turn on.',
      ),
    grade,
    people: z.number().nullable(),
    next: z.string().describe('What to look at next, one sentence.'),
  })
  .meta({ id: 'Finding', description: 'Something to act on.' });

export const abstained = z
  .strictObject({ kindName: z.string(), touchpoint: named, reason: z.string() })
  .meta({
    id: 'Abstained',
    description: 'Where a finding was looked for and the data could not say.',
  });

export type ReportFinding = ReadOnly<z.infer<typeof finding>>;
export type ReportAbstained = ReadOnly<z.infer<typeof abstained>>;
