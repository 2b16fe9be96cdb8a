import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, instant } from './words.ts';

const key = z
  .strictObject({
    id: count,
    hint: z.string().describe('Its last four characters.'),
    createdAt: instant,
    expiresAt: instant.nullable().describe('Of one that was rotated: it works until then.'),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'SourceKey', description: 'A write key. It is never told again after it was made.' });

const source = z
  .strictObject({
    name: z.string(),
    createdAt: instant,
    lastAt: instant.nullable().describe('When something last came; null: nothing yet.'),
    accepted: count,
    duplicates: count.describe('That had come before, and were left out.'),
    rejected: count,
    keys: z.array(key).describe('The newest first.'),
  })
  .meta({ id: 'Source', description: 'Where live events come from.' });

export const sourcesReply = z
  .strictObject({ sources: z.array(source).describe('By name.') })
  .meta({ id: 'Sources' });

/** The longest name of a source. */
export const SOURCE_NAME_MAX = 100;

export const sourceBody = z.strictObject({
  name: z.string().trim().min(1).max(SOURCE_NAME_MAX).describe('For people, such as "web shop".'),
});

export const sourceParams = z.strictObject({ name: z.string().max(400) });

export const rotateBody = z.strictObject({
  graceDays: z
    .number()
    .min(0)
    .max(365)
    .default(7)
    .describe('So long the key before goes on working; 0: no longer.'),
});

/** A key is told this once; only its hash is kept. */
export const sourceMade = z
  .strictObject({ source: z.string(), writeKey: z.string() })
  .meta({ id: 'SourceMade' });

export const sourceRevoked = z
  .strictObject({ source: z.string(), revoked: count.describe('Keys that no longer work.') })
  .meta({ id: 'SourceRevoked' });

export type Sources = ReadOnly<z.infer<typeof sourcesReply>>;
export type SourceShown = ReadOnly<z.infer<typeof source>>;
export type SourceMade = ReadOnly<z.infer<typeof sourceMade>>;
