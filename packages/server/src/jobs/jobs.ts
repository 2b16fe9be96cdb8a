import { randomUUID } from 'node:crypto';
import type { ApiError, Job } from '@bothways/core/contract';

export type JobId = string;

/** Says what is being done now, in words. Throws where the job is to end. */
export type Progress = (text: string) => void;

/** What takes longer than one answer, while this process lives. */
export interface Jobs {
  /** Begins a job; it runs on while others ask how it goes. */
  start<Result>(what: string, run: (progress: Progress) => Promise<Result>): JobId;
  /** The job as it is now; null: none of this id is known any more. */
  shown(id: JobId): Job | null;
  /** Resolves when a job has ended, however it did. */
  ended(id: JobId): Promise<void>;
  /** Ends all that runs at its next word, and waits for it. */
  stop(): Promise<void>;
}

/** How many that have ended are kept. */
const KEPT_MOST = 100;
/** How many run at once. One that waits for a lock of the stores holds a connection, and of those there are ten for all who ask. */
const AT_ONCE = 3;

/** The runner of one server. `tell`: a fault as it is told to whoever asked. */
export function makeJobs(tell: (fault: unknown) => Promise<ApiError>): Jobs {
  const jobs = new Map<JobId, Job>();
  const running = new Map<JobId, Promise<void>>();
  const inTurn = turns(AT_ONCE);
  let isStopped = false;
  const change = (id: JobId, now: Partial<Job>): void => {
    const job = jobs.get(id);
    if (job !== undefined) jobs.set(id, { ...job, ...now });
  };
  const forget = (): void => {
    const ended = [...jobs.values()].filter(({ state }) => state !== 'running');
    for (const { id } of ended.slice(0, Math.max(0, ended.length - KEPT_MOST))) jobs.delete(id);
  };
  async function work(
    id: JobId,
    run: (progress: Progress) => Promise<unknown>,
  ): Promise<Partial<Job>> {
    const progress: Progress = (said) => {
      if (isStopped) throw new JobStopped();
      change(id, { said });
    };
    try {
      const result = await inTurn(() => {
        if (isStopped) throw new JobStopped();
        return run(progress);
      });
      return { state: 'done', result: result ?? null };
    } catch (fault) {
      return { state: 'failed', error: fault instanceof JobStopped ? STOPPED : await tell(fault) };
    }
  }
  return {
    start: (what, run) => {
      if (isStopped) throw new JobStopped();
      const id = randomUUID();
      jobs.set(id, { id, what, state: 'running', said: '', error: null, result: null });
      const end = (now: Partial<Job>): void => {
        change(id, now);
        // In the order of their ends from here on.
        const job = jobs.get(id);
        jobs.delete(id);
        if (job !== undefined) jobs.set(id, job);
        running.delete(id);
        forget();
      };
      // Not before whoever begins it has its id.
      const ended = Promise.resolve().then(() => work(id, run));
      running.set(
        id,
        ended.then(end, () => end({ state: 'failed', error: UNTOLD })),
      );
      return id;
    },
    shown: (id) => jobs.get(id) ?? null,
    ended: (id) => running.get(id) ?? Promise.resolve(),
    stop: async () => {
      isStopped = true;
      await Promise.all(running.values());
    },
  };
}

/** Lets so many run at once; the others wait, the first who came goes first. */
function turns(most: number): <Result>(run: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (run) => {
    if (busy < most) busy += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await run();
    } finally {
      // Whoever waits takes the place over.
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}

/** Bothways is ending, and the job with it. */
class JobStopped extends Error {
  override readonly name = 'JobStopped';
}

const STOPPED: ApiError = {
  code: 'stopped',
  message: 'Bothways was stopped before this was done',
  hint: 'nothing of it counts; start Bothways again and begin anew',
};

const UNTOLD: ApiError = {
  code: 'fault',
  message: 'this is a fault of Bothways itself',
  hint: 'please report it',
};
