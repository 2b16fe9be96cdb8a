import {
  apiError,
  KNOWN_AS,
  peopleQuery,
  peopleReply,
  personParams,
  personQuery,
  personReply,
  personTimeline,
  timelineQuery,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type Pseudonyms, workspacePseudonyms } from '../ingest/pseudonym.ts';
import { personShown } from '../measure/people.ts';
import { type AskedFor, peopleFound, peopleSeen } from '../measure/people-found.ts';
import { afterOf, timelineShown } from '../measure/people-timeline.ts';
import { type Reading, readingNow } from '../measure/reading.ts';
import { personOfIdentity } from '../store/links.ts';
import { segmentOf } from '../store/measure/people.ts';
import { ApiRefusal, badRequest, noLedger } from './refusal.ts';
import { type Asked, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** One person, who is found by the source's own id or by their pseudonym, and those last seen. */
export function addPeopleRoutes(server: FastifyInstance, asked: Asked): void {
  const ask = askPeople(asked);
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/people',
    {
      schema: {
        summary: 'Finds somebody, or lists those last seen, by pages',
        operationId: 'people',
        querystring: peopleQuery,
        response: { 200: peopleReply, ...REFUSED },
      },
    },
    async ({ query: { find, after = null, limit } }) => {
      const now = await ask.reading();
      if (find !== undefined) return writable(await peopleFound(now, await ask.identities(find)));
      const page = await peopleSeen(now, { after, limit });
      if (page === null) throw badRequest('after', 'no page before has given this as its next');
      return writable(page);
    },
  );
  typed.get(
    '/api/people/:id',
    {
      schema: {
        summary: 'What is known of one person',
        operationId: 'person',
        params: personParams,
        querystring: personQuery,
        response: { 200: personReply, ...REFUSED },
      },
    },
    async ({ params: { id }, query: { as } }, reply) => {
      const now = await ask.reading();
      for (const { identity } of await ask.identities(id, as)) {
        const shown = await personShown(now, identity, Date.now());
        if (shown === null) continue;
        reply.header('cache-control', 'private, no-store');
        return writable(shown);
      }
      throw nobody();
    },
  );
  addTimelineRoute(server, ask);
}

function addTimelineRoute(server: FastifyInstance, ask: AskPeople): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/people/:id/timeline',
    {
      schema: {
        summary: 'Encounters of one person, by pages, the newest first',
        operationId: 'personTimeline',
        params: personParams,
        querystring: personQuery.extend(timelineQuery.shape),
        response: { 200: personTimeline, ...REFUSED },
      },
    },
    async ({ params: { id }, query: { as, after = null, limit } }, reply) => {
      if (after !== null && afterOf(after) === null)
        throw badRequest('after', 'no page before has given this as its next');
      const now = await ask.reading();
      const asked = await ask.identities(id, as);
      reply.header('cache-control', 'private, no-store');
      const { facts, state } = now.stores;
      for (const each of asked) {
        const person = await personOfIdentity(state, each.identity);
        const segment = segmentOf(facts, now.generation, person);
        const page = await timelineShown(now, person, { after, limit, segment });
        // Only of an empty page it costs something to know whether there is somebody at all.
        if (page.entries.length > 0 || (await peopleFound(now, [each])).people.length > 0)
          return writable(page);
      }
      throw nobody();
    },
  );
}

export interface AskPeople {
  /** Throws where there is no ledger. */
  reading(): Promise<Reading>;
  /** What an id may stand for, the likeliest first. */
  identities(id: string, as?: AskedFor['as']): Promise<readonly AskedFor[]>;
}

export function askPeople({ stores, directory }: Asked): AskPeople {
  let named: Promise<Pseudonyms> | undefined;
  let latest: Reading | null = null;
  return {
    async reading() {
      // As it is now: what somebody did is to be seen at once, and costs little for one person.
      const now = await readingNow(stores, latest);
      latest = now;
      if (now === null) throw noLedger(directory);
      return now;
    },
    async identities(id, as) {
      named ??= workspacePseudonyms(stores.state);
      named.catch(() => {
        named = undefined;
      });
      return identitiesOf(await named, id, as);
    },
  };
}

function identitiesOf(
  pseudonyms: Pseudonyms,
  id: string,
  as: AskedFor['as'] | undefined,
): readonly AskedFor[] {
  // As the command line has it: the sort of id may stand before it.
  const [, sort, bare] = /^(user|anonymous):(.+)$/s.exec(id) ?? [];
  const [name, sure] = bare === undefined ? [id, as] : [bare, sort];
  const of = (each: AskedFor['as']): string => {
    if (each !== 'pseudonym') return pseudonyms(each, name).toString('hex');
    return name.toLowerCase().replaceAll('-', '');
  };
  return KNOWN_AS.filter((each) => sure === undefined || sure === each)
    .map((each) => ({ identity: of(each), as: each }))
    .filter(({ identity }) => /^[0-9a-f]{32}$/.test(identity));
}

/** The id is not said again: it may be a name. */
export function nobody(): ApiRefusal {
  return new ApiRefusal(404, {
    code: 'no-such-person',
    message: 'nobody is known by this id',
    path: 'id',
    hint: 'ask by the id that the source sends as userId or anonymousId, or by a pseudonym; what came within the last second may still be on its way',
  });
}
