import { createHash, type Hash, hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** What came of reading a request's body. */
export type TrackBody =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** Longer than `bytesMax`, as it came or unpacked. `head`: its beginning, as far as it was kept; `whole`: a hash of it. */
  | { readonly kind: 'too-large'; readonly head: Buffer; readonly whole: string }
  /** Not all of it came in time. */
  | { readonly kind: 'slow' }
  /** It does not unpack, or is packed in a way that we do not know. */
  | { readonly kind: 'packed'; readonly seen: string; readonly whole: string }
  /** The client went away. */
  | { readonly kind: 'gone' };

export interface BodyLimits {
  /** Of the body, and of what it unpacks to. */
  readonly bytesMax: number;
  /** How much of a body that is too large is read and dropped, so that the answer is heard. */
  readonly drainedMax: number;
  /** From the headers to the last byte. */
  readonly readMsMax: number;
}

const UNPACK = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/**
 * Reads a body whole, whatever its type says: of a known length or chunked, plain or packed.
 *
 * One that is too large is read to its end all the same, within bounds, as a client that is cut off in the middle of
 * sending hears no answer, takes it for a fault of the network and sends the same again.
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<TrackBody> {
  const encoding = request.headers['content-encoding'];
  const came = await gathered(request, limits);
  if (came.kind !== 'bytes' || encoding === undefined || encoding === 'identity') return came;
  const unpack = unpacker(encoding);
  const whole = (): string => bodyHash(came.bytes);
  if (unpack === null)
    return { kind: 'packed', seen: `Content-Encoding: ${encoding}`, whole: whole() };
  try {
    return { kind: 'bytes', bytes: await unpack(came.bytes, { maxOutputLength: limits.bytesMax }) };
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ERR_BUFFER_TOO_LARGE')
      return { kind: 'too-large', head: EMPTY, whole: whole() };
    const seen = fault instanceof Error ? fault.message : String(fault);
    return { kind: 'packed', seen, whole: whole() };
  }
}

/** By which a body that is not kept whole is known again. */
export function bodyHash(body: Buffer): string {
  return hash('sha256', body);
}

function unpacker(encoding: string): (typeof UNPACK)[keyof typeof UNPACK] | null {
  const name = encoding.trim().toLowerCase();
  return name === 'gzip' || name === 'x-gzip' || name === 'deflate' || name === 'br'
    ? UNPACK[name]
    : null;
}

const HEAD_BYTES = 2000;

function gathered(request: IncomingMessage, limits: BodyLimits): Promise<TrackBody> {
  const { bytesMax, drainedMax, readMsMax } = limits;
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => end({ kind: 'slow' }), readMsMax);
    const end = (body: TrackBody): void => {
      clearTimeout(timer);
      request.off('data', take).off('end', finish).off('close', gone).off('error', gone);
      // What still comes is dropped, and a fault on it is nobody's.
      request.on('error', () => {}).resume();
      resolve(body);
    };
    let hashed: Hash | null = null;
    const tooLarge = (): TrackBody => ({
      ...{ kind: 'too-large', head: parts[0] ?? EMPTY, whole: hashed?.digest('hex') ?? '' },
    });
    const take = (part: Buffer): void => {
      size += part.length;
      if (size <= bytesMax) parts.push(part);
      else {
        hashed ??= hashOf(parts);
        hashed.update(part);
        if (parts.length !== 1) parts.splice(0, Number.POSITIVE_INFINITY, headOf(parts[0] ?? part));
      }
      if (size > drainedMax) end(tooLarge());
    };
    const finish = (): void =>
      end(
        size > bytesMax
          ? tooLarge()
          : {
              kind: 'bytes',
              bytes: parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts),
            },
      );
    const gone = (): void => end({ kind: 'gone' });
    request.on('data', take).on('end', finish).on('close', gone).on('error', gone);
  });
}

const EMPTY = Buffer.alloc(0);

function hashOf(parts: readonly Buffer[]): Hash {
  const made = createHash('sha256');
  for (const part of parts) made.update(part);
  return made;
}

/** A copy, so that what it is the beginning of can go. */
function headOf(part: Buffer): Buffer {
  return Buffer.from(part.subarray(0, HEAD_BYTES));
}
