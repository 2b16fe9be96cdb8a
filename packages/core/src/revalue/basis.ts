import type { Actor, Place, Valuation, ValueKind, Worth } from '../model/model.ts';
import type { Basis } from './plan.ts';

/** Opinions as they come over the wire: without their places in a file and what valuing does not need. */
export interface BasisShown {
  readonly currency: string;
  readonly actors: readonly Pick<Actor, 'id' | 'name' | 'side'>[];
  readonly kinds: readonly Pick<ValueKind, 'id' | 'name' | 'family' | 'unit' | 'scale'>[];
  readonly valuations: readonly (Pick<Valuation, 'kind' | 'segment' | 'give'> & {
    readonly worth: Omit<Worth, 'place'> | null;
    readonly cost: Omit<Worth, 'place'> | null;
  })[];
}

/** What quantities are valued by, of what came over the wire. */
export function basisOf({ currency, actors, kinds, valuations }: BasisShown): Basis {
  const placed = (worth: Omit<Worth, 'place'> | null): Worth | null =>
    worth === null ? null : { ...worth, place: NOWHERE };
  return {
    currency,
    actors: actors.map((actor) => ({ ...actor, kind: KIND_OF_SIDE[actor.side] })),
    values: kinds.map((kind) => ({ ...kind, form: null, tangible: false, basis: null })),
    valuations: valuations.map((each) => ({
      ...each,
      worth: placed(each.worth),
      cost: placed(each.cost),
      place: NOWHERE,
    })),
  };
}

const NOWHERE: Place = { file: '', line: 1, column: 1 };
const KIND_OF_SIDE = { customer: 'customer', business: 'team', other: 'partner' } as const;
