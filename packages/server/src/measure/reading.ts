import type { Model } from '@bothways/core';
import type { Generation } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';

/** One reader's view of the ledger: a generation up to its watermark, and the model version it is valued by. */
export interface Reading {
  readonly stores: Stores;
  readonly generation: Generation;
  readonly model: Model;
}
