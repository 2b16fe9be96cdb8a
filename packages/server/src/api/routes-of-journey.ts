import { didYouMean, oneOf } from '@bothways/core';
import { apiError, type experienceQuery, type journeysQuery } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ZodType } from 'zod';
import { currentJourneys } from '../measure/journeys.ts';
import type { Reading } from '../measure/reading.ts';
import { throughLens } from './kept-replies.ts';
import { ApiRefusal, noLedger } from './refusal.ts';
import { type Asked, sendKept } from './routes.ts';

/** What is told of one journey, through the eyes of everybody or of a segment. */
export interface OfJourney {
  readonly path: string;
  /** What the API calls it. */
  readonly name: string;
  readonly summary: string;
  readonly query: typeof journeysQuery | typeof experienceQuery;
  readonly reply: ZodType;
  /** Null: the model has no such journey. `journey` null: whichever says most. */
  readonly shown: (reading: Reading, journey: string | null) => Promise<unknown>;
}

/** Answers it, kept as long as the ledger stays as it is. */
export function addRouteOfJourney(
  server: FastifyInstance,
  { replies, directory }: Asked,
  { path, name, summary, query, reply: told, shown }: OfJourney,
): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    path,
    {
      schema: {
        summary,
        operationId: name,
        querystring: query,
        response: { 200: told, '4xx': apiError, '5xx': apiError },
      },
    },
    async (request, reply) => {
      const { journey = null, segment } = request.query;
      const kept = await replies.replyOf(
        `${name} ${JSON.stringify([journey, segment])}`,
        async (reading) => {
          const eyes = segment === undefined ? reading : throughLens(reading, segment);
          const made = await shown(eyes, journey);
          return made === null ? null : JSON.stringify(made);
        },
      );
      if (kept !== null) return sendKept(request, reply, kept);
      const reading = await replies.reading();
      if (reading === null) throw noLedger(directory);
      throw noJourney(journey ?? '', reading);
    },
  );
}

function noJourney(journey: string, { model }: Reading): ApiRefusal {
  const known = currentJourneys(model).map(({ id }) => id);
  return new ApiRefusal(404, {
    code: 'no-journey',
    message: `there is no current journey "${journey.slice(0, 100)}" in the model`,
    hint: didYouMean(
      journey,
      known,
      known.length === 0 ? 'it has none yet' : `there is ${oneOf(known)}`,
    ),
  });
}
