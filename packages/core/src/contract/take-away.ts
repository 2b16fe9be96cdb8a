import { z } from 'zod';
import { changedQuery } from './changed.ts';

/** What can be taken away, and in which forms each makes sense. */
export const TAKE_AWAYS = {
  journey: ['pdf', 'svg', 'png', 'pptx', 'xlsx', 'csv'],
  findings: ['pdf', 'svg', 'png', 'pptx', 'xlsx', 'csv'],
  summary: ['pdf', 'png', 'svg', 'csv'],
  changed: ['pdf', 'png', 'svg'],
} as const;
export type TakeAwayWhat = keyof typeof TAKE_AWAYS;
export type TakeAwayFormat = (typeof TAKE_AWAYS)[TakeAwayWhat][number];

const whats = Object.keys(TAKE_AWAYS) as readonly TakeAwayWhat[] as [TakeAwayWhat];
const formats = [...new Set(Object.values(TAKE_AWAYS).flat())];

export const takeAwayParams = z.strictObject({
  what: z
    .enum(whats)
    .describe(
      'The map with its table; the findings; one page to forward; what changed in a month.',
    ),
  format: z.enum(formats).describe('Not each is had in every one: a summary is no slide.'),
});

export const takeAwayQuery = z.strictObject({
  journey: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The id of a journey, or `all`; left out: the one with the step that matters most.'),
  segment: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The id of a segment of the model, or `everyone` for who none matches.'),
  ...changedQuery.shape,
  lang: z.enum(['en', 'de']).default('en').describe('In which language it speaks.'),
  theme: z.enum(['light', 'dark']).default('light').describe('Dark is for screens.'),
});
