import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, grade, named } from './words.ts';

// Through whose eyes an overview can be read: segments, and the personas that picture them.

export const segment = z
  .strictObject({
    id: z.string().describe('`everyone`: who no segment matches.'),
    name: z.string(),
    people: count.describe('Different people of it who were met in the period.'),
  })
  .meta({ id: 'Segment', description: 'A group of customers with its own valuations.' });

export const persona = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    segment: named.nullable().describe('Whom it pictures; null: nobody that figures are read for.'),
    bio: z.string().nullable(),
    goals: z.array(z.string()),
    pains: z.array(z.string()),
    gains: z.array(z.string()),
    quote: z.string().nullable(),
    grade: grade.nullable().describe('How the picture is known; null: nobody has said.'),
  })
  .meta({ id: 'Persona', description: 'A told picture of a segment. It computes nothing.' });

export type ReportSegment = ReadOnly<z.infer<typeof segment>>;
export type ReportPersona = ReadOnly<z.infer<typeof persona>>;
