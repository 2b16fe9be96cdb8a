import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ImportRefused, refusedFile } from './import-refused.ts';
import { unzstd } from './unzstd.ts';

/** A file: what messages call it, and where it lies. */
export interface FilePlace {
  readonly file: string;
  readonly path: string;
}

/** How a file is packed as a whole. */
export type Packing = 'gzip' | 'zstd';

/** Bytes of a file in one read; the largest thing a reader holds beside one record. */
const CHUNK_BYTES = 262_144;
/** A file may unpack to this much, and beyond that only to so many times its size: text reaches a tenth of it. */
const UNPACKED = { bytesFrom: 536_870_912, timesMax: 250 };

/**
 * The bytes of a file, unpacked if it is gzip or Zstandard (known by its first bytes, whatever it is called), chunk by
 * chunk. `onBytes` hears how many bytes were read off the disk; `chunkBytes` is how many of a gzip file are unpacked at once.
 *
 * Errors: `ImportRefused` where the file is not there, cannot be read, is packed like a bomb, or its packing is cut short
 * or damaged.
 */
export async function* readBytes(
  place: FilePlace,
  onBytes: (count: number) => void = () => {},
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<Buffer> {
  const packing = await packingOf(place);
  try {
    if (packing === null) yield* diskBytes(place.path, onBytes);
    else yield* unpacked(place, packing, onBytes, chunkBytes);
  } catch (error) {
    throw refusalOf(place.file, error, packing);
  }
}

/** The first bytes of a file as they are, not unpacked. */
export async function firstBytes({ file, path }: FilePlace, count: number): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw refusalOf(file, error, null);
  }
}

/** How a file is packed, by its first bytes; null where it is not. */
export async function packingOf(place: FilePlace): Promise<Packing | null> {
  const start = await firstBytes(place, 4);
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  const number = start.length === 4 ? start.readUInt32LE(0) : 0;
  return number === 0xfd2fb528 || (number >= 0x184d2a50 && number <= 0x184d2a5f) ? 'zstd' : null;
}

async function* diskBytes(path: string, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function* unpacked(
  { file, path }: FilePlace,
  packing: Packing,
  onBytes: (count: number) => void,
  chunkBytes: number,
): AsyncGenerator<Buffer> {
  let read = 0;
  let bytes = 0;
  const packed = diskBytes(path, (count) => {
    read += count;
    onBytes(count);
  });
  const chunks: AsyncIterable<Buffer> =
    packing === 'zstd'
      ? unzstd(packed)
      : // The error of either reaches the reader through the last stream; the callback only keeps it from being thrown twice.
        pipeline(packed, createGunzip({ chunkSize: chunkBytes }), () => {});
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > UNPACKED.bytesFrom && bytes > read * UNPACKED.timesMax)
      throw refusedFile(file, {
        code: 'packed-too-tightly',
        message: `${read} bytes of it unpack to over ${bytes}, more than ${UNPACKED.timesMax} times as much, so nothing of this import was kept`,
        hint: 'no real data pack like that; if these do, unpack the file and import that',
      });
    yield chunk;
  }
}

function refusalOf(file: string, error: unknown, packing: Packing | null): ImportRefused | unknown {
  const { code, message } = error as { code?: string; message?: string };
  switch (code) {
    case 'ENOENT':
      return refusedFile(file, {
        code: 'file-missing',
        message: 'there is no such file',
        hint: 'check the path',
      });
    case 'EISDIR':
      return refusedFile(file, {
        code: 'file-is-a-folder',
        message: 'this is a folder',
        hint: 'name the files in it',
      });
    case 'ESPIPE':
      return refusedFile(file, {
        code: 'file-is-a-pipe',
        message: 'this is a pipe, and a file is read more than once',
        hint: 'write it to a file first, and name that',
      });
    case 'EACCES':
    case 'EPERM':
      return refusedFile(file, {
        code: 'file-forbidden',
        message: 'the file may not be read by this user',
        hint: 'change its permissions, or run as its owner',
      });
    case 'Z_BUF_ERROR':
      return refusedFile(file, {
        code: `${packing}-cut-short`,
        message: `the ${packing} file ends in the middle, so nothing of this import was kept`,
        hint: 'copy or download the file again',
      });
    default:
      return /^(Z|ZSTD)_/.test(code ?? '')
        ? refusedFile(file, {
            code: `${packing}-damaged`,
            message: `the ${packing} file is damaged (${message}), so nothing of this import was kept`,
            hint: 'copy or download the file again',
          })
        : error;
  }
}
