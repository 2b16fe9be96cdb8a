import { z } from 'zod';
import { GRADES } from '../model/model.ts';

// What several replies are made of.

export const grade = z.enum(GRADES).meta({
  id: 'Grade',
  description:
    'How a figure is known. A: measured in a system, B: by proxy, C: stated by somebody, D: assumed.',
});

export const estimate = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('estimate'),
      median: z.number(),
      low: z.number().describe('With high it encloses the figure with probability `level`.'),
      high: z.number(),
      level: z.number().describe('0..1.'),
      n: z.number().describe('How many encounters stand behind it.'),
      method: z.string().describe('How it was worked out.'),
      grade,
    }),
    z.strictObject({
      kind: z.literal('abstained'),
      reason: z.string().describe('Why the data cannot say.'),
    }),
  ])
  .meta({ id: 'Estimate', description: 'A number with its doubt, or why there is none.' });

export const named = z.strictObject({
  id: z.string(),
  name: z.string().describe('For people.'),
});

export const date = z.iso.date();
export const instant = z.iso.datetime().describe('ISO 8601, in UTC.');
export const count = z.int().min(0);

/** A count of a reason or a name. */
export function counted<Key extends string>(key: Key, about: string) {
  return z.strictObject({ [key]: z.string().describe(about), count } as {
    [Each in Key]: z.ZodString;
  } & { count: typeof count });
}

/** A side's name, where partners and the community are told apart from both. */
export const side = z
  .enum(['customer', 'business', 'other'])
  .describe('Whose account it is; other: partners and community, whose own gain is in no net.');

export const direction = z
  .enum(['customer', 'business'])
  .nullable()
  .describe('Who gives, where it speaks of one direction; null: both.');

/** Where an opinion comes from, and who agreed to it when. */
export const origin = {
  basis: z.enum(['measured', 'stated', 'assumed']),
  source: z.string().nullable(),
  agreedBy: z.string().nullable(),
  agreedOn: date.nullable(),
} as const;
