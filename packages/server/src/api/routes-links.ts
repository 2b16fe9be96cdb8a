import {
  apiError,
  type LinkReply,
  linkBody,
  linkQuery,
  linkReply,
  personParams,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type Linked, type LinkRefusal, linkByHand } from '../conduct/link-by-hand.ts';
import { ApiRefusal } from './refusal.ts';
import { type Asked, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** Says by hand that an anonymous id is somebody, or that it is not. */
export function addLinkRoutes(server: FastifyInstance, { stores }: Pick<Asked, 'stores'>): void {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/people/:id/links',
    {
      schema: {
        summary: 'Links an anonymous id to a user: from now on they are one person',
        operationId: 'linkPerson',
        params: personParams,
        body: linkBody,
        response: { 200: linkReply, ...REFUSED },
      },
    },
    async ({ params: { id: user }, body: { anonymous } }) =>
      writable(shown(await linkByHand(stores, 'link', { anonymous, user }))),
  );
  typed.delete(
    '/api/people/:id/links',
    {
      schema: {
        summary: 'Undoes the link of an anonymous id to a user: as if it had never been said',
        operationId: 'unlinkPerson',
        params: personParams,
        querystring: linkQuery,
        response: { 200: linkReply, ...REFUSED },
      },
    },
    async ({ params: { id: user }, query: { anonymous } }) =>
      writable(shown(await linkByHand(stores, 'unlink', { anonymous, user }))),
  );
}

function shown(done: Linked | LinkRefusal): LinkReply {
  if ('refusal' in done)
    throw new ApiRefusal(409, { code: 'not-linked', message: done.refusal, path: 'anonymous' });
  const { links, ...linked } = done;
  return {
    ...linked,
    links: links.map(({ anonymous, identified, at, saidBy, isByHand, undoneAt }) => ({
      ...{ anonymous, identified, saidBy, isByHand, at: new Date(at).toISOString() },
      undoneAt: undoneAt === null ? null : new Date(undoneAt).toISOString(),
    })),
  };
}
