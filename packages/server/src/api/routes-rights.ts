import {
  apiError,
  type PersonRight,
  personParams,
  personQuery,
  receiptsReply,
  rightAsked,
  rightReply,
} from '@bothways/core/contract';
import { rightKindsOf } from '@bothways/core/person';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { sayRight } from '../conduct/right-by-hand.ts';
import { peopleFound } from '../measure/people-found.ts';
import { receiptsOfPerson, rightsOfPerson } from '../measure/people-rights.ts';
import type { Reading } from '../measure/reading.ts';
import { haveSpoken } from '../store/consents.ts';
import { personOfIdentity } from '../store/links.ts';
import { type ApiRefusal, badRequest } from './refusal.ts';
import type { Asked } from './routes.ts';
import { type AskPeople, askPeople, nobody } from './routes-people.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** What one person allows: said and taken back by the same act, and shown to whoever must demonstrate it. */
export function addRightRoutes(server: FastifyInstance, asked: Asked): void {
  const ask = askPeople(asked);
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/people/:id/rights',
    {
      schema: {
        summary: 'Gives or withdraws a right for one person; said twice it is said once',
        operationId: 'sayRight',
        params: personParams,
        querystring: personQuery,
        body: rightAsked,
        response: { 200: rightReply, ...REFUSED },
      },
    },
    async ({ params: { id }, query: { as }, body: { kind, granted, expiresAt } }) => {
      const now = Date.now();
      const reading = await ask.reading();
      const expires = granted && expiresAt !== undefined ? Date.parse(expiresAt) : null;
      const flaw = flawOf(reading, kind, expires, now);
      if (flaw !== null) throw flaw;
      const person = await personAsked(reading, ask, id, as);
      const before = await rightOf(reading, person, kind, now);
      if (isSo(before, granted, expires))
        return { person, isNew: false, isBehind: false, right: before };
      const isPosted = await sayRight(
        asked.stores,
        { person, kind, granted, expiresAt: expires },
        now,
      );
      // A word of this very moment is not yet over.
      const right = isPosted ? await rightOf(await ask.reading(), person, kind, Date.now()) : null;
      return { person, isNew: true, isBehind: !isPosted, right };
    },
  );
  typed.get(
    '/api/people/:id/receipts',
    {
      schema: {
        summary: 'Receipts of all that one person said of rights, as JSON-LD',
        operationId: 'receipts',
        params: personParams,
        querystring: personQuery,
        response: { 200: receiptsReply, ...REFUSED },
      },
    },
    async ({ params: { id }, query: { as } }, reply) => {
      const reading = await ask.reading();
      const person = await personAsked(reading, ask, id, as);
      reply.header('cache-control', 'private, no-store');
      const receipts = await receiptsOfPerson(reading, person, Date.now());
      return { person, receipts: receipts.map((each) => ({ ...each })) };
    },
  );
}

/** Somebody whom the ledger or a word knows; whoever says what the id is may speak of somebody new. */
async function personAsked(
  reading: Reading,
  ask: AskPeople,
  id: string,
  as: Parameters<AskPeople['identities']>[1],
): Promise<string> {
  const { state } = reading.stores;
  const identities = await ask.identities(id, as);
  const { people } = await peopleFound(reading, identities);
  const [first] = people;
  if (first !== undefined) return first.person;
  for (const { identity } of identities) {
    const person = await personOfIdentity(state, identity);
    if (person !== identity || (await haveSpoken(state, identity))) return person;
  }
  const [named] = identities;
  if (as === undefined || as === 'pseudonym' || named === undefined) throw nobody();
  return named.identity;
}

function flawOf(
  { model }: Reading,
  kind: string,
  expires: number | null,
  now: number,
): ApiRefusal | null {
  const known = (rightKindsOf(model)?.permissions ?? []).map((each) => each.kind);
  if (!known.includes(kind)) {
    return badRequest(
      'kind',
      known.length === 0
        ? 'the model knows no right: add a kind such as permission:marketing/contact to its values'
        : `the model knows no such right; it has ${known.join(', ')}`,
    );
  }
  if (expires !== null && expires <= now)
    return badRequest('expiresAt', 'this has passed: give a moment to come, or none');
  return null;
}

async function rightOf(
  reading: Reading,
  person: string,
  kind: string,
  now: number,
): Promise<PersonRight | null> {
  const { rights } = await rightsOfPerson(reading, person, null, now);
  return rights.find((each) => each.kind === kind) ?? null;
}

/** Whether what is said was so before: a right that is not held is not withdrawn again, unless nobody ever said so. */
function isSo(before: PersonRight | null, granted: boolean, expires: number | null): boolean {
  if (before === null) return false;
  if (!granted) return before.state !== 'held';
  const until = expires === null ? null : new Date(expires).toISOString();
  return before.state === 'held' && before.expiresAt === until;
}
