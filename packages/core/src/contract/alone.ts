import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count } from './words.ts';

// A file that is looked at by itself: no model, no ledger, and nothing of it is kept.

/** So many activities may end a journey. */
export const ENDS_MAX = 12;

const upload = z.string().max(100).describe('The file, as it was told when sent.');
const column = z.string().max(1000).describe('As it stands in the file.');
const missing = z
  .string()
  .max(1000)
  .default('')
  .describe('Numbers and words that mean no answer, with commas between: `0,-99,n/a`.');

export const aloneColumnsBody = z.strictObject({ upload });

export const aloneColumnsReply = z
  .strictObject({
    name: z.string().describe('What the file is called.'),
    format: z.string(),
    records: count.describe('Records looked at: the first of the file.'),
    columns: z
      .array(
        z.strictObject({
          name: z.string(),
          holds: z.enum(['number', 'time', 'text']),
          filled: z.number().describe('Part of the records looked at, 0..1.'),
          distinct: count,
          examples: z.array(z.string()).describe('At most 4.'),
        }),
      )
      .describe('At most 400.'),
    guess: z
      .strictObject({
        case: z.string().nullable(),
        activity: z.string().nullable(),
        at: z.string().nullable(),
        felt: z.string().nullable(),
        scale: z.string().nullable().describe('Its least and its most, as `1..5`.'),
        overall: z.string().nullable(),
        outcome: z.string().nullable(),
        drivers: z.array(z.string()),
      })
      .describe('Which column is what, as names and first records suggest; null: none does.'),
  })
  .meta({ id: 'AloneColumns', description: 'What is in a file, for choosing.' });

export const aloneJourneysBody = z.strictObject({
  upload,
  case: column,
  activity: column,
  at: column.nullable().describe('Null: the order of the file is that of the journeys.'),
});

export const aloneExperienceBody = z.strictObject({
  upload,
  case: column,
  activity: column.nullable(),
  at: column.nullable(),
  felt: column,
  scale: z.string().max(100).describe('Of how it felt: csat-5, ces-7, nps-10 ... or `1..5`.'),
  overall: column.nullable().describe('What was said of the whole, on the same scale.'),
});

export const aloneDriversBody = z.strictObject({
  upload,
  outcome: column,
  drivers: z.array(column).min(2).max(14),
  missing,
});

export const aloneNpsBody = z.strictObject({
  upload,
  score: column,
  weight: column.nullable().default(null),
  by: column.nullable().default(null),
  missing,
});

export type AloneColumns = ReadOnly<z.infer<typeof aloneColumnsReply>>;
export type AloneJourneysBody = ReadOnly<z.infer<typeof aloneJourneysBody>>;
export type AloneExperienceBody = ReadOnly<z.infer<typeof aloneExperienceBody>>;
export type AloneDriversBody = ReadOnly<z.input<typeof aloneDriversBody>>;
