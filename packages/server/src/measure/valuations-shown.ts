import type { Valuations } from '@bothways/core/contract';
import type { Reading } from './reading.ts';

/** What the model of a reading says that a unit of each kind is worth and costs. */
export function valuationsShown({ generation, model }: Reading): Valuations {
  return {
    model: model.name,
    modelVersion: generation.modelVersion,
    currency: model.currency,
    kinds: model.values.map(({ id, name, family, unit, scale }) => ({
      ...{ id, name, family, unit, scale },
    })),
    segments: model.segments.map(({ id, name }) => ({ id, name })),
    actors: model.actors.map(({ id, name, side }) => ({ id, name, side })),
    valuations: model.valuations.map(({ kind, segment, give, worth, cost }) => ({
      ...{ kind, segment, give, worth: worthShown(worth), cost: worthShown(cost) },
    })),
  };
}

type Stated = Reading['model']['valuations'][number]['worth'];

function worthShown(worth: Stated): Valuations['valuations'][number]['worth'] {
  if (worth === null) return null;
  const { place: _, ...rest } = worth;
  return rest;
}
