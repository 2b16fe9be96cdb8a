import { type Model, sidesOf, type Touchpoint, touchpointsOf } from '@bothways/core';
import type { Way } from '@bothways/core/contract';

/** What a model calls the things that a touchpoint's page speaks of. */
export interface TouchpointWords {
  actor(id: string): { readonly id: string; readonly name: string };
  kind(id: string): {
    readonly name: string;
    readonly family: string;
    readonly unit: string;
    readonly scale: number;
  };
  way(giver: string, receiver: string): Way;
}

export function touchpointWords(model: Model): TouchpointWords {
  const actors = new Map(model.actors.map(({ id, name }) => [id, name]));
  const kinds = new Map(model.values.map((each) => [each.id, each]));
  const side = sidesOf(model);
  return {
    actor: (id) => ({ id, name: actors.get(id) ?? id }),
    kind: (id) => {
      const { name = id, family = '', unit = '', scale = 0 } = kinds.get(id) ?? {};
      return { name, family, unit, scale };
    },
    way: (giver, receiver) =>
      side(receiver) === 'customer'
        ? 'delivered'
        : side(giver) === 'customer'
          ? 'captured'
          : 'aside',
  };
}

/** Where a touchpoint stands in its model. */
export interface TouchpointPlace {
  readonly touchpoint: Touchpoint;
  readonly journey: { readonly id: string; readonly name: string };
  readonly state: 'current' | 'future';
  readonly phase: { readonly id: string; readonly name: string };
  readonly step: { readonly id: string; readonly name: string };
  readonly momentOfTruth: boolean;
}

export function touchpointPlace(model: Model, id: string): TouchpointPlace | null {
  for (const journey of model.journeys)
    for (const phase of journey.phases)
      for (const step of phase.steps)
        for (const touchpoint of step.touchpoints)
          if (touchpoint.id === id)
            return {
              touchpoint,
              journey: { id: journey.id, name: journey.name },
              state: journey.state,
              phase: { id: phase.id, name: phase.name },
              step: { id: step.id, name: step.name },
              momentOfTruth: step.momentOfTruth,
            };
  return null;
}

/** Ids of every touchpoint there is. */
export function touchpointIds(model: Model): readonly string[] {
  return touchpointsOf(model).map(({ id }) => id);
}

/** The unit that a measure's name says: `wait_s` is in seconds. */
export function measureUnit(name: string): string {
  if (name === 'felt') return 'felt';
  return /_s(econds)?$/.test(name) ? 'second' : '';
}
