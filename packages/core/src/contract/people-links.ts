import { z } from 'zod';
import { personLink, pseudonym } from './people.ts';

/** An id as a source has it, or a pseudonym that a link names. */
const id = z.string().min(1).max(1000);

export const linkBody = z
  .strictObject({
    anonymous: id.describe('The anonymous id, as the source has it; or its pseudonym.'),
  })
  .meta({ id: 'LinkAsked' });

export const linkQuery = z.strictObject({
  anonymous: id.describe('The anonymous id, as the source has it; or its pseudonym.'),
});

export const linkReply = z
  .strictObject({
    anonymous: pseudonym,
    identified: pseudonym,
    person: pseudonym.describe('Whose the anonymous id is now.'),
    isNew: z.boolean().describe('False: it was so before.'),
    links: z.array(personLink).describe('All that was said of the anonymous id, undone ones too.'),
  })
  .meta({ id: 'LinkReply' });

export type LinkReply = z.infer<typeof linkReply>;
