import { apiError, becameReply, jobBegun } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { rebuildNewest } from '../jobs/rebuild-newest.ts';
import { dataBecame } from '../measure/data-became.ts';
import { noLedger } from './refusal.ts';
import { type Asked, sendKept } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** What each event became, and the ledger brought up to date. */
export function addDataRoutes(
  server: FastifyInstance,
  { stores, replies, jobs, directory }: Asked,
): void {
  server.get(
    '/api/data/became',
    {
      schema: {
        summary: 'What the events in the ledger became, by name',
        operationId: 'became',
        response: { 200: becameReply, ...REFUSED },
      },
    },
    async (request, reply) => {
      const kept = await replies.replyOf('became', async (reading) =>
        JSON.stringify(await dataBecame(reading)),
      );
      if (kept === null) throw noLedger(directory);
      return sendKept(request, reply, kept);
    },
  );
  server.withTypeProvider<ZodTypeProvider>().post(
    '/api/rebuild',
    {
      schema: {
        summary: 'Brings the ledger up to date with what was imported since',
        operationId: 'rebuild',
        response: { 202: jobBegun, ...REFUSED },
      },
    },
    async (_request, reply) => {
      const job = jobs.start('rebuild', (progress) => rebuildNewest(stores, progress));
      return reply.status(202).send({ job });
    },
  );
}
