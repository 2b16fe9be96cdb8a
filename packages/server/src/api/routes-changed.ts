import { apiError, changedQuery, changedReply } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { changedMonth } from '../measure/changed.ts';
import { noLedger } from './refusal.ts';
import { type Asked, writable } from './routes.ts';

/** What changed in a month. */
export function addChangedRoutes(server: FastifyInstance, { replies, directory }: Asked): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/changed',
    {
      schema: {
        summary: 'What changed in a month, against the one before or the year before',
        operationId: 'changed',
        querystring: changedQuery,
        response: { 200: changedReply, '4xx': apiError, '5xx': apiError },
      },
    },
    async ({ query }) => {
      const reading = await replies.reading();
      if (reading === null) throw noLedger(directory);
      return writable(await changedMonth(reading, query));
    },
  );
}
