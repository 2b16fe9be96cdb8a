import type { People, PersonFound } from '@bothways/core/contract';
import { newestMoment, personNow } from '../conduct/person-now.ts';
import { personOfIdentity } from '../store/links.ts';
import { type ListedAfter, lastSeen, type PersonListed } from '../store/measure/people.ts';
import type { Reading } from './reading.ts';

/** An identity that somebody may be, and as what it was asked for. */
export interface AskedFor {
  readonly identity: string;
  readonly as: NonNullable<PersonFound['isKnownAs']>;
}

/** Those of the identities that are known, each once: as the first that knows them. */
export async function peopleFound(
  { stores, generation }: Reading,
  asked: readonly AskedFor[],
): Promise<People> {
  const people = new Map<string, PersonFound>();
  for (const { identity, as } of asked) {
    const person = await personOfIdentity(stores.state, identity);
    if (people.has(person)) continue;
    const known = await personNow(stores, generation, person);
    if (known === null || (known.isBehind && known.state.encounters === 0)) continue;
    const { encounters, since, until } = known.state;
    people.set(person, { ...listed({ person, encounters }, since, until), isKnownAs: as });
  }
  return { people: [...people.values()], next: null };
}

/** People last seen, the latest first, as far as the ledger has come. Null: no page has given that `after`. */
export async function peopleSeen(
  { stores, generation }: Reading,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<People | null> {
  const behind = after === null ? null : listedAfter(after);
  if (after !== null && behind === null) return null;
  const newest = await newestMoment(stores, generation);
  if (newest === null) return { people: [], next: null };
  const found = await lastSeen(stores.facts, generation, newest, {
    ...{ after: behind, limit: limit + 1 },
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    people: page.map((each) => ({ ...listed(each, each.since, each.until), isKnownAs: null })),
    next: found.length > limit && last !== undefined ? `${last.until}-${last.person}` : null,
  };
}

function listedAfter(text: string): ListedAfter | null {
  const [, until, person] = /^(-?\d{1,15})-([0-9a-f]{32})$/.exec(text) ?? [];
  return until === undefined || person === undefined ? null : { until: Number(until), person };
}

function listed(
  { person, encounters }: Pick<PersonListed, 'person' | 'encounters'>,
  since: number | null,
  until: number | null,
): Omit<PersonFound, 'isKnownAs'> {
  const instant = (ms: number | null): string | null =>
    ms === null ? null : new Date(ms).toISOString();
  return { person, encounters, since: instant(since), until: instant(until) };
}
