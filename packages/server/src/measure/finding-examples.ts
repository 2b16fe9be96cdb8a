import { directionOf, type Finding, type Model, sidesOf, unitValuesOf } from '@bothways/core';
import type { FindingExample, FindingShown } from '@bothways/core/contract';
import { type EncounterSeen, encountersLatest } from '../store/measure/examples.ts';
import type { Reading } from './reading.ts';

/** How many of the latest encounters are looked at, and how many that show a finding are shown. */
const LOOKED = 60;
const SHOWN = 3;
/** The latest encounters that show a finding, and in how many of the latest it shows. */
export async function examplesOf(
  { stores, generation, model }: Reading,
  { kind, touchpoint }: Pick<Finding, 'kind' | 'touchpoint'>,
): Promise<NonNullable<FindingShown['examples']>> {
  const looked = await encountersLatest(stores.facts, generation, {
    ...{ model, touchpoint, limit: LOOKED },
  });
  const exampleOf = exampler(model);
  const showing = looked.map(exampleOf).filter((each) => shows(kind, each));
  return { shown: showing.slice(0, SHOWN), showing: showing.length, looked: looked.length };
}

/** Whether one encounter is what a finding speaks of. */
export function shows(
  kind: Finding['kind'],
  { customer, business, moved }: FindingExample,
): boolean {
  switch (kind) {
    case 'one-sided-capture':
      return (customer ?? 0) < 0 && (business ?? 0) > 0;
    case 'costly-for-both':
      return (customer ?? 0) < 0 && (business ?? 0) < 0;
    case 'data-taken-nothing-given':
      return (
        moved.some((each) => each.kind.startsWith('data:') && each.giver === 'customer') &&
        moved.every(({ receiver }) => receiver !== 'customer')
      );
    case 'uncaptured-value':
      return (customer ?? 0) > 0 && (business ?? 0) < 0;
    default:
      return true;
  }
}

function exampler(model: Model): (seen: EncounterSeen) => FindingExample {
  const sideOf = sidesOf(model);
  const unitValue = unitValuesOf(model);
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  return ({ person, at, channel, segment, moved }) => {
    const legs = moved.map(({ kind, giver, receiver, quantity }) => ({
      ...{ kind, giver: sideOf(giver), receiver: sideOf(receiver) },
      quantity: Number(quantity) / 10 ** (scales.get(kind) ?? 0),
    }));
    const netOf = (side: 'customer' | 'business'): number | null => {
      const amounts = legs.flatMap(({ kind, giver, receiver, quantity }) => {
        const direction = directionOf(giver);
        const worth = receiver === side ? unitValue(kind, segment, direction, 'worth') : null;
        const cost = giver === side ? unitValue(kind, segment, direction, 'cost') : null;
        return [
          ...(worth === null ? [] : [quantity * worth.median]),
          ...(cost === null ? [] : [-quantity * cost.median]),
        ];
      });
      return amounts.length === 0 ? null : amounts.reduce((sum, each) => sum + each, 0);
    };
    return {
      ...{ person, at, channel, moved: legs },
      ...{ customer: netOf('customer'), business: netOf('business') },
    };
  };
}
