import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FaceError } from './refusal.ts';

/** A request as the face reads it, before its body. */
export interface FaceRequest {
  readonly queryId: string | undefined;
  readonly sessionId: string | undefined;
  readonly sessionSeconds: number;
  readonly database: string | undefined;
  /** The statement if the address has one; the body is then its data. */
  readonly query: string | undefined;
  readonly format: string | undefined;
  readonly gzipWanted: boolean;
  /** Settings and `param_*`, by name. */
  readonly settings: ReadonlyMap<string, string>;
  /** The body, unpacked. */
  readonly body: Readable;
}

/** Address parameters that are about HTTP and are no settings of a query. */
const httpOnly = new Set(
  `query database query_id session_id session_timeout session_check default_format user password role wait_end_of_query
  compress decompress enable_http_compression send_progress_in_http_headers http_headers_progress_interval_ms buffer_size
  http_write_exception_in_output_format client_protocol_version quota_key`.split(/\s+/),
);

/** Bytes that a statement may have, as long as it comes without data. */
export const statementBytesMax = 64 * 2 ** 20;

/** Reads a request's address and headers. Errors: a FaceError on a setting's name that is none, or an unknown encoding. */
export function faceRequest(request: IncomingMessage): FaceRequest {
  const parameters = new URL(request.url ?? '/', 'http://face').searchParams;
  const settings = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (httpOnly.has(name)) continue;
    if (!/^\w{1,200}$/.test(name)) {
      throw new FaceError(
        115,
        'UNKNOWN_SETTING',
        `No setting can be called ${JSON.stringify(name)}`,
      );
    }
    settings.set(name, value);
  }
  return {
    queryId: parameters.get('query_id') ?? undefined,
    sessionId: parameters.get('session_id') ?? undefined,
    sessionSeconds: Math.min(3600, Number(parameters.get('session_timeout') ?? 60) || 60),
    database: parameters.get('database') ?? header(request, 'x-clickhouse-database'),
    query: parameters.get('query') ?? undefined,
    format: parameters.get('default_format') ?? header(request, 'x-clickhouse-format'),
    gzipWanted:
      parameters.get('enable_http_compression') === '1' &&
      /\bgzip\b/.test(header(request, 'accept-encoding') ?? ''),
    settings,
    body: unpacked(request),
  };
}

/** The user's password as the request brings it, by basic authentication or ClickHouse's own header. */
export function passwordOf(request: IncomingMessage): string | undefined {
  const key = header(request, 'x-clickhouse-key');
  if (key !== undefined) return key;
  const [scheme, value] = (header(request, 'authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || value === undefined) return undefined;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

/** The whole body as text, for a statement. Errors: a FaceError if it is longer than a statement may be. */
export async function bodyText(body: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body.iterator({ destroyOnReturn: false })) {
    const buffer = Buffer.from(piece);
    bytes += buffer.length;
    if (bytes > statementBytesMax) {
      throw new FaceError(
        62,
        'SYNTAX_ERROR',
        `The statement has more than ${statementBytesMax} bytes; send data in the body and the statement in the address`,
      );
    }
    pieces.push(buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function unpacked(request: IncomingMessage): Readable {
  const encoding = header(request, 'content-encoding') ?? 'identity';
  if (encoding === 'identity') return request;
  if (encoding !== 'gzip') {
    throw new FaceError(
      48,
      'NOT_IMPLEMENTED',
      `The body comes as ${encoding}; send it plain or gzip`,
    );
  }
  const gunzip = createGunzip();
  request.on('error', (error) => gunzip.destroy(error));
  request.on('aborted', () => gunzip.destroy(new Error('the sender left')));
  return request.pipe(gunzip);
}
