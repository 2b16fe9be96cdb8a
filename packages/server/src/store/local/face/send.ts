import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { refusal } from './refusal.ts';

/** The header that names the mark of an error which comes after the first rows. */
export const exceptionTagHeader = 'X-ClickHouse-Exception-Tag';

/** Bytes of an answer that wait for what follows. */
const heldBytesMax = 2 ** 18;

export interface Sending {
  readonly gzip: boolean;
  readonly tag: string;
  readonly signal: AbortSignal;
}

/**
 * Sends an answer at the receiver's pace. Its beginning is held back, so that an error by then has its own status.
 * An error after that is said at the end of the body between marks, as ClickHouse does, and the body is left
 * unfinished, so that no one takes it for whole.
 *
 * Errors: those of the answer before its beginning is sent; the caller then still has the status to say it by.
 */
export async function send(
  response: ServerResponse,
  answer: AsyncIterable<Uint8Array>,
  how: Sending,
): Promise<void> {
  const pieces = answer[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let next = await pieces.next();
  for (let bytes = 0; next.done !== true && bytes < heldBytesMax; ) {
    held.push(next.value);
    bytes += next.value.length;
    next = await pieces.next();
  }
  response.setHeader(exceptionTagHeader, how.tag);
  if (how.gzip) response.setHeader('Content-Encoding', 'gzip');
  const gzip = how.gzip ? createGzip({ level: 1 }) : undefined;
  gzip?.on('error', () => response.destroy());
  gzip?.pipe(response);
  const target: Writable = gzip ?? response;
  try {
    for (const piece of held) target.write(piece);
    while (next.done !== true) {
      if (!target.write(next.value)) await once(target, 'drain', { signal: how.signal });
      how.signal.throwIfAborted();
      next = await pieces.next();
    }
    target.end();
  } catch (error) {
    if (how.signal.aborted) return;
    const { message } = refusal(error);
    const text = `${message}\n`;
    const length = Buffer.byteLength(text);
    const mark = `\r\n__exception__\r\n`;
    target.write(`${mark}${how.tag}\r\n${text}${length} ${how.tag}${mark}`);
    if (gzip !== undefined) await new Promise<void>((resolve) => gzip.flush(resolve));
    response.write('', () => response.socket?.end());
  } finally {
    await pieces.return?.();
  }
}
