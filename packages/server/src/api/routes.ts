import {
  apiError,
  cubeReply,
  dataReply,
  overviewQuery,
  overviewReply,
  rejectsQuery,
  rejectsReply,
  valuationsReply,
  yearReply,
} from '@bothways/core/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Jobs } from '../jobs/jobs.ts';
import { dataShown, rejectsShown } from '../measure/data-shown.ts';
import type { Stores } from '../store/stores.ts';
import type { KeptName, KeptReplies, KeptReply } from './kept-replies.ts';
import { badRequest, noLedger } from './refusal.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** What is the same of one state of the ledger: made once, then told by its tag that nothing has changed. */
const KEPT = [
  { name: 'cube', summary: 'The quantities of the ledger, to be valued', schema: cubeReply },
  { name: 'valuations', summary: 'What a unit of each kind is worth', schema: valuationsReply },
  { name: 'year', summary: 'What moved in a year, to be valued', schema: yearReply },
] as const satisfies readonly { readonly name: KeptName; readonly [key: string]: unknown }[];

/** What the routes ask, and where the data lies, for hints. */
export interface Asked {
  readonly stores: Stores;
  readonly replies: KeptReplies;
  /** What takes longer than one answer. */
  readonly jobs: Jobs;
  readonly directory: string;
}

/** The API's routes: each asks what measures or stores, and answers. */
export function addRoutes(server: FastifyInstance, { stores, replies, directory }: Asked): void {
  for (const { name, summary, schema } of KEPT)
    server.get(
      `/api/${name}`,
      { schema: { summary, operationId: name, response: { 200: schema, ...REFUSED } } },
      async (request, reply) => {
        const kept = await replies.reply(name);
        if (kept === null) throw noLedger(directory);
        return sendKept(request, reply, kept);
      },
    );
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/overview',
    {
      schema: {
        summary: 'What is said of the ledger at one look',
        operationId: 'overview',
        querystring: overviewQuery,
        response: { 200: overviewReply, ...REFUSED },
      },
    },
    async (request, reply) => {
      const kept = await replies.reply('overview', request.query.segment);
      if (kept === null) throw noLedger(directory);
      return sendKept(request, reply, kept);
    },
  );
  typed.get(
    '/api/data',
    {
      schema: {
        summary: 'What came in, and what became of it',
        operationId: 'data',
        response: { 200: dataReply, ...REFUSED },
      },
    },
    async () => writable(await dataShown(stores, await replies.reading())),
  );
  typed.get(
    '/api/rejects',
    {
      schema: {
        summary: 'Source records that were refused, by pages',
        operationId: 'rejects',
        querystring: rejectsQuery,
        response: { 200: rejectsReply, ...REFUSED },
      },
    },
    async ({ query: { after, limit, ...filter } }) => {
      const page = await rejectsShown(stores, after, limit, filter);
      if (page === null) throw badRequest('after', 'no page before has given this as its next');
      return writable(page);
    },
  );
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
}

/** A kept reply, or to whoever has it only that nothing has changed. */
export function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  kept: KeptReply,
): FastifyReply {
  reply.headers({
    etag: kept.etag,
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding',
  });
  if (knows(request, kept.etag)) return reply.status(304).send();
  return sendPacked(request, reply, kept);
}

function knows({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match'];
  return known === '*' || (known ?? '').split(/\s*,\s*/).includes(etag);
}

/** Bytes go out as they are: that they fit the contract is tested, not worked out again for each who asks. */
function sendPacked(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { body, gzipped }: { readonly body: Buffer; readonly gzipped: Buffer },
): FastifyReply {
  reply.type('application/json; charset=utf-8');
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(
    String(headers['accept-encoding'] ?? ''),
  );
  if (takesGzip) reply.header('content-encoding', 'gzip');
  return reply.send(takesGzip ? gzipped : body);
}

type Writable<Shape> = Shape extends readonly (infer Item)[]
  ? Writable<Item>[]
  : Shape extends object
    ? { -readonly [Key in keyof Shape]: Writable<Shape[Key]> }
    : Shape;

/** The same to a serialiser that does not know of readonly and changes nothing. */
export function writable<Shape>(data: Shape): Writable<Shape> {
  return data as Writable<Shape>;
}
