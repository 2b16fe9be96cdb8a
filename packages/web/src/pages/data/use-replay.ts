import type { Job, JobBegun, ReplayBody, ReplayDone } from '@bothways/core/contract';
import { useMutation } from '@tanstack/react-query';
import { useJob } from '../../api/jobs.ts';
import { send } from '../../api/send.ts';

export interface Replaying {
  readonly begin: (what: ReplayBody) => void;
  readonly isRunning: boolean;
  /** How it goes, in words. */
  readonly said: string;
  /** Null: nothing was sent again yet, or it still runs. */
  readonly done: ReplayDone | null;
  readonly fault: string | null;
}

/** Records sent again, as a job: how it goes, and what became of each. */
export function useReplay(): Replaying {
  const begin = useMutation({
    mutationFn: (what: ReplayBody) => send<JobBegun>('/api/rejects/replay', what),
  });
  const { data: job } = useJob(begin.data?.job ?? null);
  const failed = job?.state === 'failed' ? (job.error?.message ?? job.said) : null;
  return {
    begin: begin.mutate,
    isRunning:
      begin.isPending || (begin.isSuccess && (job === undefined || job.state === 'running')),
    said: job?.said ?? '',
    done: begin.isPending ? null : doneOf(job),
    fault: begin.error?.message ?? failed,
  };
}

function doneOf(job: Job | undefined): ReplayDone | null {
  return job?.state === 'done' ? (job.result as ReplayDone) : null;
}
