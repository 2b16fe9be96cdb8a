import { didYouMean, oneOf } from '@bothways/core';
import { apiError, experienceQuery, experienceReply } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { experienceShown } from '../measure/experience-shown.ts';
import { currentJourneys } from '../measure/journeys.ts';
import { throughLens } from './kept-replies.ts';
import { ApiRefusal, noLedger } from './refusal.ts';
import { type Asked, sendKept } from './routes.ts';

/** How a journey felt. */
export function addExperienceRoutes(server: FastifyInstance, { replies, directory }: Asked): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/experience',
    {
      schema: {
        summary: 'How a journey felt, how it is remembered, and what it cost',
        operationId: 'experience',
        querystring: experienceQuery,
        response: { 200: experienceReply, '4xx': apiError, '5xx': apiError },
      },
    },
    async (request, reply) => {
      const { journey = null, segment } = request.query;
      const kept = await replies.replyOf(
        `experience ${JSON.stringify([journey, segment])}`,
        async (reading) => {
          const eyes = segment === undefined ? reading : throughLens(reading, segment);
          const shown = await experienceShown(eyes, journey);
          return shown === null ? null : JSON.stringify(shown);
        },
      );
      if (kept !== null) return sendKept(request, reply, kept);
      const reading = await replies.reading();
      if (reading === null) throw noLedger(directory);
      const known = currentJourneys(reading.model).map(({ id }) => id);
      throw new ApiRefusal(404, {
        code: 'no-journey',
        message: `there is no current journey "${(journey ?? '').slice(0, 100)}" in the model`,
        hint: didYouMean(
          journey ?? '',
          known,
          known.length === 0 ? 'it has none yet' : `there is ${oneOf(known)}`,
        ),
      });
    },
  );
}
