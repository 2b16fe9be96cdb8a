// For tests: states of persons that can be compared.
import type { PersonState } from '@bothways/core/person';

/** A state in one order, to be compared. */
export function plain(state: PersonState | undefined): unknown {
  if (state === undefined) return null;
  const { balances, contacts, journeys, ...rest } = state;
  const sorted = (map: ReadonlyMap<string, unknown>): unknown =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return [rest, sorted(balances), sorted(contacts), sorted(journeys)];
}
