import { z } from 'zod';
import { apiError } from './error.ts';
import type { ReadOnly } from './read-only.ts';

export const jobReply = z
  .strictObject({
    id: z.string(),
    what: z.string().describe('What is being done, such as import or demo.'),
    state: z.enum(['running', 'done', 'failed']),
    said: z.string().describe('What it does now, in words; when it has ended, the last of it.'),
    error: apiError.nullable().describe('Why it failed; null where it did not.'),
    result: z
      .unknown()
      .describe(
        'What came of it: its shape is told where the job is begun; null until it is done.',
      ),
  })
  .meta({ id: 'Job', description: 'Something that takes a while, as it is now.' });

/** The answer of whatever begins a job. */
export const jobBegun = z
  .strictObject({ job: z.string().describe('What to ask for at /api/jobs.') })
  .meta({ id: 'JobBegun', description: 'It has begun: how it goes is told at /api/jobs.' });

export type Job = ReadOnly<z.infer<typeof jobReply>>;
export type JobBegun = ReadOnly<z.infer<typeof jobBegun>>;
