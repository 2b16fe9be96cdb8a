import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type HeadRead, readHead } from '../guess/read-head.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { withScratch } from '../read/scratch.ts';
import { JobRefused } from './job-refused.ts';

/** A file that was sent: it lies in a folder of its own under a name of ours, and is called as its sender calls it. */
export interface SentFile {
  readonly id: string;
  /** Without any folder. */
  readonly name: string;
  readonly bytes: number;
  readonly place: FilePlace;
  /** For what must be unpacked or written beside it. */
  readonly folder: string;
  /** Its first records, read once. */
  head(): Promise<HeadRead>;
}

/** Files that were sent and not yet taken in. */
export interface Uploads {
  /** Keeps what comes; `said`: how many bytes its sender says it has. */
  take(name: string, body: Readable, said: number | null): Promise<SentFile>;
  find(id: string): SentFile;
  remove(id: string): Promise<void>;
  /** Keeps a file on the disk until it is released, once: whoever removes it meanwhile, by age or number too. */
  hold(id: string): Held;
  /** Removes all of them. */
  close(): Promise<void>;
}

/** A file that is in use. */
export interface Held {
  readonly file: SentFile;
  release(): Promise<void>;
}

export interface UploadLimits {
  readonly bytesMax: number;
  /** How many are kept; the oldest goes. */
  readonly keptMost: number;
  /** How long one is kept that nobody asks for. */
  readonly staleMs: number;
}

/** The files sent to one server, in a scratch folder of the data directory that goes with it. */
export function makeUploads(dataDir: string, limits: UploadLimits): Uploads {
  const files = new Map<string, SentFile & { readonly timer: NodeJS.Timeout }>();
  const used = new Map<string, number>();
  const place = lazyScratch(dataDir);
  async function remove(id: string): Promise<void> {
    const file = files.get(id);
    if (file === undefined) return;
    clearTimeout(file.timer);
    files.delete(id);
    if (!used.has(id)) await rm(file.folder, { recursive: true, force: true });
  }
  function hold(id: string): Held {
    const file = found(id);
    used.set(id, (used.get(id) ?? 0) + 1);
    const release = async (): Promise<void> => {
      const left = (used.get(id) ?? 1) - 1;
      if (left > 0) used.set(id, left);
      else used.delete(id);
      if (left === 0 && !files.has(id)) await rm(file.folder, { recursive: true, force: true });
    };
    return { file, release };
  }
  function found(id: string): SentFile {
    const file = files.get(id);
    if (file === undefined) throw gone();
    file.timer.refresh();
    return file;
  }
  async function take(name: string, body: Readable, said: number | null): Promise<SentFile> {
    const called = fileName(name);
    if (said !== null && said > limits.bytesMax) {
      // Who still sends hears the answer only behind it.
      body.resume();
      throw tooLarge(called, limits.bytesMax);
    }
    const id = randomUUID();
    const folder = join(await place.open(), id);
    await mkdir(folder, { mode: 0o700 });
    const path = join(folder, 'file');
    try {
      const bytes = await written(called, body, path, limits.bytesMax);
      const timer = setTimeout(() => void remove(id).catch(() => {}), limits.staleMs).unref();
      const file = sentFile({ id, name: called, bytes, folder, place: { file: called, path } });
      files.set(id, { ...file, timer });
      for (const oldest of [...files.keys()].slice(0, Math.max(0, files.size - limits.keptMost)))
        await remove(oldest);
      return file;
    } catch (fault) {
      await rm(folder, { recursive: true, force: true });
      throw fault;
    }
  }
  return {
    take,
    remove,
    hold,
    find: found,
    close: async () => {
      for (const { timer } of files.values()) clearTimeout(timer);
      files.clear();
      await place.close();
    },
  };
}

function sentFile(known: Omit<SentFile, 'head'>): SentFile {
  let head: Promise<HeadRead> | null = null;
  return {
    ...known,
    head: () => {
      head ??= readHead(known.place, known.folder);
      return head;
    },
  };
}

/** What a file is called, whatever path its sender wrote: no folder, nothing that is not seen. */
export function fileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .toWellFormed()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '')
    .trim();
  if (clean !== '' && !/^\.+$/.test(clean)) return clean.slice(0, 200);
  throw new JobRefused(400, {
    code: 'no-name',
    message: 'the file has no name',
    hint: 'give it one that ends in what it is, such as events.csv',
  });
}

async function written(
  name: string,
  body: Readable,
  path: string,
  bytesMax: number,
): Promise<number> {
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      // What is too much is read and not kept: who sends hears the answer only behind it.
      next(null, bytes > bytesMax ? undefined : chunk);
    },
  });
  try {
    await pipeline(body, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (fault) {
    if ((fault as { code?: string }).code !== 'ENOSPC') throw fault;
    throw new JobRefused(507, {
      code: 'disk-full',
      message: `${name}: the disk is full`,
      hint: 'make room on the disk of the data directory, then bring the file again',
    });
  }
  if (bytes > bytesMax) throw tooLarge(name, bytesMax);
  if (bytes > 0) return bytes;
  throw new JobRefused(422, {
    code: 'file-empty',
    message: `${name}: the file is empty`,
    hint: 'look at what was exported, and bring it again',
  });
}

function tooLarge(name: string, bytesMax: number): JobRefused {
  const most = bytesMax >= 1e6 ? `${Math.round(bytesMax / 1_048_576)} MiB` : `${bytesMax} bytes`;
  return new JobRefused(413, {
    code: 'file-too-large',
    message: `${name}: a file sent here may have ${most}`,
    hint: 'a larger one goes in where it lies, at any size: bothways import FILE --guess',
  });
}

function gone(): JobRefused {
  return new JobRefused(404, {
    code: 'no-such-upload',
    message: 'this file is no longer here',
    hint: 'bring it again: files are kept for a while only, and go when Bothways is stopped',
  });
}

/** A scratch folder that is made when first wanted, and goes when it is closed. */
function lazyScratch(dataDir: string): { open(): Promise<string>; close(): Promise<void> } {
  let opened: Promise<string> | null = null;
  let ended: Promise<void> = Promise.resolve();
  let end = (): void => {};
  return {
    open: () => {
      opened ??= new Promise<string>((resolve, reject) => {
        const task = (folder: string): Promise<void> => {
          resolve(folder);
          return new Promise<void>((stop) => {
            end = stop;
          });
        };
        ended = withScratch(dataDir, task, 'upload').catch(reject);
      });
      return opened;
    },
    close: async () => {
      // Half begun it has no end yet.
      await opened?.catch(() => {});
      end();
      await ended;
    },
  };
}
