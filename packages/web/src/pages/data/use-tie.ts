import type { ModelShown, ModelVersionWhole } from '@bothways/core/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, get } from '../../api/get.ts';
import { useSaveModel } from '../../api/model.ts';
import type { Loose, Taker } from './make-tie.ts';

/** What was tied, and the version of the model before it. */
export interface TieDone {
  readonly event: string;
  readonly touchpoint: string;
  readonly before: number;
  readonly saved: number;
}

export interface ToTie {
  readonly loose: Loose;
  readonly taker: Taker;
  /** How the touchpoint is called. */
  readonly called: string;
  /** For the list of versions. */
  readonly note: string;
}

/** Ties events to a touchpoint as a new version of the model; undone, the version before is saved again. */
export function useTie() {
  const queries = useQueryClient();
  const { mutateAsync: save } = useSaveModel();
  const [job, setJob] = useState<string | null>(null);
  const [done, setDone] = useState<TieDone | null>(null);
  const signal = (): AbortSignal => new AbortController().signal;
  const tying = useMutation({
    mutationFn: async ({ loose, taker, called, note }: ToTie) => {
      setDone(null);
      // As it stands now: it may have been saved elsewhere meanwhile.
      const model = await get<ModelShown>('/api/model', signal());
      queries.setQueryData(['model'], model);
      const { tie } = await import('./make-tie.ts');
      const tied = tie(model.files, loose, taker);
      if ('refused' in tied) throw new ApiError({ code: 'refused', message: tied.refused }, 422);
      const { version } = await save({
        ...{ files: tied.files, note, base: model.version },
        onKept: (kept) => setJob(kept.job),
      });
      setDone({ event: loose.name, touchpoint: called, before: model.version, saved: version });
    },
    onSettled: () => setJob(null),
  });
  const undoing = useMutation({
    mutationFn: async ({ done: what, note }: { readonly done: TieDone; readonly note: string }) => {
      const { files } = await get<ModelVersionWhole>(
        `/api/model/versions/${what.before}`,
        signal(),
      );
      await save({ files, note, base: what.saved, onKept: (kept) => setJob(kept.job) });
      setDone(null);
    },
    onSettled: () => setJob(null),
  });
  return {
    tie: (what: ToTie): void => {
      undoing.reset();
      tying.mutate(what);
    },
    undo: (note: string): void => {
      tying.reset();
      if (done !== null) undoing.mutate({ done, note });
    },
    /** What is being tied or was; null: nothing. */
    asked: tying.variables ?? null,
    isTying: tying.isPending,
    isUndoing: undoing.isPending,
    isUndone: undoing.isSuccess,
    error: tying.error ?? undoing.error,
    job,
    done,
  };
}

export type Tying = ReturnType<typeof useTie>;
