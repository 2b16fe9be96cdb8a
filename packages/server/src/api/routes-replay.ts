import { apiError, jobBegun, replayBody } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { LiveParts } from './live-parts.ts';
import { ApiRefusal } from './refusal.ts';
import { replayRejects } from './replay-rejects.ts';
import type { Asked } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** Records that were refused, sent once more. `live`: undefined where no live events are taken. */
export function addReplayRoutes(
  server: FastifyInstance,
  { stores, replies, jobs }: Asked,
  live: LiveParts | undefined,
): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    '/api/rejects/replay',
    {
      schema: {
        summary: 'Sends records that were refused live once more, by the rules of now, as a job',
        description: 'What comes of the job is a ReplayDone.',
        operationId: 'replayRejects',
        body: replayBody,
        response: { 202: jobBegun, ...REFUSED },
      },
    },
    async ({ body }, reply) => {
      if (live === undefined) throw notTaking();
      const { door, conductor } = live;
      const settled = async (): Promise<void> => conductor?.settled?.();
      const reading = () => replies.reading();
      const job = jobs.start('replay', (progress) =>
        replayRejects({ stores, door, settled, reading }, body, progress),
      );
      return reply.status(202).send({ job });
    },
  );
}

function notTaking(): ApiRefusal {
  return new ApiRefusal(503, {
    code: 'not-taking',
    message: 'this server takes no live events',
    hint: 'start it by "bothways serve"',
  });
}
