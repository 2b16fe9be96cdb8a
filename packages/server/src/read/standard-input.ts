import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ImportRefused, refusedFile } from './import-refused.ts';
import type { FilePlace } from './read-bytes.ts';

/** What stands for standard input among the files of an import. */
export const STANDARD_INPUT = '-';
/** What it is called in messages and rejects. */
const CALLED = 'standard input';

/**
 * Where the files of an import lie. Standard input is written to the scratch folder first: it can be read but once, and a
 * file is looked at before it is read.
 *
 * Errors: `ImportRefused` where it is named twice, nobody pipes anything in, or nothing comes.
 */
export async function filePlaces(
  files: readonly (string | FilePlace)[],
  input: Readable,
  scratch: string,
): Promise<readonly FilePlace[]> {
  if (files.length === 0)
    throw refusedFile('', {
      code: 'no-files',
      message: 'no file was named',
      hint: 'name at least one',
    });
  if (files.filter((file) => file === STANDARD_INPUT).length > 1)
    throw refused('input-twice', 'it is named twice', 'name it once');
  const places: FilePlace[] = [];
  for (const file of files) places.push(await placeOf(file, input, scratch));
  return places;
}

async function placeOf(
  file: string | FilePlace,
  input: Readable,
  scratch: string,
): Promise<FilePlace> {
  if (typeof file !== 'string') return file;
  return file === STANDARD_INPUT ? spooled(input, scratch) : { file, path: file };
}

async function spooled(input: Readable, scratch: string): Promise<FilePlace> {
  if ('isTTY' in input && input.isTTY === true)
    throw refused(
      'input-terminal',
      'it is a terminal',
      'pipe a file into it: zcat FILE | bothways import -',
    );
  const path = join(scratch, 'standard-input');
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    await pipeline(input, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
    throw refused(
      'disk-full',
      `the disk is full: ${file.bytesWritten} bytes of it were written to ${path}`,
      'make room there, or import from a file',
    );
  }
  if (file.bytesWritten === 0)
    throw refused('no-input', 'nothing came', 'look at what the command before the pipe says');
  return { file: CALLED, path };
}

function refused(code: string, message: string, hint: string): ImportRefused {
  return refusedFile(CALLED, { code, message, hint });
}
