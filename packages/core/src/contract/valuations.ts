import { z } from 'zod';
import { VALUE_FAMILIES } from '../model/model.ts';
import type { ReadOnly } from './read-only.ts';
import { direction, named, origin, side } from './words.ts';

const worth = z
  .strictObject({
    median: z.number(),
    low: z
      .number()
      .describe('5th percentile as stated, as high is the 95th; equal to the median for a point.'),
    high: z.number(),
    ...origin,
  })
  .meta({
    id: 'Worth',
    description: 'What one whole unit is worth or costs, in the workspace currency.',
  });

const valuation = z
  .strictObject({
    kind: z.string().describe('The id of one of `kinds`.'),
    segment: z
      .string()
      .nullable()
      .describe('The id of one of `segments`; null: every segment that has none of its own.'),
    give: direction,
    worth: worth.nullable().describe('To its receiver; null: nobody has said.'),
    cost: worth.nullable().describe('To its giver; null: nobody has said.'),
  })
  .meta({ id: 'Valuation' });

const kind = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    family: z.enum(VALUE_FAMILIES),
    unit: z.string().describe('What one whole unit is called, such as second or EUR.'),
    scale: z.int().min(0).describe('Decimals of a whole unit that quantities keep.'),
  })
  .meta({ id: 'ValueKind' });

export const valuationsReply = z
  .strictObject({
    model: z.string().describe("The model's name."),
    modelVersion: z.int().describe('Which version of the model they are read from.'),
    currency: z
      .string()
      .describe('ISO 4217 code. Money in it counts 1 both ways where nobody says otherwise.'),
    kinds: z.array(kind).describe('Every kind of the model, in file order.'),
    segments: z.array(named).describe('In file order; who matches none is in `everyone`.'),
    actors: z
      .array(z.strictObject({ id: z.string(), name: z.string(), side }))
      .describe('Who gives and receives.'),
    valuations: z.array(valuation).describe('In file order; the most specific one counts.'),
  })
  .meta({ id: 'Valuations', description: 'What a unit of each kind is worth and costs.' });

export type Valuations = ReadOnly<z.infer<typeof valuationsReply>>;
export type ValuationShown = ReadOnly<z.infer<typeof valuation>>;
export type WorthShown = ReadOnly<z.infer<typeof worth>>;
export type ValueKindShown = ReadOnly<z.infer<typeof kind>>;
