import { z } from 'zod';
import { id, kindRef, ref, text } from './schema-words.ts';

// Plans that nothing computes with yet. Checked lightly, other keys welcome, kept in the model's extensions.

export const proposition = z
  .looseObject({
    id: id.describe('Unique among propositions.'),
    altitude: z
      .enum(['organisation', 'market', 'customer'])
      .optional()
      .describe('Who promises whom.'),
    promise: text.optional().describe('What is promised, in a sentence.'),
    part_of: ref.optional().describe('The proposition that this one serves.'),
    segment: ref.optional().describe('Whom it is for.'),
    kept_by: z.array(ref).optional().describe('The touchpoints that keep it.'),
    tangibles: z.array(z.unknown()).optional().describe('What is promised that can be counted.'),
    intangibles: z.array(z.unknown()).optional().describe('What is promised beyond that.'),
    insights: z.array(ref).optional().describe('The insights it rests on.'),
  })
  .meta({ id: 'Proposition', title: 'Proposition', description: 'A promise at an altitude.' });

export const insight = z
  .looseObject({
    id: id.describe('Unique among insights. Sources name it as insight/ID.'),
    title: text.optional().describe('What was found, in a line.'),
    type: z
      .enum(['need', 'pain', 'gain', 'job', 'goal', 'expectation', 'quote', 'story', 'observation'])
      .optional()
      .describe('What sort of finding it is.'),
    impact: z.number().min(-2).max(2).optional().describe('On the experience, -2..+2.'),
    weight: z.number().min(0).max(100).optional().describe('How much it counts, 0..100.'),
    touchpoints: z.array(ref).optional().describe('Where it was found.'),
  })
  .meta({ id: 'Insight', title: 'Insight', description: 'What research found.' });

export const offer = z
  .looseObject({
    id: id.describe('Unique among offers.'),
    name: text.optional().describe('Shown name.'),
    gives: z.array(z.unknown()).optional().describe('What the customer would get.'),
    asks: z.array(z.unknown()).optional().describe('What it asks of the customer.'),
    suits: z.array(ref).optional().describe('The segments it suits.'),
    needs_consent: z
      .array(kindRef)
      .optional()
      .describe('The permissions it needs, such as permission:marketing/email.'),
    insights: z.array(ref).optional().describe('The insights it rests on.'),
  })
  .meta({ id: 'Offer', title: 'Offer', description: 'An exchange that we may propose.' });

export const brand = z
  .looseObject({
    promise: text.optional().describe('The brand promise.'),
    values: z.unknown().optional().describe("Brand values, with do and don't."),
  })
  .meta({ id: 'Brand', title: 'Brand', description: 'The promise and values of the brand.' });

export const programme = z
  .looseObject({
    sponsor: text.optional().describe('Who stands for it.'),
    roadmap: z.unknown().optional().describe('What is done when.'),
  })
  .meta({ id: 'Programme', title: 'Programme', description: 'Sponsor, governance, roadmap.' });
