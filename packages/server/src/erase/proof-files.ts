import type { Dirent } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { codeOf } from '../store/store-error.ts';
import { BLOCK_HEAD, blockLength, blockPlain } from './clickhouse-blocks.ts';
import { type Counter, counter, type Found, type Needle } from './needles.ts';

/** What a search of all files of a folder has found. */
export interface FilesSearched {
  readonly files: number;
  readonly bytes: number;
  /** Bytes of what was packed, unpacked. */
  readonly unpackedBytes: number;
  readonly hits: number;
  readonly alike: number;
  /** Files with hits, by their path in the folder; at most so many as are named here. */
  readonly places: readonly { readonly file: string; readonly hits: number }[];
  /** Files that could not be read, or begin as packed ones do and do not unpack. */
  readonly unread: readonly string[];
}

const NAMED_MOST = 50;
const CHUNK_BYTES = 4 * 2 ** 20;
/** While we look the engine may write what it has anew in other files: then those are looked at as well. */
const ROUNDS_MOST = 5;

/**
 * Looks for needles in every file below a folder, as it lies there and, where ClickHouse packed it, unpacked block by
 * block by our own code. Files that appear meanwhile are looked at, too; those that go are none.
 *
 * Errors: throws where the folder itself cannot be read.
 */
export async function searchFiles(
  folder: string,
  needles: readonly Needle[],
  progress: (text: string) => void = () => {},
): Promise<FilesSearched> {
  const tools: Tools = { count: counter(needles), chunk: Buffer.allocUnsafe(CHUNK_BYTES) };
  const seen = new Set<string>();
  const all = { files: 0, bytes: 0, unpackedBytes: 0, hits: 0, alike: 0 };
  const places: { file: string; hits: number }[] = [];
  const unread: string[] = [];
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    const fresh = (await filesBelow(folder)).filter((file) => !seen.has(file));
    if (fresh.length === 0) break;
    for (const file of fresh) {
      seen.add(file);
      const name = relative(folder, file);
      const looked = await searchFile(file, tools);
      if (looked === null) continue;
      all.files += 1;
      all.bytes += looked.bytes;
      all.unpackedBytes += looked.unpackedBytes;
      all.hits += looked.hits;
      all.alike += looked.alike;
      if (looked.hits > 0) places.push({ file: name, hits: looked.hits });
      if (!looked.isRead) unread.push(name);
      if (all.files % 200 === 0) progress(`searching ${all.files} files`);
    }
  }
  return { ...all, places: places.slice(0, NAMED_MOST), unread: unread.slice(0, NAMED_MOST) };
}

/** Every file below a folder. Folders come and go while others write: one that has gone has none. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of await entriesOf(next, next === folder)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) files.push(path);
    }
  }
  return files;
}

async function entriesOf(folder: string, mustBe: boolean): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT' && !mustBe) return [];
    throw fault;
  }
}

interface Looked extends Found {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly isRead: boolean;
}

/** What is made once for all files. */
interface Tools {
  readonly count: Counter;
  readonly chunk: Buffer;
}

/** Null: it has gone. */
async function searchFile(path: string, tools: Tools): Promise<Looked | null> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return null;
    return { bytes: 0, unpackedBytes: 0, hits: 0, alike: 0, isRead: false };
  }
  try {
    const plain = await searchPlain(file, tools);
    const packed = await searchPacked(file, tools);
    const { bytes } = plain;
    if (packed === null)
      return { ...plain, unpackedBytes: 0, isRead: !path.endsWith('.bin') || bytes === 0 };
    // What is not packed well shows in the bytes as they lie, too, and is counted once.
    return {
      ...{ bytes, unpackedBytes: packed.bytes, isRead: true },
      hits: Math.max(plain.hits, packed.hits),
      alike: Math.max(plain.alike, packed.alike),
    };
  } finally {
    await file.close();
  }
}

async function searchPlain(
  file: FileHandle,
  { count, chunk }: Tools,
): Promise<Found & { readonly bytes: number }> {
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, bytes);
    if (bytesRead === 0) return { bytes, ...count.end() };
    count.take(chunk.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}

/** Null: it is no row of blocks from its beginning to its end. */
async function searchPacked(
  file: FileHandle,
  { count }: Tools,
): Promise<(Found & { readonly bytes: number }) | null> {
  // What a file that turned out to be none has left.
  count.end();
  const { size } = await file.stat();
  const head = Buffer.alloc(BLOCK_HEAD);
  let bytes = 0;
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(head, 0, BLOCK_HEAD, at);
    const length = bytesRead < BLOCK_HEAD ? null : blockLength(head);
    if (length === null || at + length > size) return null;
    const block = Buffer.allocUnsafe(length);
    await file.read(block, 0, length, at);
    const plain = blockPlain(block);
    if (plain === null) return null;
    count.take(plain);
    bytes += plain.length;
    at += length;
  }
  return size === 0 ? null : { bytes, ...count.end() };
}
