import type { ModelSaved, ModelShown, ModelVersionWhole } from '@bothways/core/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from './get.ts';
import { jobDone } from './jobs.ts';
import { send } from './send.ts';

/** The model as it stands, with its versions; `isFresh`: read anew by whoever comes to it. */
export function useModel(isWanted = true, isFresh = false) {
  return useQuery({
    queryKey: ['model'],
    queryFn: ({ signal }) => get<ModelShown>('/api/model', signal),
    enabled: isWanted,
    refetchOnMount: isFresh ? 'always' : true,
  });
}

/** A version of the model, whole; null: none is looked at. */
export function useModelVersion(version: number | null) {
  return useQuery({
    queryKey: ['model', version],
    queryFn: ({ signal }) => get<ModelVersionWhole>(`/api/model/versions/${version}`, signal),
    enabled: version !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface ToSave {
  readonly files: ModelShown['files'];
  readonly note: string;
  /** The version it was made from; absent: the one that was last read. */
  readonly base?: number | null;
  /** Told when it is kept, before the ledger has followed. */
  readonly onKept?: (saved: ModelSaved) => void;
}

/**
 * Saves the model as a new version: resolves when the ledger has followed and everything is read anew.
 *
 * Errors: an ApiError: `model-moved` (409) where it was saved elsewhere meanwhile, `model-wrong` (422) with problems.
 */
export function useSaveModel() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ files, note, base, onKept }: ToSave) => {
      const read = queries.getQueryData<ModelShown>(['model'])?.version ?? null;
      const from = base === undefined ? read : base;
      const saved = await send<ModelSaved>('/api/model', { base: from, files, note });
      onKept?.(saved);
      await jobDone(saved.job, queries);
      return saved;
    },
  });
}
