import { apiError, jobReply } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Jobs } from '../jobs/jobs.ts';
import { ApiRefusal } from './refusal.ts';

/** How what takes a while goes on. */
export function addJobRoutes(server: FastifyInstance, jobs: Jobs): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/jobs/:id',
    {
      schema: {
        summary: 'How something that takes a while goes on',
        operationId: 'job',
        params: z.strictObject({ id: z.string().max(100).describe('As it was told when begun.') }),
        response: { 200: jobReply, '4xx': apiError, '5xx': apiError },
      },
    },
    async ({ params: { id } }) => {
      const job = jobs.shown(id);
      if (job !== null) return job as z.infer<typeof jobReply>;
      throw new ApiRefusal(404, {
        code: 'no-such-job',
        message: 'nothing of this name is being done here, or it ended long ago',
        hint: 'see in Data whether it came through; else begin it anew',
      });
    },
  );
}
