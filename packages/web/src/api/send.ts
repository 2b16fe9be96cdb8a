import { ApiError, answerOf } from './get.ts';

/**
 * Sends a body as JSON to change something.
 *
 * Errors: throws an ApiError, also where nobody answers or the answer is no JSON.
 */
export async function send<Answer>(
  path: string,
  body: unknown,
  method: 'POST' | 'PUT' | 'DELETE' = 'POST',
): Promise<Answer> {
  const reply = await fetch(path, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw unreachable();
  });
  return answerOf<Answer>(reply);
}

/**
 * Sends a file as it is, saying how much of it has gone, 0..1. What `signal` stops was not sent.
 *
 * Errors: as `send`; an AbortError where it was stopped.
 */
export function sendFile<Answer>(
  path: string,
  file: Blob,
  { onPart, signal }: { readonly onPart: (part: number) => void; readonly signal: AbortSignal },
): Promise<Answer> {
  // A fetch does not tell how much has gone.
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', path);
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.upload.onprogress = ({ loaded, total }) => onPart(total === 0 ? 1 : loaded / total);
    call.onerror = () => reject(unreachable());
    call.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    call.onload = () => {
      const reply = new Response(call.responseText, { status: call.status });
      answerOf<Answer>(reply).then(resolve, reject);
    };
    signal.addEventListener('abort', () => call.abort(), { once: true });
    call.send(file);
  });
}

function unreachable(): ApiError {
  return new ApiError({ code: 'unreachable', message: 'nobody answers' }, 0);
}
