import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { estimate, grade, named, side } from './words.ts';

// What there is to act on, and where the data could not say.

export const turns = z
  .strictObject({
    kind: z.string().describe('The value kind that it hangs on.'),
    side: side.describe('Whose opinion it is.'),
    part: z.enum(['worth', 'cost']).describe('Worth to its receiver, or cost to its giver.'),
    per: z
      .string()
      .describe('What one value is said for, as screens show it: a minute for seconds.'),
    now: z.number().describe('The median of now for one `per`, over segments by how much moved.'),
    at: z
      .number()
      .nullable()
      .describe(
        'Where the finding turns with all other opinions at their medians; null: no value turns it.',
      ),
    holdsWhile: z.enum(['above', 'below']).describe('On which side of `at` it holds.'),
    holds: z.boolean().describe('Whether it holds at the medians.'),
  })
  .meta({ id: 'BreakEven', description: 'The opinion that a finding hangs on most.' });

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
    turns: turns
      .nullable()
      .describe('The break-even in parts, to be said in any language; null: nothing to turn on.'),
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
