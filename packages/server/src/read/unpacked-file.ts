import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { refusedFile } from './import-refused.ts';
import { type FilePlace, packingOf, readBytes } from './read-bytes.ts';

/** Bytes that a file which is not read from its start may unpack to: it lies on disk meanwhile. */
const UNPACKED_BYTES_MAX = 4_294_967_296;

/** Reads a file that is not read from its start: one that is packed besides is unpacked to disk for the time. */
export async function* readUnpacked<Item>(
  place: FilePlace,
  scratchDir: string,
  read: (path: string) => AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  if ((await packingOf(place)) === null) {
    yield* read(place.path);
    return;
  }
  const folder = await mkdtemp(join(scratchDir, 'unpacked-'));
  try {
    const path = join(folder, 'file');
    await pipeline(bounded(place), createWriteStream(path, { mode: 0o600 }));
    yield* read(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* bounded(place: FilePlace): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of readBytes(place)) {
    bytes += chunk.length;
    if (bytes > UNPACKED_BYTES_MAX)
      throw refusedFile(place.file, {
        code: 'unpacked-too-large',
        message: `it unpacks to over ${UNPACKED_BYTES_MAX} bytes, and must lie on disk whole to be read`,
        hint: 'unpack it and import that, or save it as CSV',
      });
    yield chunk;
  }
}
