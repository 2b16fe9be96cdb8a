import type { Event, LegRefused, Model, Recognised, ValueTransfer } from '@bothways/core';
import type { Batch, Moved } from './batch.ts';

// The steps of a batch in their order, each by its own file. Those that are not there yet do nothing.

export { identify } from './identify.ts';
export { suppressed } from './suppress.ts';

/** Keeps what this batch says of rights. `changed`: persons whose entries that stand must be looked at again. */
export async function noteConsents(
  _batch: Batch,
  _personOf: (identity: string) => string,
  _moved: readonly Moved[],
): Promise<{ readonly rights: null; readonly changed: ReadonlySet<string> }> {
  return { rights: null, changed: new Set() };
}

/** Parts the legs of one event into those that may be, and those that wait for a right. */
export function gate(
  recognised: Recognised,
  _rights: null,
  _model: Model,
  _event: Event,
): {
  readonly transfers: readonly ValueTransfer[];
  readonly held: readonly ValueTransfer[];
  readonly refused: readonly LegRefused[];
} {
  return { transfers: recognised.transfers, held: [], refused: recognised.refused };
}

export { correct } from './correct.ts';
export { foldPersons } from './fold-persons.ts';
