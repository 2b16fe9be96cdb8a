import { randomUUID } from 'node:crypto';
import { isBlockedId, personsOf } from '@bothways/core/person';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { type PseudonymOf, workspacePseudonyms } from '../ingest/pseudonym.ts';
import { type KeptLink, linksAbout, linksOf } from '../store/links.ts';
import type { Stores } from '../store/stores.ts';
import { stopped } from '../store/tombstones.ts';

/** What somebody at work says of who somebody is. */
export interface LinkAsked {
  /** As the source has it, or a pseudonym (32 hex digits) that is known to be of that sort. */
  readonly anonymous: string;
  /** As the source has it, or a pseudonym that is known to be a user's; null: whom the anonymous id is linked to. */
  readonly user: string | null;
}

/** Whose an anonymous identity is now, and what is known of its links. */
export interface Linked {
  readonly anonymous: string;
  readonly identified: string;
  /** Whose the anonymous identity is after it. */
  readonly person: string;
  /** False: it was so before. */
  readonly isNew: boolean;
  readonly links: readonly KeptLink[];
}

/** Why a link is not made or undone, and what to do. */
export interface LinkRefusal {
  readonly refusal: string;
}

const PSEUDONYM = /^[0-9a-f]{32}$/;
const ID_MAX = 1000;

/**
 * Links an anonymous id to a user, or takes that back, because somebody at work says so. It goes the road of live events:
 * whoever conducts them does it, and entries, rights and journeys follow as with any link. Resolves when entries have.
 *
 * Errors: as the stores'; a refusal where nobody conducted it in time, which then still comes.
 * Source: semantics.md 3, 10.
 */
export async function linkByHand(
  { state }: Pick<Stores, 'state'>,
  how: 'link' | 'unlink',
  asked: LinkAsked,
): Promise<Linked | LinkRefusal> {
  const found = await named(state, asked);
  if ('refusal' in found) return found;
  const { anonymous, identified } = found;
  if (how === 'link' && (await stopped(state, [anonymous, identified])).size > 0)
    return { refusal: ERASED };
  const links = await linksOf(state, [anonymous]);
  const person = personsOf(links).get(anonymous) ?? anonymous;
  const other = how === 'link' ? notLinked(person, found) : notUnlinked(links, identified, found);
  if (other !== null) return { refusal: other };
  if (how === 'link' && person === identified)
    return { anonymous, identified, person, isNew: false, links };
  if (!(await isDone(state, await send(state, how, found)))) return { refusal: NOT_YET };
  const after = await linksOf(state, [anonymous]);
  const now = personsOf(after).get(anonymous) ?? anonymous;
  return { anonymous, identified, person: now, isNew: true, links: after };
}

interface Named {
  readonly anonymous: string;
  readonly identified: string;
}

async function named(state: Stores['state'], asked: LinkAsked): Promise<Named | LinkRefusal> {
  const anonymous = await pseudonymOf(state, 'anonymous', asked.anonymous);
  if (typeof anonymous !== 'string') return anonymous;
  if (asked.user !== null) {
    const identified = await pseudonymOf(state, 'user', asked.user);
    return typeof identified === 'string' ? { anonymous, identified } : identified;
  }
  const identified = personsOf(await linksOf(state, [anonymous])).get(anonymous);
  return identified === undefined
    ? { refusal: `${asked.anonymous} is linked to nobody` }
    : { anonymous, identified };
}

/**
 * The pseudonym of an id. One that is given as a pseudonym must be known by a link to be of its sort: nothing else tells
 * whether it is a user's, and two users are never to be joined.
 */
async function pseudonymOf(
  state: Stores['state'],
  sort: Extract<PseudonymOf, 'user' | 'anonymous'>,
  id: string,
): Promise<string | LinkRefusal> {
  const name = sort === 'user' ? 'a user' : 'an anonymous id';
  if (isBlockedId(id) || id.length > ID_MAX)
    return { refusal: `"${id.slice(0, 50)}" names nobody: give ${name} as the source has it` };
  if (!PSEUDONYM.test(id)) {
    const pseudonym = await workspacePseudonyms(state);
    return pseudonym(sort, id).toString('hex');
  }
  const column = sort === 'user' ? 'identified' : 'anonymous';
  const isKnown = (await linksAbout(state, id)).some((link) => link[column] === id);
  return isKnown
    ? id
    : { refusal: `no link says that ${id} is ${name}: give the id itself, as the source has it` };
}

function notLinked(person: string, { anonymous, identified }: Named): string | null {
  return person === anonymous || person === identified
    ? null
    : `it is linked to ${person} already, and two people who are known by name are never joined; undo that link first`;
}

function notUnlinked(
  links: readonly KeptLink[],
  identified: string,
  { anonymous }: Named,
): string | null {
  const link = links.find((each) => each.identified === identified);
  if (link === undefined) return `${anonymous} was never linked to ${identified}`;
  return link.isUndone ? 'this link is undone already' : null;
}

/** Leaves it in the inbox, as an event that is of no source; counted with those that were accepted. Gives its row. */
async function send(
  state: Stores['state'],
  byHand: 'link' | 'unlink',
  { anonymous, identified }: Named,
): Promise<string> {
  const now = Date.now();
  const event: AcceptedEvent = {
    ...{ source: 'bothways', messageId: `${byHand} ${randomUUID()}`, type: 'alias', name: '' },
    ...{ at: now, originalAt: null, sentAt: null, receivedAt: now },
    ...{ user: identified, anonymous, account: null, previous: null, caseId: null, channel: '' },
    ...{ properties: {}, context: {}, consent: null, gpc: false, byHand },
  };
  const { rows } = await state.query<{ id: string }>(
    `WITH kept AS (INSERT INTO inbox (body) VALUES ($1) RETURNING id), counted AS (
       INSERT INTO accept_count AS before (source, shard, accepted, duplicates, rejected) VALUES (0, 0, 1, 0, 0)
       ON CONFLICT (source, shard) DO UPDATE SET accepted = before.accepted + 1
     ) SELECT id, pg_notify('bothways_inbox', '') FROM kept`,
    [Buffer.from(JSON.stringify({ events: [event], refused: [] }))],
  );
  return rows[0]?.id ?? '0';
}

const ERASED =
  'nothing of it is taken, as somebody was erased under it: "bothways erase ID --unsuppress" takes that back';
const NOT_YET =
  'it waits with other live events and is done once they are: see what "bothways serve" says of them';
const LOOK_MS = 20;
const DONE_MS = 30_000;

/** Waits until a row of the inbox is conducted, and what that made has arrived. */
async function isDone(state: Stores['state'], row: string): Promise<boolean> {
  const until = performance.now() + DONE_MS;
  const isGone = async (sql: string, id: string): Promise<boolean> => {
    while (performance.now() < until) {
      const { rows } = await state.query(sql, [id]);
      if (rows.length === 0) return true;
      await new Promise((again) => setTimeout(again, LOOK_MS));
    }
    return false;
  };
  if (!(await isGone('SELECT FROM inbox WHERE id = $1', row))) return false;
  const { rows } = await state.query<{ id: string }>(
    'SELECT coalesce(max(id), 0) AS id FROM outbox',
  );
  return isGone('SELECT FROM outbox WHERE id <= $1 LIMIT 1', rows[0]?.id ?? '0');
}
