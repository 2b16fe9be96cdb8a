/**
 * Says that somebody who was only known by an anonymous id is a person with a name of their own.
 *
 * Units: `at` in milliseconds since 1970, UTC. Ids are pseudonyms, in which the same text as an anonymous id and as a
 * user's is not the same.
 */
export interface IdentityLink {
  readonly anonymous: string;
  readonly identified: string;
  /** When the event that says so happened: of several that say it, the first. */
  readonly at: number;
  /** That event's message id. */
  readonly saidBy: string;
  /** Somebody at work said so: it goes before all that events say. */
  readonly isByHand: boolean;
  /** Taken back by somebody at work: whatever events say later, it stays so. */
  readonly isUndone: boolean;
}

/** One thing that is said of who somebody is. */
export interface LinkSaid {
  readonly anonymous: string;
  readonly identified: string;
  readonly at: number;
  readonly saidBy: string;
  /** `said` by an event; made or undone by somebody at work. */
  readonly how: 'said' | 'made' | 'undone';
}

/** What an event names: only this is looked at. */
export interface EventIds {
  readonly at: number;
  readonly messageId: string;
  readonly user: string | null;
  readonly anonymous: string | null;
  /** Of an alias: the id that goes over into `user`, read as an anonymous id. */
  readonly previous: { readonly anonymous: string } | null;
  readonly byHand?: 'link' | 'unlink' | undefined;
}

/**
 * What one event says of who somebody is: it names a user and an anonymous id, or an alias names a user and what they were
 * called before. Two users are never said to be one, whatever an alias says.
 */
export function linksSaid({
  at,
  messageId,
  user,
  anonymous,
  previous,
  byHand,
}: EventIds): readonly LinkSaid[] {
  if (user === null) return [];
  const how = byHand === undefined ? 'said' : byHand === 'link' ? 'made' : 'undone';
  const names = new Set(
    [anonymous, previous?.anonymous ?? null].filter((name) => name !== null && name !== user),
  );
  // PostgreSQL keeps no NUL, and a client may put one into its id.
  const saidBy = messageId.replaceAll('\0', '\ufffd');
  return [...names].map((name) => ({ anonymous: name ?? '', identified: user, at, saidBy, how }));
}

/**
 * The links after one more thing was said. Two links of the same two ids are one: said first by the earliest event.
 * What events say never brings back a link that was undone; who is at work may. What was never said cannot be undone.
 */
export function linksWith(links: readonly IdentityLink[], said: LinkSaid): readonly IdentityLink[] {
  const { anonymous, identified, at, saidBy, how } = said;
  const isIt = (link: IdentityLink): boolean =>
    link.anonymous === anonymous && link.identified === identified;
  const known = links.find(isIt);
  if (known === undefined)
    return how === 'undone'
      ? links
      : [
          ...links,
          { anonymous, identified, at, saidBy, isByHand: how === 'made', isUndone: false },
        ];
  const first = isBefore(said, known) ? { ...known, at, saidBy } : known;
  const changed =
    how === 'undone'
      ? { ...known, isByHand: false, isUndone: true }
      : how === 'made'
        ? { ...first, isByHand: true, isUndone: false }
        : first;
  return changed === known ? links : links.map((link) => (isIt(link) ? changed : link));
}

/**
 * The person of each anonymous identity that is linked: the identified one of its first link that stands. Any other
 * identity is a person by itself. As nobody identified is ever linked to anybody, two of them are never joined.
 */
export function personsOf(links: readonly IdentityLink[]): ReadonlyMap<string, string> {
  const first = new Map<string, IdentityLink>();
  for (const link of links) {
    const known = first.get(link.anonymous);
    if (!link.isUndone && (known === undefined || goesBefore(link, known)))
      first.set(link.anonymous, link);
  }
  return new Map([...first].map(([anonymous, { identified }]) => [anonymous, identified]));
}

function goesBefore(one: IdentityLink, other: IdentityLink): boolean {
  if (one.isByHand !== other.isByHand) return one.isByHand;
  if (one.at === other.at && one.saidBy === other.saidBy) return one.identified < other.identified;
  return isBefore(one, other);
}

function isBefore(
  one: { readonly at: number; readonly saidBy: string },
  other: { readonly at: number; readonly saidBy: string },
): boolean {
  return one.at === other.at ? one.saidBy < other.saidBy : one.at < other.at;
}
