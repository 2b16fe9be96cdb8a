import type { TakeAwayFormat, TakeAwayWhat } from '@bothways/core/contract';
import { ApiError, answerOf } from './get.ts';

/** What is wished for, of which part. */
export interface TakeAwayAsked {
  readonly what: TakeAwayWhat;
  readonly format: TakeAwayFormat;
  readonly journey?: string | undefined;
  readonly segment?: string | undefined;
  readonly month?: string | undefined;
  readonly against?: 'month' | 'year' | undefined;
  readonly lang: string;
  readonly theme: 'light' | 'dark';
}

export interface TakenAway {
  readonly name: string;
  readonly blob: Blob;
}

/**
 * Has a file made.
 *
 * Errors: throws an ApiError, also where nobody answers.
 */
export async function takeAway(asked: TakeAwayAsked, signal: AbortSignal): Promise<TakenAway> {
  const { what, format, ...rest } = asked;
  const query = new URLSearchParams(
    Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const reply = await fetch(`/api/takeaway/${what}.${format}?${query.toString()}`, {
    signal,
  }).catch((fault: unknown) => {
    if (signal.aborted) throw fault;
    throw new ApiError({ code: 'unreachable', message: 'nobody answers' }, 0);
  });
  if (!reply.ok) return answerOf(reply);
  const named = /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1];
  return { name: named ?? `bothways.${format}`, blob: await reply.blob() };
}
