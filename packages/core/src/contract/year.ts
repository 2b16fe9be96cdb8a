import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, grade } from './words.ts';

const moved = z
  .strictObject({
    touchpoint: z.string(),
    giver: z.string().describe('The id of an actor.'),
    receiver: z.string().describe('The id of an actor.'),
    kind: z.string(),
    segment: z.string(),
    quantity: z
      .string()
      .regex(/^-?\d+$/)
      .describe("A year, in the kind's smallest units."),
    n: count.describe('Transfers seen.'),
    grade: grade.describe('The worst evidence in it.'),
  })
  .meta({ id: 'Moved' });

export const yearReply = z
  .strictObject({
    generation: z.int().describe('The build of the ledger that was read.'),
    encounters: count.describe('Seen over all touchpoints, not in a year.'),
    touchpoints: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          encounters: count.describe('Seen, not in a year.'),
        }),
      )
      .describe('Those where something was seen.'),
    rows: z.array(moved).describe('What moved, by touchpoint, giver, receiver, kind and segment.'),
  })
  .meta({
    id: 'Year',
    description:
      'The quantities that the yearly nets of the overview are made of: single events scaled by the days seen, totals by the days that they cover. Valued by the valuations, they are those nets.',
  });

export type Year = ReadOnly<z.infer<typeof yearReply>>;
