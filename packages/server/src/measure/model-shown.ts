import { checkModelRules, type Model, type Problem, readModel } from '@bothways/core';
import { type ModelShown, VERSIONS_MAX } from '@bothways/core/contract';
import { generationReady } from '../store/generation.ts';
import {
  type ModelFiles,
  type ModelSaved,
  type ModelVersion,
  newestVersion,
  versionsSaved,
} from '../store/model-versions.ts';
import type { Stores } from '../store/stores.ts';

/** The newest model with what is wrong or doubtful in it, and the versions before; null: no model was saved yet. */
export async function modelShown({ state }: Stores): Promise<ModelShown | null> {
  const newest = await newestVersion(state);
  if (newest === null) return null;
  const [versions, generation] = await Promise.all([
    versionsSaved(state, VERSIONS_MAX),
    // A ledger that was seen to be damaged is no reason to show no model.
    generationReady(state).catch(() => null),
  ]);
  const { version, name, files } = newest;
  return {
    ...{ version, name, files },
    shown: generation?.modelVersion ?? null,
    problems: checkedFiles(files).problems,
    versions: versions.map(versionShown),
  };
}

export function versionShown({
  version,
  savedAt,
  note,
  touchpoints,
}: ModelVersion): ModelShown['versions'][number] {
  return { version, savedAt: savedAt.toISOString(), note, touchpoints };
}

export function versionWhole(saved: ModelSaved) {
  return { ...versionShown(saved), name: saved.name, files: saved.files };
}

/** A model with all that is wrong or doubtful about it: null where something of it is wrong. */
export function checkedFiles(files: ModelFiles): {
  readonly model: Model | null;
  readonly problems: readonly Problem[];
} {
  const { model, problems } = readModel(files);
  const all = [...problems, ...(model === null ? [] : checkModelRules(model))];
  return { model: all.some(({ severity }) => severity === 'error') ? null : model, problems: all };
}
