import { z } from 'zod';
import { journey } from './schema-journeys.ts';
import { brand, insight, offer, programme, proposition } from './schema-plans.ts';
import { actor, persona, segment, valuation, valueKind } from './schema-values.ts';
import { currency, KIND_ID, text } from './schema-words.ts';

/** The version of the file format that this product reads. */
export const FORMAT_VERSION = 1;

/**
 * The model file: what may stand where, with a description of every key. From it come the check of a file, the
 * published JSON Schema and the reference page. Keys that start with `x-` are taken out before it looks.
 */
export const fileSchema = z
  .strictObject({
    bothways: z.literal(FORMAT_VERSION).describe('The version of the file format: 1.'),
    name: text.min(1).describe('What the model is called: the business, the programme.'),
    currency: currency.describe(
      'The currency of the workspace: an ISO 4217 code. The kind "money" is in it.',
    ),
    actors: z
      .array(actor)
      .optional()
      .describe('Who can give or receive, beside customer and business.'),
    segments: z
      .array(segment)
      .optional()
      .describe('Groups of customers; the first that matches wins.'),
    personas: z.array(persona).optional().describe('Told pictures of segments, to look through.'),
    values: z
      .record(z.string().meta({ pattern: KIND_ID.source }), valueKind)
      .optional()
      .describe('The kinds of value, by family or family:name. "money" always exists.'),
    valuations: z
      .array(valuation)
      .optional()
      .describe('What each kind is worth and costs. Own money is worth 1.'),
    journeys: z.array(journey).optional().describe('What customers set out to do.'),
    propositions: z.array(proposition).optional().describe('What is promised, at its altitude.'),
    brand: brand.optional().describe('The promise and values of the brand.'),
    insights: z.array(insight).optional().describe('What research found.'),
    offers: z.array(offer).optional().describe('Exchanges that we may propose.'),
    programme: programme.optional().describe('Sponsor, governance, roadmap.'),
  })
  .meta({
    id: 'Model',
    title: 'Model',
    description:
      'What is planned: who exchanges what with whom, where, and what it is worth. One file, or several that are read as one. Keys that start with x- are yours, at any level.',
  });

export type ModelFile = z.output<typeof fileSchema>;
/** Parts that are kept as data: nothing computes with them yet. */
export const PLAN_KEYS = ['propositions', 'brand', 'insights', 'offers', 'programme'] as const;
