import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ImportRefused, refusedFile } from './import-refused.ts';

/** Bytes of a file in one read; the largest thing a reader holds beside one record. */
const CHUNK_BYTES = 262_144;

/**
 * The bytes of a file, unpacked if it is gzip (known by its first bytes, whatever it is called), chunk by chunk.
 * `onBytes` hears how many bytes were read off the disk.
 *
 * Errors: `ImportRefused` where the file is not there, cannot be read, or its gzip stream is cut short or damaged.
 */
export async function* readBytes(
  file: string,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<Buffer> {
  try {
    yield* await openBytes(file, onBytes);
  } catch (error) {
    throw refusalOf(file, error);
  }
}

/** The first bytes of a file as they are, not unpacked. */
export async function firstBytes(file: string, count: number): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw refusalOf(file, error);
  }
}

export async function isGzip(file: string): Promise<boolean> {
  const [first, second] = await firstBytes(file, 2);
  return first === 0x1f && second === 0x8b;
}

async function openBytes(file: string, onBytes: (count: number) => void): Promise<Readable> {
  const packed = await isGzip(file);
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  source.on('data', (chunk) => onBytes(chunk.length));
  source.pause();
  if (!packed) return source;
  // The error of either reaches the reader through the last stream; the callback only keeps it from being thrown twice.
  return pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), () => {});
}

function refusalOf(file: string, error: unknown): ImportRefused | unknown {
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
    case 'EACCES':
    case 'EPERM':
      return refusedFile(file, {
        code: 'file-forbidden',
        message: 'the file may not be read by this user',
        hint: 'change its permissions, or run as its owner',
      });
    case 'Z_BUF_ERROR':
      return refusedFile(file, {
        code: 'gzip-cut-short',
        message: 'the gzip file ends in the middle, so nothing of this import was kept',
        hint: 'copy or download the file again',
      });
    case 'Z_DATA_ERROR':
      return refusedFile(file, {
        code: 'gzip-damaged',
        message: `the gzip file is damaged (${message}), so nothing of this import was kept`,
        hint: 'copy or download the file again',
      });
    default:
      return error;
  }
}
