import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { instant } from './words.ts';

export const eraseBody = z
  .strictObject({
    now: z.boolean().default(false).describe('At once, as a job; else within a day.'),
    suppress: z
      .boolean()
      .default(true)
      .describe('Whether later events of this person are left out, from this moment.'),
    also: z
      .array(z.string().min(1).max(400))
      .max(50)
      .default([])
      .describe('Further ids that sources have for them, such as that of a browser or an address.'),
  })
  .meta({ id: 'EraseBody' });

export const eraseReply = z
  .strictObject({
    dueAt: instant.describe('Until when it is done.'),
    job: z
      .string()
      .nullable()
      .describe(
        'What to ask for at /api/jobs, where it is done at once; its result has the proof.',
      ),
  })
  .meta({ id: 'EraseReply', description: 'Somebody is on the list of whom to erase.' });

export const exportReply = z
  .unknown()
  .meta({ id: 'PersonExport', description: 'Everything of one person, as a file of JSON.' });

export type EraseReply = ReadOnly<z.infer<typeof eraseReply>>;
