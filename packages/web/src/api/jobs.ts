import type { Job } from '@bothways/core/contract';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, get } from './get.ts';

const POLL_MS = 300;

/** How a job goes on; null: none is looked at. What it has changed is read anew when it is done. */
export function useJob(id: string | null) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: jobKey(id),
    queryFn: ({ signal }) => jobNow(id ?? '', queries, signal),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (times, error) => !isGone(error) && times < 4,
    retryDelay: 1000,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? POLL_MS : false),
  });
}

/**
 * Resolves to what came of a job, when it is done; everything is read anew then.
 *
 * Errors: throws an ApiError where it failed.
 */
export async function jobDone<Result>(id: string, queries: QueryClient): Promise<Result> {
  for (;;) {
    const job = await jobNow(id, queries, new AbortController().signal);
    queries.setQueryData(jobKey(id), job);
    if (job.state === 'done') return job.result as Result;
    if (job.state === 'failed')
      throw new ApiError(job.error ?? { code: 'failed', message: job.said }, 500);
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
}

async function jobNow(id: string, queries: QueryClient, signal: AbortSignal): Promise<Job> {
  const job = await get<Job>(`/api/jobs/${encodeURIComponent(id)}`, signal);
  // Not awaited: what nobody looks at is read when somebody does.
  // Who looks at a file by itself changes nothing.
  if (job.state === 'done' && job.what !== 'alone')
    void queries.invalidateQueries({ predicate: ({ queryKey: [first] }) => first !== 'job' });
  return job;
}

function jobKey(id: string | null): readonly unknown[] {
  return ['job', id];
}

function isGone(error: Error): boolean {
  return error instanceof ApiError && error.status === 404;
}
