import type { AloneColumns, JobBegun } from '@bothways/core/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { jobDone } from './jobs.ts';
import { send } from './send.ts';

export type AloneKind = 'journeys' | 'experience' | 'drivers';

/** What is in a file that was sent, and which column may be what; null: no file yet. */
export function useAloneColumns(upload: string | null) {
  return useQuery({
    queryKey: ['alone', 'columns', upload],
    queryFn: () => send<AloneColumns>('/api/alone/columns', { upload }),
    enabled: upload !== null,
    ...ONCE,
  });
}

/** What a file by itself says, drawn by a job; `job` is how it goes on meanwhile. */
export function useAlone<Reply>(kind: AloneKind, body: Readonly<Record<string, unknown>> | null) {
  const queries = useQueryClient();
  const [job, setJob] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['alone', kind, body],
    queryFn: async () => {
      const begun = await send<JobBegun>(`/api/alone/${kind}`, body);
      setJob(begun.job);
      return jobDone<Reply>(begun.job, queries);
    },
    enabled: body !== null,
    ...ONCE,
  });
  return { ...query, job };
}

/** A file does not change, and what is refused is refused again. */
const ONCE = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const;
