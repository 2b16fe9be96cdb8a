import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { codeOf, reason, StoreError } from './store-error.ts';

/** A file of a backup as its manifest has it: what it must be, to the byte. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The fastest level: the fact engine gives its rows no faster than two cores pack them so. */
const LEVEL = 1;

/**
 * Writes a stream to a new file that only its owner reads, packed (zstd), and on disk when this resolves.
 *
 * Errors: a StoreError where the system does not take it; the stream's own.
 */
export async function writeBackupFile(
  folder: string,
  name: string,
  body: Readable,
): Promise<BackupFile> {
  const pack = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
  return written(folder, name, (write) => pipeline(body, pack, write));
}

/** Writes a text as it is. */
export async function writePlainFile(
  folder: string,
  name: string,
  text: string,
): Promise<BackupFile> {
  return written(folder, name, (write) => pipeline([Buffer.from(text)], write));
}

type Sink = (source: AsyncIterable<Uint8Array>) => Promise<void>;

async function written(
  folder: string,
  name: string,
  fill: (write: Sink) => Promise<void>,
): Promise<BackupFile> {
  const path = join(folder, name);
  const handle = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await fill(async (source) => {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        await handle.writeFile(chunk).catch((cause: unknown) => {
          throw notWritten(path, cause);
        });
      }
    });
    await handle.sync().catch((cause: unknown) => {
      throw notWritten(path, cause);
    });
  } finally {
    await handle.close();
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

/** The bytes of a packed file. */
export function readBackupFile(folder: string, { name }: BackupFile): Readable {
  const unpack = createZstdDecompress();
  createReadStream(join(folder, name))
    .on('error', (error) => unpack.destroy(error))
    .pipe(unpack);
  return unpack;
}

/**
 * Sees that a file is what it was when it was written.
 *
 * Errors: a StoreError that names the file and what is wrong with it.
 */
export async function checkBackupFile(folder: string, file: BackupFile): Promise<void> {
  const path = join(folder, file.name);
  if (!existsSync(path)) throw damaged(path, 'is missing');
  const { size } = await stat(path);
  if (size !== file.bytes)
    throw damaged(path, `has ${size} bytes instead of the ${file.bytes} that were written`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  if (hash.digest('hex') !== file.sha256)
    throw damaged(path, 'is not as it was written: its checksum (SHA-256) differs');
}

export function damaged(path: string, what: string): StoreError {
  return new StoreError({
    store: 'backup',
    code: 'backup-damaged',
    seen: `${path} ${what}`,
    todo: 'copy it again from where it came, or use another backup; nothing was restored',
  });
}

function notWritten(path: string, cause: unknown): StoreError {
  const code = codeOf(cause) ?? 'unknown';
  const todo =
    code === 'ENOSPC'
      ? 'make room on that disk, or name a folder on another'
      : 'name another folder';
  return new StoreError({
    store: 'backup',
    code,
    seen: `cannot write ${path}: ${reason(cause)}`,
    todo,
    cause,
  });
}
