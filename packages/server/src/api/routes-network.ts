import { didYouMean } from '@bothways/core';
import { apiError, e3valueReply, networkQuery, networkReply } from '@bothways/core/contract';
import { evaluateE3, explainE3 } from '@bothways/core/network';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { networkShown } from '../measure/network-shown.ts';
import { E3_BYTES_MAX, readE3value } from '../read/read-e3value.ts';
import { ApiRefusal, noLedger } from './refusal.ts';
import { type Asked, sendKept, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

interface NetworkQuery {
  readonly journey?: string;
  readonly evidence?: 'measured' | 'believed';
}

/** Who gives what to whom: from the ledger, or from an e3value model that somebody opens. */
export function addNetworkRoutes(server: FastifyInstance, { replies, directory }: Asked): void {
  server.get<{ Querystring: NetworkQuery }>(
    '/api/network',
    {
      schema: {
        summary: 'Who gives what to whom a year',
        operationId: 'network',
        querystring: networkQuery,
        response: { 200: networkReply, ...REFUSED },
      },
    },
    async (request, reply) => {
      const { journey = null, evidence = null } = request.query;
      const key = JSON.stringify(['network', journey, evidence]);
      const kept = await replies.replyOf(key, async (reading) => {
        const shown = await networkShown(reading, { journey, evidence });
        return shown === null ? null : JSON.stringify(shown);
      });
      if (kept !== null) return sendKept(request, reply, kept);
      const reading = await replies.reading();
      if (reading === null) throw noLedger(directory);
      const known = reading.model.journeys.map(({ id }) => id);
      throw new ApiRefusal(404, {
        code: 'no-such-journey',
        message: `there is no journey "${journey}"`,
        hint: didYouMean(journey, known, 'leave "journey" out to see all'),
      });
    },
  );
  server.register(async (uploads) => {
    // The bytes as they came: what they are is found out by reading them.
    uploads.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: E3_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );
    uploads.withTypeProvider<ZodTypeProvider>().post(
      '/api/network/e3value',
      {
        bodyLimit: E3_BYTES_MAX,
        schema: {
          summary: 'Works out an e3value model; nothing of it is kept',
          operationId: 'e3value',
          consumes: ['application/octet-stream'],
          querystring: z.strictObject({
            file: z.string().max(400).default('the file').describe('How to call it.'),
          }),
          response: { 200: e3valueReply, ...REFUSED },
        },
      },
      async ({ body, query: { file } }) => {
        const bytes = body instanceof Uint8Array ? body : new Uint8Array();
        const worked = evaluateE3(await readE3value(file, bytes));
        const problems = worked.problems.map((each) => ({ ...each, message: explainE3(each) }));
        return writable({ ...worked, problems });
      },
    );
  });
}
