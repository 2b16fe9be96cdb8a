import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, estimate } from './words.ts';

const of = {
  of: z.enum(['quantity', 'measure', 'felt', 'net']),
  metric: z.string().describe('The measure, `felt`, `leg:0` for a line of the exchange, or `net`.'),
  name: z.string().describe('Of the kind, or of the measure.'),
  way: z.enum(['delivered', 'captured', 'aside']).nullable().describe('Of a quantity.'),
  unit: z.string().describe('Of the figures: of a net the workspace currency.'),
} as const;

/** How a figure is spread over encounters, or over people. */
export const spread = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('spread'),
      ...of,
      over: z.enum(['encounters', 'people']),
      n: count.describe('Encounters that say it, one by one, or people.'),
      newest: count.nullable().describe('Only so many newest encounters were read; null: all.'),
      everyNth: count.describe('Of people every so-manieth was taken, by id; 1: all.'),
      mean: estimate,
      least: z.number(),
      tenth: z.number().describe('One in ten is at or below.'),
      quarter: z.number(),
      median: z.number(),
      threeQuarters: z.number(),
      ninth: z.number().describe('One in ten is at or above.'),
      most: z.number(),
      worst: z
        .strictObject({
          side: z.enum(['low', 'high']).describe('Which end is the worse for the customer.'),
          from: z.number().describe('Where the worst tenth begins.'),
          mean: z.number().describe('Mean of the worst tenth.'),
        })
        .nullable()
        .describe('Null: neither end is the worse by itself.'),
      bars: z
        .array(z.strictObject({ from: z.number(), to: z.number(), count }))
        .describe(
          'From lowest to highest, `to` not included; equal: that value alone. The first and the last take what lies beyond them.',
        ),
    }),
    z.strictObject({ kind: z.literal('abstained'), ...of, n: count, reason: z.string() }),
  ])
  .meta({
    id: 'Spread',
    description:
      'How a figure is spread over single encounters or over people. Aggregates are outside: of them only the mean is known.',
  });

export type Spread = ReadOnly<z.infer<typeof spread>>;
