import { didYouMean, oneOf, quoted } from '@bothways/core';
import {
  apiError,
  rotateBody,
  type SourceShown,
  sourceBody,
  sourceMade,
  sourceParams,
  sourceRevoked,
  sourcesReply,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { addSource, type SourceRefusal } from '../accept/add-source.ts';
import { revokeKeys, rotateKey } from '../accept/source-keys.ts';
import { type LiveSource, listSources } from '../accept/sources.ts';
import type { Stores } from '../store/stores.ts';
import { ApiRefusal } from './refusal.ts';
import { type Asked, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;
const DAY_MS = 86_400_000;

/** Where live events come from: listed, made, given another key, closed. */
export function addSourceRoutes(server: FastifyInstance, { stores }: Pick<Asked, 'stores'>): void {
  const { state } = stores;
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/sources',
    {
      schema: {
        summary: 'Where live events come from',
        operationId: 'sources',
        response: { 200: sourcesReply, ...REFUSED },
      },
    },
    async () => writable({ sources: (await listSources(state)).map(shown) }),
  );
  typed.post(
    '/api/sources',
    {
      schema: {
        summary: 'Makes a source; its write key is told this once',
        operationId: 'makeSource',
        body: sourceBody,
        response: { 201: sourceMade, ...REFUSED },
      },
    },
    async ({ body: { name } }, reply) => {
      const made = await addSource(stores, name);
      if ('refusal' in made) throw notAdded(made.refusal);
      return reply.status(201).send(made);
    },
  );
  typed.post(
    '/api/sources/:name/rotate',
    {
      schema: {
        summary: 'Gives a source another write key; those before it end some days later',
        operationId: 'rotateKey',
        params: sourceParams,
        body: rotateBody,
        response: { 200: sourceMade, ...REFUSED },
      },
    },
    async ({ params: { name }, body: { graceDays } }) => {
      const made = await rotateKey(state, name, graceDays * DAY_MS);
      if (made === null) throw await noSource(stores, name);
      return made;
    },
  );
  typed.post(
    '/api/sources/:name/revoke',
    {
      schema: {
        summary: 'Makes all write keys of a source worthless, at once',
        operationId: 'revokeKeys',
        params: sourceParams,
        response: { 200: sourceRevoked, ...REFUSED },
      },
    },
    async ({ params: { name } }) => {
      const revoked = await revokeKeys(state, name);
      if (revoked === null) throw await noSource(stores, name);
      return { source: name, revoked };
    },
  );
}

function shown({ createdAt, lastAt, keys, ...source }: LiveSource): SourceShown {
  return {
    ...source,
    createdAt: createdAt.toISOString(),
    lastAt: lastAt?.toISOString() ?? null,
    keys: keys.map(({ id, hint, createdAt: madeAt, expiresAt, revokedAt }) => ({
      ...{ id, hint, createdAt: madeAt.toISOString() },
      expiresAt: expiresAt?.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
    })),
  };
}

function notAdded({ code, message }: SourceRefusal): ApiRefusal {
  return new ApiRefusal(code === 'bad-name' ? 400 : 409, { code, message, path: 'name' });
}

async function noSource({ state }: Stores, name: string): Promise<ApiRefusal> {
  const known = (await listSources(state)).map((each) => each.name);
  return new ApiRefusal(404, {
    code: 'no-source',
    message: `there is no source ${quoted(name.slice(0, 100))}`,
    hint:
      known.length === 0 ? 'make one first' : didYouMean(name, known, `ask for ${oneOf(known)}`),
  });
}
