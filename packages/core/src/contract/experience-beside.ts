import { z } from 'zod';
import { setter, unsaid } from './experience-words.ts';
import type { ReadOnly } from './read-only.ts';
import { count, estimate, named } from './words.ts';

// What stands beside how it felt: touchpoints together, what was expected, and what was asked outright.

export const combined = z
  .strictObject({
    first: named,
    second: named,
    both: count.describe('Real journeys that pass both.'),
    firstAlone: count,
    secondAlone: count,
    neither: count,
    of: z
      .enum(['answer', 'felt'])
      .describe(
        'What is compared: what was said of the whole; else how the rest of the journey felt, against what is usual there. -1..+1.',
      ),
    alone: z
      .strictObject({ first: estimate, second: estimate })
      .describe('What each goes with by itself, against journeys with neither.'),
    together: estimate.describe('What both go with, against journeys with neither.'),
    beyond: estimate.describe(
      'Together less the sum of each alone; below 0: one does much of what the other does.',
    ),
    order: estimate.describe(
      'How much better it is where the first comes before the second, than the other way round.',
    ),
    verdict: z
      .enum(['stronger-together', 'redundant', 'weaker-together', 'adds-up', 'unknown'])
      .describe('Adds up: the sum cannot be told from it.'),
    isFound: z
      .boolean()
      .describe('More than chance among all pairs: at most a tenth of those found is.'),
  })
  .meta({ id: 'CombinedEffect', description: 'Two touchpoints together against each alone.' });

export const expectationHeld = z
  .strictObject({
    touchpoint: named,
    ...{ metric: z.string(), unit: z.string() },
    atMost: z.number().nullable(),
    atLeast: z.number().nullable(),
    source: z.string().nullable().describe('Who or what set it, as the model says.'),
    setter,
    n: count.describe('Encounters that say it.'),
    kept: estimate.describe('Part in which it was kept: 0..1.'),
    missedBy: z
      .number()
      .nullable()
      .describe("Half of those missed are missed by more, in the metric's unit; null: none is."),
    feltKept: estimate.describe('How it felt where it was kept.'),
    feltMissed: estimate.describe('How it felt where it was missed.'),
    tie: estimate.describe('How much better it felt where it was kept.'),
    unsaid: unsaid.nullable(),
  })
  .meta({ id: 'ExpectationTied', description: 'What was expected, who set it, and what it does.' });

export const setBy = z
  .strictObject({
    setter,
    sources: z.array(z.string()).max(50).describe('In the words of the model.'),
    expectations: count,
    n: count,
    kept: estimate.describe('Over all of them: 0..1.'),
    tie: estimate.describe('How much better it felt where it was kept, over all of them.'),
  })
  .meta({ id: 'SetBy', description: 'Expectations by who set them.' });

const asked = {
  n: count.describe('Answers.'),
  value: estimate.describe(
    "The measure's own: nps -100..+100, csat 0..1 (four or five of five), ces and mean on the scale itself.",
  ),
} as const;

export const score = z
  .strictObject({
    touchpoint: named,
    scale: z.string(),
    least: z.number(),
    most: z.number(),
    measure: z.enum(['nps', 'csat', 'ces', 'mean']),
    encounters: count.describe('Single encounters here; the others did not answer.'),
    ...asked,
    good: count.describe('Promoters; content; easy; above the middle.'),
    between: count,
    bad: count.describe('Detractors; discontent; hard; below the middle.'),
    answers: z.array(z.strictObject({ raw: z.number(), n: count })).max(40),
    trend: estimate.describe('Change a year, by a line through the months.'),
    months: z.array(z.strictObject({ month: z.string(), ...asked })).max(240),
    segments: z.array(z.strictObject({ ...named.shape, ...asked })),
    unsaid: unsaid.nullable(),
  })
  .meta({
    id: 'AskedScore',
    description: 'What was asked outright at a touchpoint, on its own terms.',
  });

export type CombinedEffect = ReadOnly<z.infer<typeof combined>>;
export type ExpectationTied = ReadOnly<z.infer<typeof expectationHeld>>;
export type SetBy = ReadOnly<z.infer<typeof setBy>>;
export type AskedScore = ReadOnly<z.infer<typeof score>>;
