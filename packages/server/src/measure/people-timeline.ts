import {
  type CubeRow,
  type Draws,
  decimal,
  drawsOf,
  EVERYONE,
  ledgerRows,
  type Model,
} from '@bothways/core';
import type { PersonTimeline, TimelineEntry } from '@bothways/core/contract';
import { statementSums } from '@bothways/core/person';
import { heldKindsOf } from '../store/held-kinds.ts';
import {
  type PersonEncounter,
  personTimeline,
  type TimelineAfter,
} from '../store/measure/person-timeline.ts';
import { type PeopleWords, peopleWords } from './people-journeys.ts';
import type { Reading } from './reading.ts';
import { type TouchpointWords, touchpointWords } from './touchpoint-words.ts';

/** Made once: with their weights they are the same for everybody. */
export const PEOPLE_DRAWS = drawsOf();

export interface TimelineAsked {
  /** The `next` of the page before; null: the first page. */
  readonly after: string | null;
  readonly limit: number;
  /** Through whose eyes it is valued; left out: those of everyone. */
  readonly segment?: Promise<string | null>;
}

/** A page of a person's encounters and what moved at them, the newest first. An `after` that no page gave: the first page. */
export async function timelineShown(
  { stores, generation, model }: Reading,
  person: string,
  { after, limit, segment }: TimelineAsked,
): Promise<PersonTimeline> {
  const behind = after === null ? null : afterOf(after);
  const [found, eyes] = await Promise.all([
    personTimeline(stores.facts, generation, person, {
      ...{ after: behind, limit: limit + 1, isGated: heldKindsOf(model) !== null },
    }),
    segment ?? null,
  ]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const told = { words: touchpointWords(model), places: peopleWords(model), draws: PEOPLE_DRAWS };
  return {
    entries: page.map((each) => entryOf(each, model, eyes ?? EVERYONE, told)),
    next: found.length > limit && last !== undefined ? `${last.at}-${last.id}` : null,
  };
}

/** Null: no page has given that. */
export function afterOf(text: string): TimelineAfter | null {
  const [, at, id] = /^(-?\d{1,15})-([0-9a-f]{32})$/.exec(text) ?? [];
  return at === undefined || id === undefined ? null : { at: Number(at), id };
}

interface Told {
  readonly words: TouchpointWords;
  readonly places: PeopleWords;
  readonly draws: Draws;
}

function entryOf(
  found: PersonEncounter,
  model: Model,
  segment: string,
  { words, places, draws }: Told,
): TimelineEntry {
  const { id, at, touchpoint, channel, durationSeconds, felt, feltScale, feltRaw, grade } = found;
  const place = places.place(touchpoint);
  const rows = found.legs.map(
    ({ leg, giver, receiver, kind, quantity, grade: known }): CubeRow => ({
      keys: { leg: String(leg) },
      ...{ giver, receiver, kind, segment, quantity },
      ...{ n: 1, grades: { [known]: 1 } },
    }),
  );
  return {
    ...{ id, channel, durationSeconds, grade },
    at: new Date(at).toISOString(),
    journey: place?.journey ?? { id: '', name: '' },
    touchpoint: { id: touchpoint, name: place?.touchpoint.name ?? touchpoint },
    felt: felt === null ? null : { value: felt, raw: feltRaw, scale: feltScale },
    legs: rows.flatMap((each, index) => {
      const [row] = ledgerRows([each], model, draws);
      if (row === undefined) return [];
      const { giver, receiver, kind, worth, cost } = row;
      const { name, unit, scale } = words.kind(kind);
      return [
        {
          giver: words.actor(giver),
          receiver: words.actor(receiver),
          way: words.way(giver, receiver),
          ...{ kind, name, unit, worth, cost },
          quantity: decimal(each.quantity, scale),
          grade: found.legs[index]?.grade ?? row.grade,
        },
      ];
    }),
    refused: found.refused.map(({ kind, reason }) => ({
      ...{ kind, name: words.kind(kind).name, reason },
    })),
    customer: statementSums(rows, model, draws).net,
  };
}
