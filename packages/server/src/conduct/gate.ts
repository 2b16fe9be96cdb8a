import type { Recognised } from '@bothways/core';
import { parted } from '@bothways/core/person';
import type { Made } from './batch.ts';
import type { Rights } from './consents.ts';

/**
 * Parts the legs of one event into those that may be, and those that wait for a right.
 *
 * Shape: `person` and the `identity` under which it came; null: nobody is named.
 * Source: semantics.md 27.
 */
export function gate(
  recognised: Recognised,
  rights: Rights | null,
  person: string | null,
  identity: string | null,
): Pick<Made, 'transfers' | 'held' | 'refused'> {
  if (rights === null)
    return { transfers: recognised.transfers, held: [], refused: recognised.refused };
  const { kinds, now, of } = rights;
  return parted(recognised, identity, of(person), kinds, now);
}
