import { didYouMean, oneOf } from '@bothways/core';
import {
  apiError,
  encountersQuery,
  encountersReply,
  ruleTestBody,
  ruleTestReply,
  touchpointReply,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Reading } from '../measure/reading.ts';
import { ruleTested } from '../measure/rule-tested.ts';
import { encountersShown } from '../measure/touchpoint-encounters.ts';
import { touchpointShown } from '../measure/touchpoint-shown.ts';
import { touchpointIds } from '../measure/touchpoint-words.ts';
import { StoreError } from '../store/store-error.ts';
import { ApiRefusal, noLedger } from './refusal.ts';
import { type Asked, sendKept, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;
const params = z.strictObject({ id: z.string().max(400).describe('Of a touchpoint.') });

/** One touchpoint, its encounters one by one, and rules tried on real events. */
export function addTouchpointRoutes(
  server: FastifyInstance,
  { stores, replies, directory }: Asked,
): void {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  server.get<{ Params: { id: string } }>(
    '/api/touchpoints/:id',
    {
      schema: {
        summary: 'One touchpoint, whole',
        operationId: 'touchpoint',
        ...{ params, response: { 200: touchpointReply, ...REFUSED } },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const kept = await replies.replyOf(`touchpoint ${id}`, async (reading) => {
        const shown = await touchpointShown(reading, id);
        return shown === null ? null : JSON.stringify(shown);
      });
      if (kept === null) throw await noTouchpoint(await replies.reading(), id, directory);
      return sendKept(request, reply, kept);
    },
  );
  server.get<{ Params: { id: string }; Querystring: { encounter?: string } }>(
    '/api/touchpoints/:id/encounters',
    {
      schema: {
        summary: 'Real encounters of a touchpoint, one by one',
        operationId: 'encounters',
        ...{ params, querystring: encountersQuery },
        response: { 200: encountersReply, ...REFUSED },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { encounter = null } = request.query;
      const kept = await replies.replyOf(`encounters ${id} ${encounter ?? ''}`, async (reading) => {
        const shown = await encountersShown(reading, id, encounter);
        return shown === null ? null : JSON.stringify(shown);
      });
      if (kept === null) throw await noTouchpoint(await replies.reading(), id, directory);
      return sendKept(request, reply, kept);
    },
  );
  typed.post(
    '/api/rules/test',
    {
      schema: {
        summary: 'What a rule would do with the newest events; nothing is kept',
        operationId: 'testRule',
        ...{ body: ruleTestBody, response: { 200: ruleTestReply, ...REFUSED } },
      },
    },
    async ({ body }) => {
      const reading = await replies.reading();
      const tested = await ruleTested(stores, reading?.model ?? null, body).catch(tooSlow);
      return writable(tested);
    },
  );
}

async function noTouchpoint(
  reading: Reading | null,
  id: string,
  directory: string,
): Promise<ApiRefusal> {
  if (reading === null) return noLedger(directory);
  const known = touchpointIds(reading.model);
  return new ApiRefusal(404, {
    code: 'no-touchpoint',
    message: `there is no touchpoint "${id.slice(0, 100)}" in the model`,
    hint: didYouMean(
      id,
      known,
      known.length === 0 ? 'it has none yet' : `there is ${oneOf(known)}`,
    ),
  });
}

/** ClickHouse's codes of a query that took longer, or more memory, than it may. */
const TOO_MUCH = new Set(['159', '160', '241', '307', '396']);

function tooSlow(fault: unknown): never {
  if (fault instanceof StoreError && TOO_MUCH.has(fault.code))
    throw new ApiRefusal(422, {
      code: 'rule-too-slow',
      message: 'the test took longer than it may while one types',
      hint: 'look at fewer events, or make the expression simpler',
    });
  throw fault;
}
