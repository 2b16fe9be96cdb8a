import { z } from 'zod';
import { modelProblem } from './model.ts';
import type { ReadOnly } from './read-only.ts';

/** What every reply is that is no answer. */
export const apiError = z
  .strictObject({
    code: z
      .string()
      .describe('For programs, such as no-ledger, not-found, bad-request or wrong-host.'),
    message: z.string().describe('For people: what was seen.'),
    path: z.string().optional().describe('Which part of the request it is about, such as limit.'),
    hint: z.string().optional().describe('What to do.'),
    problems: z
      .array(modelProblem)
      .optional()
      .describe('Of a model that is refused: each error in place.'),
  })
  .meta({ id: 'Error', description: 'Why there is no answer.' });

export type ApiError = ReadOnly<z.infer<typeof apiError>>;
