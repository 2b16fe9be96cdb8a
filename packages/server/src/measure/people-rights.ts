import { randomUUID } from 'node:crypto';
import { EVERYONE, type Model } from '@bothways/core';
import type { PersonAppetite, PersonRight } from '@bothways/core/contract';
import {
  type Answer,
  type Answered,
  answersOf,
  appetiteAfter,
  appetiteShown,
  NO_PRIOR,
  priorOf,
  type Receipt,
  type RightKinds,
  receiptOf,
  rightKindsOf,
  rightsOf,
  rightsShown,
  spoken,
} from '@bothways/core/person';
import { identitiesDrawn, personsOfIdentities, wordsOfPersons } from '../store/consents.ts';
import { segmentsOf } from '../store/measure/people.ts';
import type { Reading } from './reading.ts';

/** So many identities tell what is to be expected of others. */
const DRAWN = 2_000;
/** What is expected of others is worked out again after so long. */
const PRIORS_KEPT_MS = 600_000;

/** What one person allows, and how gladly they share: both from their words. */
export async function rightsOfPerson(
  reading: Reading,
  person: string,
  segment: string | null,
  now: number,
): Promise<{
  readonly rights: readonly PersonRight[];
  readonly appetite: readonly PersonAppetite[];
}> {
  const { stores, generation, model } = reading;
  const kinds = rightKindsOf(model);
  if (kinds === null) return { rights: [], appetite: [] };
  const known = await wordsOfPersons(stores.state, [person], generation.id);
  const { words = [], links = new Map() } = known.get(person) ?? {};
  const rights = rightsShown(words, links, kinds, now).map((each): PersonRight => {
    const { kind, purpose, category } = each.permission;
    return {
      ...{ kind, name: nameOf(model, kind), purpose, category, state: each.state },
      at: instant(each.word.at),
      expiresAt: each.expiresAt === null ? null : instant(each.expiresAt),
      ...{ expressedBy: each.word.by, source: each.word.source, words: each.words },
      record: each.word.record,
    };
  });
  const answers = answersOf(words, links, kinds);
  const appetite = await appetiteOf(reading, kinds, answers, segment ?? EVERYONE, now);
  return { rights, appetite };
}

/** The receipts of all that one person said of rights, the latest first. */
export async function receiptsOfPerson(
  { stores, generation, model }: Reading,
  person: string,
  now: number,
): Promise<readonly Receipt[]> {
  const kinds = rightKindsOf(model);
  if (kinds === null) return [];
  const known = await wordsOfPersons(stores.state, [person], generation.id);
  const { words = [], links = new Map() } = known.get(person) ?? {};
  const rights = rightsOf(words, links, kinds);
  const counting = new Set(spoken(words));
  return words
    .filter((word) => counting.has(word))
    .toSorted((a, b) => b.at - a.at || b.seq - a.seq)
    .map((word) => receiptOf({ word, person, rights, kinds, model, id: randomUUID(), now }));
}

async function appetiteOf(
  reading: Reading,
  kinds: RightKinds,
  answers: readonly Answer[],
  segment: string,
  now: number,
): Promise<readonly PersonAppetite[]> {
  const priors = await priorsNow(reading, kinds, now);
  return [...new Set(kinds.permissions.map(({ category }) => category))].map((category) => {
    const own = answers.filter((each) => each.category === category);
    const count = (is: Answer['is']): number => own.filter((each) => each.is === is).length;
    const all = priorOf(priors(category, null), NO_PRIOR);
    const prior = priorOf(priors(category, segment), all);
    const appetite = appetiteAfter(prior, own, now);
    return {
      ...{ category, name: nameOf(reading.model, `data:${category}`) },
      appetite: appetiteShown(appetite, own.length, prior !== NO_PRIOR),
      ...{ grants: count('grant'), refusals: count('refusal'), withdrawals: count('withdrawal') },
    };
  });
}

/** How people answered, by category, of one segment or of all (null). */
type Priors = (category: string, segment: string | null) => readonly Answered[];
const kept = new WeakMap<
  object,
  { readonly key: string; readonly at: number; readonly priors: Promise<Priors> }
>();

function priorsNow(reading: Reading, kinds: RightKinds, now: number): Promise<Priors> {
  const { stores, generation } = reading;
  const key = `${generation.id} ${generation.modelVersion}`;
  const known = kept.get(stores.state);
  if (known?.key === key && now - known.at < PRIORS_KEPT_MS) return known.priors;
  const priors = priorsOf(reading, kinds);
  kept.set(stores.state, { key, at: now, priors });
  // What could not be worked out is asked for again.
  priors.catch(() => kept.delete(stores.state));
  return priors;
}

async function priorsOf({ stores, generation }: Reading, kinds: RightKinds): Promise<Priors> {
  const identities = await identitiesDrawn(stores.state, DRAWN);
  const persons = await personsOfIdentities(stores.state, identities);
  const [known, segments] = await Promise.all([
    wordsOfPersons(stores.state, persons, generation.id),
    segmentsOf(stores.facts, generation, persons),
  ]);
  const groups = new Map<string, Answered>();
  for (const [person, { words, links }] of known)
    for (const [category, answers] of Map.groupBy(
      answersOf(words, links, kinds),
      (each) => each.category,
    )) {
      const grants = answers.filter(({ is }) => is === 'grant').length;
      for (const segment of ['', segments.get(person) ?? EVERYONE]) {
        const key = [category, segment, grants, answers.length].join('\0');
        const people = (groups.get(key)?.people ?? 0) + 1;
        groups.set(key, { people, answers: answers.length, grants });
      }
    }
  return (category, segment) =>
    [...groups].flatMap(([key, group]) =>
      key.startsWith(`${category}\0${segment ?? ''}\0`) ? [group] : [],
    );
}

function nameOf({ values }: Model, kind: string): string {
  return values.find(({ id }) => id === kind)?.name ?? kind.slice(kind.indexOf(':') + 1);
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
