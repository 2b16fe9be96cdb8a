import { didYouMean, oneOf, quoted } from '@bothways/core';
import { apiError, driversQuery, driversReply } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { readCosts, WrongCosts } from '../measure/driver-costs.ts';
import { driversShown, UnknownOutcome } from '../measure/drivers.ts';
import { throughLens } from './kept-replies.ts';
import { ApiRefusal, badRequest, noLedger } from './refusal.ts';
import { type Asked, sendKept } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** What shapes value, of the ledger. */
export function addDriverRoutes(server: FastifyInstance, { replies, directory }: Asked): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/drivers',
    {
      schema: {
        summary: 'What goes with an outcome: influences or touchpoints, and how sure that is',
        operationId: 'drivers',
        querystring: driversQuery,
        response: { 200: driversReply, ...REFUSED },
      },
    },
    async (request, reply) => {
      const { outcome, by, segment, cost } = request.query;
      const costs = costsOf(cost);
      const key = JSON.stringify(['drivers', outcome, by, segment, [...costs]]);
      const kept = await replies
        .replyOf(key, async (reading) => {
          const seen = segment === undefined ? reading : throughLens(reading, segment);
          return JSON.stringify(await driversShown(seen, { outcome, by, costs }));
        })
        .catch(tellOutcome);
      if (kept === null) throw noLedger(directory);
      return sendKept(request, reply, kept);
    },
  );
}

function costsOf(text: string | undefined): ReturnType<typeof readCosts> {
  try {
    return readCosts(text);
  } catch (fault) {
    if (!(fault instanceof WrongCosts)) throw fault;
    throw badRequest('cost', `${fault.message}; write service:4000-9000, with commas between`);
  }
}

function tellOutcome(fault: unknown): never {
  if (!(fault instanceof UnknownOutcome)) throw fault;
  const { asked, known } = fault;
  throw new ApiRefusal(404, {
    code: 'no-outcome',
    message: `there is no outcome ${quoted(asked)} in this ledger`,
    hint:
      known.length === 0
        ? 'there is nothing to hold scores against yet; leave "outcome" out to see what is missing'
        : didYouMean(asked, known, `ask for ${oneOf(known)}`),
  });
}
