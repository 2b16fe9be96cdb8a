import { hash } from 'node:crypto';
import {
  type Event,
  type Model,
  type Recognised,
  type Recognition,
  readModel,
  recogniser,
  recognitionOf,
} from '@bothways/core';
import type { Pool, PoolClient } from 'pg';
import type { Generation } from '../store/generation.ts';

/** The model of a ledger, ready to recognise. */
export interface LiveModel {
  readonly version: number;
  readonly model: Model;
  readonly recognition: Recognition;
  readonly recognise: (event: Event) => Recognised;
}

/** Gives the model of a generation, read once a version; null: this version of Bothways cannot read it. */
export type LiveModels = (
  state: Pool | PoolClient,
  generation: Pick<Generation, 'modelVersion'>,
) => Promise<LiveModel | null>;

export function liveModels(): LiveModels {
  let latest: { readonly version: number; readonly model: LiveModel | null } | null = null;
  return async (state, { modelVersion: version }) => {
    if (latest?.version === version) return latest.model;
    const { rows } = await state.query<{ files: { file: string; text: string }[] }>(
      'SELECT files FROM model_version WHERE id = $1',
      [version],
    );
    const { model } = readModel(rows[0]?.files ?? []);
    latest = { version, model: model === null ? null : modelOf(version, model) };
    return latest.model;
  };
}

function modelOf(version: number, model: Model): LiveModel {
  const recognition = recognitionOf(model);
  return { version, model, recognition, recognise: recogniser(recognition, hash128) };
}

function hash128(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}
