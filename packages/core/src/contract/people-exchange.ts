import { z } from 'zod';
import { turns } from './overview-findings.ts';
import type { ReadOnly } from './read-only.ts';
import { way } from './touchpoint.ts';
import { count, estimate, grade, instant, named, side } from './words.ts';

const line = z
  .strictObject({
    ...{ giver: named, receiver: named, way },
    kind: z.string(),
    name: z.string(),
    family: z.string(),
    unit: z.string(),
    quantity: z.string().describe('Whole units, exact, as a decimal.'),
    worth: estimate.describe('To its receiver.'),
    cost: estimate.describe('To its giver.'),
    n: count.describe('Transfers behind it.'),
    grade: grade.describe('The worst in it.'),
    grades: z.partialRecord(grade, count).describe('Transfers per grade.'),
  })
  .meta({ id: 'StatementLine' });

/** Like a bank's: what you gave, what you got. */
export const personExchange = z
  .strictObject({
    get: z.array(line).describe('What the customer received, by kind and giver.'),
    give: z.array(line).describe('What the customer gave.'),
    aside: z.array(line).describe('What moved between others at their encounters.'),
    worth: estimate.describe('All that they got, to them.'),
    cost: estimate.describe('All that they gave, to them.'),
    net: estimate.describe('The one less the other, over shared draws.'),
    business: estimate.describe('The same of the business.'),
    turns: z
      .strictObject({ customer: turns.nullable(), business: turns.nullable() })
      .describe('What the sign of each net hangs on most; null: on no opinion.'),
    leavesOut: z
      .array(
        z.strictObject({
          kind: z.string(),
          name: z.string(),
          unit: z.string(),
          side,
          part: z.enum(['worth', 'cost']),
          quantity: z.number().describe('Whole units.'),
        }),
      )
      .describe('What moved and is in no money, as nobody has said what it is worth or costs.'),
  })
  .meta({ id: 'PersonStatement' });

const leg = z
  .strictObject({
    ...{ giver: named, receiver: named, way },
    kind: z.string(),
    name: z.string(),
    unit: z.string(),
    quantity: z.string().describe('Whole units, as a decimal.'),
    worth: estimate.describe('To its receiver.'),
    cost: estimate.describe('To its giver.'),
    grade,
  })
  .meta({ id: 'TimelineLeg' });

const entry = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{32}$/),
    at: instant,
    journey: named,
    touchpoint: named,
    channel: z.string(),
    durationSeconds: z.number().nullable(),
    felt: z
      .strictObject({ value: z.number(), raw: z.number().nullable(), scale: z.string() })
      .nullable(),
    legs: z.array(leg),
    refused: z
      .array(z.strictObject({ kind: z.string(), name: z.string(), reason: z.string() }))
      .describe('Legs that were not made; no-consent: held back until the right is there.'),
    customer: estimate.describe('What this encounter left to the customer.'),
    grade,
  })
  .meta({ id: 'TimelineEntry' });

/** The most encounters on one page. */
export const TIMELINE_MAX = 100;

export const personTimeline = z
  .strictObject({
    entries: z.array(entry).describe('The newest first.'),
    next: z.string().nullable().describe('Asks for the page behind; null: this is the last.'),
  })
  .meta({ id: 'PersonTimeline' });

export const timelineQuery = z.strictObject({
  after: z.string().max(100).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(TIMELINE_MAX).default(20),
});

export type PersonStatement = ReadOnly<z.infer<typeof personExchange>>;
export type StatementLine = ReadOnly<z.infer<typeof line>>;
export type PersonTimeline = ReadOnly<z.infer<typeof personTimeline>>;
export type TimelineEntry = ReadOnly<z.infer<typeof entry>>;
