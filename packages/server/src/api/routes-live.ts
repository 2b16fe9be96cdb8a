import { randomUUID } from 'node:crypto';
import { sidesOf, touchpointsOf } from '@bothways/core';
import {
  apiError,
  type LiveNames,
  type LiveQuery,
  liveNames,
  liveQuery,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { LiveFeed } from '../conduct/live-feed.ts';
import type { Reading } from '../measure/reading.ts';
import type { LiveParts } from './live-parts.ts';
import { liveStream } from './live-stream.ts';
import { ApiRefusal } from './refusal.ts';
import { type Asked, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;
/** More open views than this are a fault of somebody's program. */
const STREAMS_MAX = 32;

/** What comes in while one looks, and what its ids are called. */
export function addLiveRoutes(
  server: FastifyInstance,
  { replies }: Pick<Asked, 'replies'>,
  feed: LiveFeed,
  conductor: LiveParts['conductor'] = null,
): void {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  const run = randomUUID().slice(0, 8);
  let open = 0;
  server.get<{ Querystring: LiveQuery }>(
    '/api/live',
    {
      schema: {
        summary: 'What comes in and what becomes of it, as it happens (server-sent events)',
        description: 'Each message is a LiveTold; its id is given back as `after`.',
        operationId: 'live',
        querystring: liveQuery,
        response: { ...REFUSED },
      },
    },
    async ({ query, headers }, reply) => {
      if (open >= STREAMS_MAX) throw tooMany();
      const read = headers['last-event-id'];
      const { after: asked = null, ...wanted } = query;
      // A browser that comes back by itself asks by the address it began with, and says here what it has read since.
      const after = typeof read === 'string' ? read : asked;
      const stream = liveStream({ feed, run, after, wanted });
      open += 1;
      stream.once('close', () => {
        open -= 1;
      });
      // Nobody between may gather it.
      reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
      return reply.send(stream);
    },
  );
  typed.get(
    '/api/live/names',
    {
      schema: {
        summary: 'What the ids of the live view are called in the model of now',
        operationId: 'liveNames',
        response: { 200: liveNames, ...REFUSED },
      },
    },
    async () => {
      const isStandingBy = conductor?.state().isStandingBy ?? false;
      return writable({ ...namesIn(await replies.reading()), isStandingBy });
    },
  );
}

function namesIn(reading: Reading | null): Omit<LiveNames, 'isStandingBy'> {
  if (reading === null)
    return {
      hasLedger: false,
      currency: 'EUR',
      touchpoints: [],
      journeys: [],
      actors: [],
      kinds: [],
    };
  const { model } = reading;
  const sideOf = sidesOf(model);
  const ids = new Set(['customer', 'business', ...model.actors.map(({ id }) => id)]);
  const known = new Map(model.actors.map((each) => [each.id, each.name]));
  return {
    hasLedger: true,
    currency: model.currency,
    touchpoints: touchpointsOf(model, 'current').map(({ id, name }) => ({ id, name })),
    journeys: model.journeys
      .filter(({ state }) => state === 'current')
      .map(({ id, name, phases }) => ({
        ...{ id, name },
        phases: phases.map((phase) => ({
          ...{ id: phase.id, name: phase.name },
          touchpoints: phase.steps.flatMap(({ touchpoints }) => touchpoints.map((each) => each.id)),
        })),
      })),
    actors: [...ids].map((id) => ({ id, name: known.get(id) ?? id, side: sideOf(id) })),
    kinds: model.values.map(({ id, name, family, unit, scale }) => ({
      ...{ id, name, family, unit, scale },
    })),
  };
}

function tooMany(): ApiRefusal {
  return new ApiRefusal(503, {
    code: 'too-many-views',
    message: `${STREAMS_MAX} live views are open already`,
    hint: 'close one of them',
  });
}
