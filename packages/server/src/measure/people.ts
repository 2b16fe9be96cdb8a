import { decimal, EVERYONE, type Model } from '@bothways/core';
import type { PersonShown } from '@bothways/core/contract';
import { heldByKind, lastTouched, personCube } from '@bothways/core/person';
import { newestMoment, type PersonNow, personNow } from '../conduct/person-now.ts';
import { identitiesOf, linksAbout, personOfIdentity } from '../store/links.ts';
import { segmentOf } from '../store/measure/people.ts';
import { relationshipOf, statementOf } from './people-exchange.ts';
import { contactsOf, journeysOf, missionsOf, peopleWords, touchedOf } from './people-journeys.ts';
import { rightsOfPerson } from './people-rights.ts';
import { PEOPLE_DRAWS, timelineShown } from './people-timeline.ts';
import type { Reading } from './reading.ts';

/** So many encounters are told as the last ones. */
const LAST_MAX = 20;
const TIMELINE_USUAL = 20;

/**
 * What is known of one person; null: nothing. `now` in milliseconds since 1970, for what is counted in days back.
 *
 * Shape: an identity, 32 hex digits; it may be a part of another person, who is then shown.
 */
export async function personShown(
  reading: Reading,
  identity: string,
  now: number,
): Promise<PersonShown | null> {
  const { stores, generation, model } = reading;
  const person = await personOfIdentity(stores.state, identity);
  // Of nobody nothing more is asked.
  const known = await personNow(stores, generation, person);
  if (known === null) return null;
  const { isBehind } = known;
  const sorted = model.segments.some(({ when }) => when !== null)
    ? segmentOf(stores.facts, generation, person)
    : Promise.resolve(null);
  const [segment, who, newest, timeline] = await Promise.all([
    sorted,
    whoOf(reading, person),
    newestMoment(stores, generation),
    timelineShown(reading, person, { after: null, limit: TIMELINE_USUAL, segment: sorted }),
  ]);
  const words = peopleWords(model);
  const allowed = await rightsOfPerson(reading, person, segment, now);
  const state = withoutEnded(known.state, allowed.rights);
  const cube = personCube(state, model, segment ?? EVERYONE);
  const journeys = journeysOf(state, model, newest ?? now);
  return {
    ...{ person, generation: generation.id, currency: model.currency, isBehind },
    segment: segment === null ? null : nameIn(model.segments, segment),
    ...who,
    since: state.since === null ? null : instant(state.since),
    until: state.until === null ? null : instant(state.until),
    encounters: state.encounters,
    felt: feltOf(state),
    missions: missionsOf(journeys, words),
    journeys: journeys.map(({ shown }) => shown),
    last: lastTouched(state, LAST_MAX).map((each) => touchedOf(each, words)),
    contacts: contactsOf(state, model, now),
    balances: balancesOf(state, model),
    statement: statementOf(cube, model, PEOPLE_DRAWS),
    relationship: relationshipOf(cube, model, PEOPLE_DRAWS),
    ...allowed,
    timeline,
  };
}

/**
 * What they hold, without rights that are not held now: one that ended by its time leaves the ledger when whoever conducts
 * next looks, which may be later.
 */
function withoutEnded(
  state: PersonNow['state'],
  rights: PersonShown['rights'],
): PersonNow['state'] {
  const ended = new Set(rights.flatMap(({ kind, state: is }) => (is === 'held' ? [] : [kind])));
  if (ended.size === 0) return state;
  return {
    ...state,
    balances: new Map([...state.balances].filter(([, { kind }]) => !ended.has(kind))),
  };
}

async function whoOf(
  { stores }: Reading,
  person: string,
): Promise<Pick<PersonShown, 'identities' | 'links'>> {
  const [ids, links] = await Promise.all([
    identitiesOf(stores.state, person),
    linksAbout(stores.state, person),
  ]);
  const anonymous = new Set(links.map((link) => link.anonymous));
  const identified = new Set(links.map((link) => link.identified));
  return {
    identities: [...new Set(ids)].map((id) => ({
      id,
      kind: identified.has(id) ? 'identified' : anonymous.has(id) ? 'anonymous' : 'unknown',
      isPerson: id === person,
    })),
    links: links
      .toSorted((a, b) => b.at - a.at)
      .map(({ anonymous: a, identified: i, at, saidBy, isByHand, undoneAt }) => ({
        ...{ anonymous: a, identified: i, at: instant(at), saidBy, isByHand },
        undoneAt: undoneAt === null ? null : instant(undoneAt),
      })),
  };
}

function feltOf({ felt }: PersonNow['state']): PersonShown['felt'] {
  return felt.n === 0 ? null : { mean: felt.sum / felt.n / 1_000_000, n: felt.n };
}

function balancesOf(state: PersonNow['state'], model: Model): PersonShown['balances'] {
  const held = heldByKind(state, model);
  return model.values.flatMap(({ id, name, family, unit, scale }) => {
    const { get = 0n, give = 0n } = held.get(id) ?? {};
    if (get === 0n && give === 0n) return [];
    const [got, given, left] = [get, give, get - give].map((each) => decimal(each, scale));
    return [
      {
        ...{ kind: id, name, family, unit },
        ...{ get: got ?? '', give: given ?? '', held: left ?? '' },
      },
    ];
  });
}

function nameIn(
  named: readonly { readonly id: string; readonly name: string }[],
  id: string,
): { readonly id: string; readonly name: string } {
  return { id, name: named.find((each) => each.id === id)?.name ?? id };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
