import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count } from './words.ts';

/** What keeps the data from saying something about how it felt, in the order the checks run. */
export const UNSAID_CODES = [
  'no-felt',
  'too-few-felt',
  'nobody-named',
  'too-few-journeys',
  'no-answer',
  'too-few-answers',
  'answers-alike',
  'answers-against',
  'one-felt-touchpoint',
  'too-few-together',
  'no-expectation',
  'not-measured',
  'only-totals',
  'no-bound-and-felt',
  'never-both-ways',
  'no-score',
  'no-worth',
  'not-asked-here',
] as const;

/** Why nothing is said, and what to add so that it can be. */
export const unsaid = z
  .strictObject({
    code: z.enum(UNSAID_CODES),
    reason: z.string().describe('In one English sentence.'),
    todo: z.string().describe('What to add, so that it can be said.'),
    seen: count.nullable().describe('How many there are of what is too few; null: not of number.'),
    wanted: count.nullable().describe('How many it takes.'),
  })
  .meta({ id: 'Unsaid', description: 'What the data cannot say, why, and what to add.' });

/** Who set an expectation, as told from the words of its source. */
export const SETTERS = [
  'advert',
  'own-words',
  'colleague',
  'rival',
  'other-customers',
  'last-time',
  'other',
  'nobody-said',
] as const;
export const setter = z
  .enum(SETTERS)
  .describe(
    'Who set it: an advert or poster; what we say ourselves where it happens (mail, tape, button); a colleague; a rival; other customers; how it was last time; something else; nobody has said.',
  );

export const answer = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('asked'),
      touchpoint: z.strictObject({ id: z.string(), name: z.string() }),
      scale: z.string(),
      days: count
        .nullable()
        .describe(
          'Asked elsewhere: the first answer of the same person within so many days of the end; null: within the journey itself.',
        ),
    }),
    z.strictObject({
      kind: z.literal('behaviour'),
      of: z.enum(['bought', 'returned']).describe('Paid again; or came again at all.'),
      days: count.describe('Within so many days of the end, for who was seen that long.'),
    }),
    z.strictObject({
      kind: z.literal('column'),
      name: z.string().describe('Of a file.'),
    }),
  ])
  .meta({
    id: 'OverallAnswer',
    description: 'What stands for how a whole journey is remembered.',
  });

export type Unsaid = ReadOnly<z.infer<typeof unsaid>>;
export type UnsaidCode = (typeof UNSAID_CODES)[number];
export type Setter = (typeof SETTERS)[number];
export type OverallAnswer = ReadOnly<z.infer<typeof answer>>;
