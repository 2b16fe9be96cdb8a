import type { Model } from '@bothways/core';
import type {
  PersonContact,
  PersonInstance,
  PersonJourney,
  PersonMission,
  PersonTouched,
} from '@bothways/core/contract';
import {
  contactWindows,
  type KeptEncounter,
  type PersonState,
  threadPerson,
} from '@bothways/core/person';
import { type TouchpointPlace, touchpointPlace } from './touchpoint-words.ts';

/** What a model calls the places where somebody was. */
export interface PeopleWords {
  place(touchpoint: string): TouchpointPlace | null;
  journey(id: string): { readonly id: string; readonly name: string };
}

export function peopleWords(model: Model): PeopleWords {
  const places = new Map<string, TouchpointPlace | null>();
  const journeys = new Map(model.journeys.map(({ id, name }) => [id, name]));
  return {
    place(touchpoint) {
      const known = places.get(touchpoint);
      if (known !== undefined) return known;
      const place = touchpointPlace(model, touchpoint);
      places.set(touchpoint, place);
      return place;
    },
    journey: (id) => ({ id, name: journeys.get(id) ?? id }),
  };
}

/** An encounter as the state keeps it. */
export function touchedOf(
  { at, journey, touchpoint, channel, felt }: KeptEncounter & { readonly journey: string },
  words: PeopleWords,
): PersonTouched {
  return {
    at: new Date(at).toISOString(),
    journey: words.journey(journey),
    touchpoint: { id: touchpoint, name: words.place(touchpoint)?.touchpoint.name ?? touchpoint },
    ...{ channel, felt },
  };
}

interface JourneyOf {
  readonly mission: string | null;
  readonly shown: PersonJourney;
}

/** Journeys of a person, in the order of the model. `newest`: the newest moment that is known of anybody. */
export function journeysOf(state: PersonState, model: Model, newest: number): readonly JourneyOf[] {
  const words = peopleWords(model);
  return threadPerson(state, model, newest).map(({ journey, n, isCut, instances }) => {
    const count = (end: PersonInstance['end']): number =>
      instances.filter((each) => each.end === end).length;
    return {
      mission: journey.mission?.name ?? null,
      shown: {
        ...{ id: journey.id, name: journey.name, encounters: n, isCut },
        ...{ open: count('open'), completed: count('completed'), abandoned: count('abandoned') },
        instances: instances.map(({ end, caseId, encounters, isCut: isInstanceCut }) => {
          const shown = encounters.map((each) =>
            touchedOf({ ...each, journey: journey.id }, words),
          );
          return {
            ...{ end, caseId, isCut: isInstanceCut, encounters: shown },
            since: shown[0]?.at ?? '',
            until: shown.at(-1)?.at ?? '',
          };
        }),
      },
    };
  });
}

/** What they are at: journeys that are open, the latest first. */
export function missionsOf(
  journeys: readonly JourneyOf[],
  words: PeopleWords,
): readonly PersonMission[] {
  return journeys
    .flatMap(({ mission, shown }) =>
      shown.instances.flatMap(({ end, since, until, encounters }): PersonMission[] => {
        const last = encounters.at(-1);
        const place = last === undefined ? null : words.place(last.touchpoint.id);
        if (end !== 'open' || last === undefined || place === null) return [];
        return [
          {
            journey: { id: shown.id, name: shown.name },
            ...{ name: mission, since, until, encounters: encounters.length },
            ...{ phase: place.phase, step: place.step, touchpoint: last.touchpoint },
          },
        ];
      }),
    )
    .sort((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));
}

export function contactsOf(
  state: PersonState,
  model: Model,
  now: number,
): readonly PersonContact[] {
  return contactWindows(state, model, now);
}
