import {
  type IdentityLink,
  type LinkSaid,
  linksSaid,
  linksWith,
  personsOf,
} from '@bothways/core/person';
import { linksThatDecide, saveLinks, savePersons } from '../store/links.ts';
import type { Batch, BatchEvent, Moved } from './batch.ts';

/**
 * Says whose person each identity is, after what this batch says of links, and keeps it. `moved`: identities that went over
 * to another person, or came back to themselves. `relinked`: persons of whom a link is new, undone, or now older. Users are persons by themselves and cost nothing; anonymous identities
 * take one look by key.
 *
 * Source: semantics.md 3; what links mean is `personsOf`'s to say.
 */
export async function identify({ client, events, seqTo }: Batch): Promise<{
  readonly personOf: (identity: string) => string;
  readonly moved: readonly Moved[];
  /** Persons of whom a link is new, undone, or now older. */
  readonly relinked: readonly string[];
}> {
  const said = events.flatMap(({ event }) => linksSaid(event));
  const asked = new Set([...said.map(({ anonymous }) => anonymous), ...anonymousOf(events)]);
  if (asked.size === 0) return { personOf: (identity) => identity, moved: [], relinked: [] };
  const before = byAnonymous(await linksThatDecide(client, [...asked], said));
  const after = new Map(before);
  for (const each of newsOf(said)) {
    const known = after.get(each.anonymous) ?? [];
    const now = linksWith(known, each);
    if (now !== known) after.set(each.anonymous, now);
  }
  const [from, to] = [before, after].map((links) => personsOf([...links.values()].flat()));
  const changed = [...after].filter(([anonymous, links]) => before.get(anonymous) !== links);
  const moved = changed.flatMap(([identity]) => {
    const [was, is] = [from?.get(identity) ?? identity, to?.get(identity) ?? identity];
    return was === is ? [] : [{ identity, from: was, to: is }];
  });
  const news = changed.flatMap(([anonymous, links]) => newOf(before.get(anonymous), links));
  await saveLinks(client, news, seqTo);
  await savePersons(client, moved);
  const personOf = (identity: string): string => to?.get(identity) ?? identity;
  return { personOf, moved, relinked: changed.map(([identity]) => personOf(identity)) };
}

/** Events that name no user: who they are of is to be looked up. */
function anonymousOf(events: readonly BatchEvent[]): readonly string[] {
  return events.flatMap(({ event: { user, anonymous } }) =>
    user === null && anonymous !== null ? [anonymous] : [],
  );
}

/** What is said again and again in one batch is looked at once: its first, by the moment of the event. */
function newsOf(said: readonly LinkSaid[]): readonly LinkSaid[] {
  const [byEvents, byHand]: [Map<string, LinkSaid>, LinkSaid[]] = [new Map(), []];
  for (const each of said) {
    if (each.how !== 'said') byHand.push(each);
    const key = each.anonymous + each.identified;
    const known = byEvents.get(key);
    const isFirst =
      known === undefined ||
      each.at < known.at ||
      (each.at === known.at && each.saidBy < known.saidBy);
    if (each.how === 'said' && isFirst) byEvents.set(key, each);
  }
  return [...byEvents.values(), ...byHand];
}

function byAnonymous(links: readonly IdentityLink[]): ReadonlyMap<string, readonly IdentityLink[]> {
  return Map.groupBy(links, ({ anonymous }) => anonymous);
}

/** Of the links of one identity those that are new, or not as they were. */
function newOf(
  before: readonly IdentityLink[] | undefined,
  after: readonly IdentityLink[],
): readonly IdentityLink[] {
  const known = new Set(before);
  return after.filter((link) => !known.has(link));
}
