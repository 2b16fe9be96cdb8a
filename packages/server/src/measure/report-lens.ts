import { EVERYONE, type Model } from '@bothways/core';
import type { ReportPersona, ReportSegment } from '@bothways/core/contract';
import { peopleBySegment } from '../store/measure/segment-lens.ts';
import type { Reading } from './reading.ts';

/** Through whose eyes a ledger can be read, and through whose it is read. */
export interface Lenses {
  readonly segment: ReportSegment | null;
  readonly segments: readonly ReportSegment[];
  readonly personas: readonly ReportPersona[];
}

/** Errors: throws where the reading is of a segment that its model has not; `lensOf` tells. */
export async function lensesOf({ stores, generation, model, segment }: Reading): Promise<Lenses> {
  const people = await peopleBySegment(stores.facts, generation);
  const segments = lensNames(model).map((each) => ({ ...each, people: people.get(each.id) ?? 0 }));
  return {
    segment: segments.find(({ id }) => id === segment) ?? null,
    segments,
    personas: model.personas
      .map((persona) => ({
        ...persona,
        ...{ goals: [...persona.goals], pains: [...persona.pains], gains: [...persona.gains] },
        segment: model.segments.find(({ id }) => id === persona.segment) ?? null,
      }))
      .map(({ segment: of, ...persona }) => ({
        ...persona,
        segment: of === null ? null : { id: of.id, name: of.name },
      })),
  };
}

/** The segments that a model's ledger can be read for; none where it has none. */
export function lensNames(model: Model): readonly { readonly id: string; readonly name: string }[] {
  if (model.segments.length === 0) return [];
  return [
    ...model.segments.map(({ id, name }) => ({ id, name })),
    { id: EVERYONE, name: 'Everyone else' },
  ];
}
