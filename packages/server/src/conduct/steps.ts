import type { Event, LegRefused, Model, Recognised, ValueTransfer } from '@bothways/core';
import type { Generation } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import type { Batch, Corrections, Moved } from './batch.ts';

// The steps of a batch in their order, each by its own file. Those that are not there yet do nothing.

export { suppressed } from './suppress.ts';

/** Whose person each identity is, after what this batch says of links. */
export async function identify(_batch: Batch): Promise<{
  readonly personOf: (identity: string) => string;
  readonly moved: readonly Moved[];
}> {
  return { personOf: (identity) => identity, moved: [] };
}

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

export { foldPersons } from './fold-persons.ts';

/** What is to be put right in the fact store once a batch's rows are there. Run twice, it does nothing the second time. */
export async function correct(
  _stores: Pick<Stores, 'state' | 'facts'>,
  _generation: Generation,
  _model: Model,
  _corrections: Corrections,
  _seq: number,
): Promise<void> {}
