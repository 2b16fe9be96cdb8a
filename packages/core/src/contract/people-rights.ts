import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, estimate, instant } from './words.ts';

/** A right that somebody was asked for: what holds now, and what it rests on. */
export const personRight = z
  .strictObject({
    kind: z.string().describe('permission:<purpose>/<category>'),
    name: z.string().describe('For people.'),
    purpose: z.string(),
    category: z.string(),
    state: z
      .enum(['held', 'refused', 'withdrawn', 'expired'])
      .describe('refused: never given; withdrawn: given before.'),
    at: instant.describe('Of the latest word.'),
    expiresAt: instant.nullable(),
    expressedBy: z.string().describe('event, context, gpc, api or leg.'),
    source: z.string(),
    words: count.describe('How often it was given or refused.'),
    record: z.string().describe('The id of its consent record.'),
  })
  .meta({ id: 'PersonRight' });

/** How gladly somebody shares a category. It is never a permission. */
export const personAppetite = z
  .strictObject({
    category: z.string(),
    name: z.string().describe('For people.'),
    appetite: estimate.describe('0..1.'),
    grants: count,
    refusals: count,
    withdrawals: count,
  })
  .meta({ id: 'PersonAppetite' });

/** What is said of a right: giving and withdrawing are asked for alike. */
export const rightAsked = z
  .strictObject({
    kind: z.string().max(300).describe('permission:<purpose>/<category>, as the model has it.'),
    granted: z.boolean(),
    expiresAt: instant.optional().describe('Of a grant: from then on it no longer holds.'),
  })
  .meta({ id: 'RightAsked' });

export const rightReply = z
  .strictObject({
    person: z.string(),
    isNew: z.boolean().describe('False: it was so before.'),
    isBehind: z.boolean().describe('It is kept, and on its way into the ledger.'),
    right: personRight.nullable().describe('As it stands; null: it is on its way.'),
  })
  .meta({ id: 'RightSaid' });

export const receiptsReply = z
  .strictObject({
    person: z.string(),
    receipts: z
      .array(z.record(z.string(), z.unknown()))
      .describe('JSON-LD: ISO/IEC TS 27560 by the Data Privacy Vocabulary, the latest first.'),
  })
  .meta({ id: 'Receipts' });

export type PersonRight = ReadOnly<z.infer<typeof personRight>>;
export type PersonAppetite = ReadOnly<z.infer<typeof personAppetite>>;
