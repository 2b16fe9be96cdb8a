import type { ModelProblem } from '@bothways/core/contract';

/** The one shape of an error of the API. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly path?: string | undefined;
  readonly hint?: string | undefined;
  /** Of a model that is refused: each error in place. */
  readonly problems?: readonly ModelProblem[] | undefined;
}

/** What the API refused, or that it could not be reached (`unreachable`). */
export class ApiError extends Error {
  readonly fault: Fault;
  readonly status: number;

  constructor(fault: Fault, status: number) {
    super(fault.message);
    this.fault = fault;
    this.status = status;
  }
}

/**
 * Reads one resource of the API.
 *
 * Errors: throws an ApiError, also where nobody answers or the answer is no JSON.
 */
export async function get<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  const reply = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch(
    (fault: unknown) => {
      if (signal.aborted) throw fault;
      throw new ApiError({ code: 'unreachable', message: 'nobody answers' }, 0);
    },
  );
  return answerOf<Answer>(reply);
}

/**
 * What a reply says.
 *
 * Errors: throws an ApiError where it refuses, or is no JSON.
 */
export async function answerOf<Answer>(reply: Response): Promise<Answer> {
  const body: unknown = await reply.json().catch(() => null);
  if (reply.ok && body !== null) return body as Answer;
  throw new ApiError(isFault(body) ? body : unread(reply), reply.status);
}

function isFault(body: unknown): body is Fault {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
}

function unread({ status, url }: Response): Fault {
  return { code: 'unread', message: `${url} answered ${status} with something that is no JSON` };
}
