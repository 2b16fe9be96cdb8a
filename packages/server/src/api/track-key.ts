import type { IncomingHttpHeaders } from 'node:http';

const BASIC = /^basic +([\w+/=-]+) *$/i;

/**
 * The write key that the headers of a request name: `Authorization: Basic base64(key + ":")`, also without the colon, as old
 * clients send it. Null: none; it may stand in the body, beside a bearer token or without any.
 */
export function keyOfHeaders({
  authorization,
}: Pick<IncomingHttpHeaders, 'authorization'>): string | null {
  if (authorization === undefined) return null;
  const [, packed] = BASIC.exec(authorization) ?? [];
  if (packed === undefined) return null;
  const text = Buffer.from(packed, 'base64').toString();
  const colon = text.indexOf(':');
  const key = colon === -1 ? text : text.slice(0, colon);
  return key === '' ? null : key;
}

/** The write key in a body: of python, swift, kotlin and the browser, and of who sends a bearer token. */
export function keyOfBody(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('writeKey' in body)) return null;
  const { writeKey } = body;
  return typeof writeKey === 'string' && writeKey !== '' ? writeKey : null;
}
