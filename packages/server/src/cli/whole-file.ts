import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file so that it appears whole or not at all: beside its place first, then moved there. What is there and is no
 * file, as /dev/stdout or a pipe, is written to as it comes.
 *
 * Errors: as the system and `write` do; what was begun is removed.
 */
export async function wholeFile<Result>(
  path: string,
  write: (half: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(path), { recursive: true });
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile() && !found.isDirectory()) return write(path);
  const half = `${path}.part`;
  try {
    const result = await write(half);
    await rename(half, path);
    return result;
  } catch (fault) {
    await rm(half, { force: true });
    throw fault;
  }
}
