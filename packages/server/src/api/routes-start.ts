import {
  apiError,
  choicesBody,
  demoBody,
  eventsSeenReply,
  jobBegun,
  lookReply,
  startReply,
  uploadQuery,
  uploadReply,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  checkImport,
  eventsShown,
  type ImportAsked,
  importSent,
  startShown,
} from '../jobs/begin.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { checkLarkfield, makeLarkfield, truthOf } from '../jobs/larkfield.ts';
import { lookAt, told } from '../jobs/looked-at.ts';
import type { Uploads } from '../jobs/uploads.ts';
import { badRequest } from './refusal.ts';
import { type Asked, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;
const ID = z.strictObject({ id: z.string().max(100).describe('As it was told when sent.') });
/** The same world as the command line makes, so that one finds the other's. */
const SEED = 1;

/** The ways to begin: the made-up company, and a file. */
export function addStartRoutes(server: FastifyInstance, asked: Asked, uploads: Uploads): void {
  const { stores, jobs, directory: dataDir } = asked;
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/start',
    {
      schema: {
        summary: 'What is in this workspace, to begin with',
        operationId: 'start',
        response: { 200: startReply, ...REFUSED },
      },
    },
    async () => writable(await startShown(stores, dataDir)),
  );
  typed.post(
    '/api/demo',
    {
      schema: {
        summary: 'Makes the made-up company in an empty workspace',
        operationId: 'makeDemo',
        body: demoBody,
        response: { 202: jobBegun, ...REFUSED },
      },
    },
    async ({ body: { people } }, reply) => {
      const wanted = truthOf(people, SEED, true);
      await checkLarkfield({ stores, dataDir, wanted });
      const job = jobs.start('demo', async (progress) => {
        await makeLarkfield({ stores, dataDir, wanted, progress });
      });
      return reply.status(202).send({ job });
    },
  );
  typed.get(
    '/api/events-seen',
    {
      schema: {
        summary: 'What came in by name, each with the touchpoint that it may be',
        operationId: 'eventsSeen',
        response: { 200: eventsSeenReply, ...REFUSED },
      },
    },
    async () => writable(await eventsShown(stores)),
  );
  server.register(async (files) => {
    // As they come, to be written where they go: whoever takes them counts them.
    files.addContentTypeParser('application/octet-stream', (_request, payload, next) =>
      next(null, payload),
    );
    addUploadRoutes(files, asked, uploads);
  });
}

function addUploadRoutes(
  server: FastifyInstance,
  { stores, jobs, directory: dataDir }: Asked,
  uploads: Uploads,
): void {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/uploads',
    {
      schema: {
        summary: 'Takes a file as it is (application/octet-stream), to be looked at',
        operationId: 'upload',
        consumes: ['application/octet-stream'],
        querystring: uploadQuery,
        response: { 201: uploadReply, ...REFUSED },
      },
    },
    async ({ query: { name }, headers, raw }, reply) => {
      if (headers['content-type'] !== 'application/octet-stream')
        throw badRequest('content-type', 'send the file as application/octet-stream');
      const said = Number(headers['content-length'] ?? Number.NaN);
      const {
        id,
        name: called,
        bytes,
      } = await uploads.take(name, raw, Number.isNaN(said) ? null : said);
      return reply.status(201).send({ id, name: called, bytes });
    },
  );
  typed.post(
    '/api/uploads/:id/look',
    {
      schema: {
        summary: 'What a file is, and what would become of it',
        operationId: 'look',
        params: ID,
        body: choicesBody,
        response: { 200: lookReply, ...REFUSED },
      },
    },
    async ({ params: { id }, body }) => writable(told(await lookAt(uploads.find(id), body))),
  );
  typed.post(
    '/api/uploads/:id/import',
    {
      schema: {
        summary: 'Takes the events of a file in',
        operationId: 'importUpload',
        params: ID,
        body: choicesBody,
        response: { 202: jobBegun, ...REFUSED },
      },
    },
    async ({ params: { id }, body: choices }, reply) => {
      const job = await importBegun({ stores, dataDir, choices }, { jobs, uploads }, id);
      return reply.status(202).send({ job });
    },
  );
  typed.delete(
    '/api/uploads/:id',
    {
      schema: {
        summary: 'Leaves a file that was sent',
        operationId: 'leaveUpload',
        params: ID,
        response: { 204: z.null().describe('It is gone.'), ...REFUSED },
      },
    },
    async ({ params: { id } }, reply) => {
      await uploads.remove(id);
      return reply.status(204).send(null);
    },
  );
}

/** A file that is being taken in stays until that has ended, however it does; what came through goes then. */
async function importBegun(
  asked: Omit<ImportAsked, 'file' | 'progress'>,
  { jobs, uploads }: { readonly jobs: Jobs; readonly uploads: Uploads },
  id: string,
): Promise<string> {
  const { file, release } = uploads.hold(id);
  await checkImport({ ...asked, file }).catch(async (fault: unknown) => {
    await release();
    throw fault;
  });
  return jobs.start('import', async (progress) => {
    try {
      const done = await importSent({ ...asked, file, progress });
      await uploads.remove(id);
      return done;
    } finally {
      await release();
    }
  });
}
