import { type Model, readModel } from '@bothways/core';
import { rightKindsOf, threadedKinds } from '@bothways/core/person';
import type { Pool } from 'pg';
import type { HeldKinds } from './generation-tables.ts';

/** The kinds of a model whose legs wait for what is known of rights; null: none do. */
export function heldKindsOf(model: Model): HeldKinds | null {
  const kinds = rightKindsOf(model);
  if (kinds === null) return null;
  return {
    kinds: threadedKinds(kinds),
    ones: kinds.permissions.map(({ kind, one }) => [kind, one] as const),
  };
}

/** The same of a model that is kept. */
export async function heldKindsOfVersion(state: Pool, version: number): Promise<HeldKinds | null> {
  const { rows } = await state.query<{ files: { file: string; text: string }[] }>(
    'SELECT files FROM model_version WHERE id = $1',
    [version],
  );
  const { model } = readModel(rows[0]?.files ?? []);
  return model === null ? null : heldKindsOf(model);
}
