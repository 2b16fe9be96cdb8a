import { isNothing, itemsOf, namesOf } from './items.ts';
import type { LaneKind } from './lanes.ts';
import type { Named } from './plan.ts';
import type { Extras, SheetStep } from './sheet.ts';
import { type Namer, namer, slugOf } from './slug.ts';

/** One thing that a cell says. */
export interface Item {
  readonly kind: LaneKind;
  readonly text: string;
  readonly extras: Extras;
}

/** What the lanes of a kind say of a step, one by one. Marks for nothing (`-`, `n/a`) say nothing, except of a feeling. */
export function itemsIn(
  { notes }: SheetStep,
  isMeant: (kind: LaneKind) => boolean,
): readonly Item[] {
  return notes
    .filter(({ kind }) => isMeant(kind))
    .flatMap(({ kind, cell, extras }) => {
      const texts =
        kind === 'channel' || kind === 'owner' ? namesOf(cell.text) : itemsOf(cell.text);
      const said = kind === 'emotion' ? texts : texts.filter((text) => !isNothing(text));
      return said.map((text) => ({ kind, text, extras }));
    });
}

/** Gives ids to what a plan names; teams and segments are one however often they are named. */
export interface PlanNames {
  readonly journey: Namer;
  readonly touchpoint: Namer;
  readonly insight: Namer;
  readonly opportunity: Namer;
  readonly team: (name: string) => string;
  readonly segments: (names: string) => readonly string[];
  readonly list: (names: string) => readonly string[];
  readonly teamsNamed: () => readonly Named[];
  readonly segmentsNamed: () => readonly Named[];
}

export function planNames(): PlanNames {
  const teams = register(namer('team', ['customer', 'business']));
  const segments = register(namer('segment', ['everyone']));
  return {
    journey: namer('journey'),
    touchpoint: namer('touchpoint'),
    insight: namer('insight'),
    opportunity: namer('opportunity'),
    team: (name) => teams.idOf(name, 'team'),
    segments: (names) => namesOf(names).map((name) => segments.idOf(name, 'segment')),
    list: namesOf,
    teamsNamed: teams.named,
    segmentsNamed: segments.named,
  };
}

function register(name: Namer): {
  idOf: (text: string, fallback: string) => string;
  named: () => readonly Named[];
} {
  const known = new Map<string, Named>();
  return {
    idOf: (text, fallback) => {
      const key = text.toLowerCase();
      const found = known.get(key) ?? { id: name(slugOf(text) || fallback), name: text };
      known.set(key, found);
      return found.id;
    },
    named: () => [...known.values()],
  };
}
