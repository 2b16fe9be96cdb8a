import { type Model, readModel } from '@bothways/core';
import { type Generation, generationReady } from '../store/generation.ts';
import { StoreError } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';

/** One reader's view of the ledger: a generation up to its watermark, and the model version it is valued by. */
export interface Reading {
  readonly stores: Stores;
  readonly generation: Generation;
  readonly model: Model;
  /** Through whose eyes: only what people of this segment did counts; left out: everybody. */
  readonly segment?: string;
}

/**
 * What a reader of these stores sees now; null before the first rebuild. The model is not read again where an earlier
 * reading has the same version.
 *
 * Errors: a StoreError where the ledger was seen to be damaged, or where its model is none for this version of ours.
 */
export async function readingNow(
  stores: Stores,
  earlier: Reading | null = null,
): Promise<Reading | null> {
  const generation = await generationReady(stores.state);
  if (generation === null) return null;
  const isKnown = earlier?.generation.modelVersion === generation.modelVersion;
  const model = isKnown ? earlier.model : await modelOfVersion(stores, generation);
  return { stores, generation, model };
}

async function modelOfVersion({ state }: Stores, { modelVersion }: Generation): Promise<Model> {
  const { rows } = await state.query<{ files: { file: string; text: string }[] }>(
    'SELECT files FROM model_version WHERE id = $1',
    [modelVersion],
  );
  const { model } = readModel(rows[0]?.files ?? []);
  if (model !== null) return model;
  throw new StoreError({
    store: 'state',
    code: 'model-unreadable',
    seen: 'the model of the last rebuild does not read with this version of Bothways',
    todo: 'run "bothways check" on it, then "bothways rebuild" with it',
  });
}
