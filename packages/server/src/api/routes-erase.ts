import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import {
  apiError,
  eraseBody,
  eraseReply,
  exportReply,
  personParams,
  personQuery,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { eraseWaiting } from '../erase/erase.ts';
import { exportPerson } from '../erase/export-person.ts';
import { askErasure } from '../erase/queue.ts';
import { subjectOf } from '../erase/subject.ts';
import type { Asked } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** One person erased, or everything of them taken out. */
export function addEraseRoutes(server: FastifyInstance, { stores, jobs, directory }: Asked): void {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/people/:id/erase',
    {
      schema: {
        summary: 'Erases one person from both stores, at once or within a day',
        operationId: 'erasePerson',
        params: personParams,
        querystring: personQuery,
        body: eraseBody.nullish(),
        response: { 202: eraseReply, ...REFUSED },
      },
    },
    async ({ params: { id }, query: { as }, body }, reply) => {
      const { now, suppress, also } = eraseBody.parse(body ?? {});
      const subject = await subjectOf(stores.state, named(id, as), also);
      const { dueAt } = await askErasure(stores.state, subject, { suppress });
      const job = now
        ? jobs.start('erase', (progress) =>
            eraseWaiting({ stores, dataDir: resolve(directory), progress }),
          )
        : null;
      return reply.status(202).send({ dueAt, job });
    },
  );
  typed.get(
    '/api/people/:id/export',
    {
      schema: {
        summary: 'Everything that both stores have of one person, as JSON',
        operationId: 'exportPerson',
        params: personParams,
        querystring: personQuery,
        response: { 200: exportReply, ...REFUSED },
      },
    },
    async ({ params: { id }, query: { as } }, reply) => {
      const subject = await subjectOf(stores.state, named(id, as));
      reply.headers({
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="person.json"',
        'cache-control': 'private, no-store',
      });
      return reply.send(Readable.from(exportPerson(stores, subject, new Date().toISOString())));
    },
  );
}

/** An id as `subjectOf` takes it. */
function named(id: string, as: string | undefined): string {
  return as === 'user' || as === 'anonymous' ? `${as}:${id}` : id;
}
