import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { counted, direction, origin } from './words.ts';

// What the figures cannot show, and how they were made.

export const unmapped = counted('name', 'The name of the event.').meta({ id: 'Unmapped' });
export const rejectedByReason = counted('reason', 'Why it was refused, such as bad-time.').meta({
  id: 'RejectedByReason',
});
export const unseen = z
  .strictObject({ id: z.string(), name: z.string(), channel: z.string() })
  .meta({ id: 'Unseen' });

export const blind = z
  .strictObject({
    unmapped: z
      .array(unmapped)
      .describe('Events no touchpoint takes, by event name, the most frequent first.'),
    unseen: z.array(unseen).describe('Touchpoints no event reaches.'),
    unstated: z
      .array(z.strictObject({ touchpoint: z.string(), kind: z.string() }))
      .describe(
        'Movements that the model names with a believed volume but without a believed quantity: in no believed figure.',
      ),
    rejected: z
      .array(rejectedByReason)
      .describe('Source records that could not be read, by reason.'),
    refused: z
      .array(
        z.strictObject({
          reason: z.string(),
          touchpoint: z.string(),
          kind: z.string(),
          count: z.number(),
        }),
      )
      .describe('Movements that an encounter did not make, by reason.'),
  })
  .meta({ id: 'Blind', description: 'What the pictures cannot show.' });

const statedValue = z
  .strictObject({
    kind: z.string(),
    name: z.string(),
    unit: z.string(),
    segment: z.string().nullable().describe('Its name; null: everyone.'),
    give: direction,
    of: z.enum(['worth', 'cost']),
    median: z.number(),
    low: z
      .number()
      .describe('5th percentile as fitted, as high is the 95th; equal to the median for a point.'),
    high: z.number(),
    ...origin,
  })
  .meta({
    id: 'StatedValue',
    description: 'What one whole unit is worth or costs, as the model states it.',
  });

export const made = z
  .strictObject({
    figures: z.array(z.strictObject({ figure: z.string(), how: z.string(), source: z.string() })),
    scaling: z
      .strictObject({
        days: z.number(),
        factor: z.number(),
        isShort: z.boolean().describe('Fewer days than a year should be worked out from.'),
        hasAggregates: z
          .boolean()
          .describe(
            'Whether totals of a period are in it, each scaled by the days it covers itself.',
          ),
      })
      .nullable()
      .describe('How many days the period has, and so the factor to a year; null: no events.'),
    valuations: z.array(statedValue),
  })
  .meta({ id: 'Made', description: 'How the figures were made.' });

export type ReportBlind = ReadOnly<z.infer<typeof blind>>;
export type ReportMade = ReadOnly<z.infer<typeof made>>;
export type ReportValuation = ReadOnly<z.infer<typeof statedValue>>;
