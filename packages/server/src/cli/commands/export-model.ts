import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type ModelFiles,
  type ModelSaved,
  newestVersion,
  versionOf,
} from '../../store/model-versions.ts';
import type { Stores } from '../../store/stores.ts';
import { Refusal, WrongUse } from '../refusal.ts';
import { wholeFile } from '../whole-file.ts';

/**
 * Writes the model as it was saved: a file, or a folder of files where it has several.
 *
 * Shape: `asked` is a version's number as text; empty: the newest.
 */
export async function writeModel(
  { state }: Stores,
  asked: string,
  path: string,
): Promise<{ readonly bytes: number; readonly version: number }> {
  const { version, files } = await savedModel(state, asked);
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) {
    await wholeFile(path, (half) => writeFile(half, only.text));
    return { bytes: Buffer.byteLength(only.text), version };
  }
  await mkdir(path, { recursive: true });
  let bytes = 0;
  for (const [name, text] of namedApart(files)) {
    await wholeFile(join(path, name), (half) => writeFile(half, text));
    bytes += Buffer.byteLength(text);
  }
  return { bytes, version };
}

async function savedModel(state: Stores['state'], asked: string): Promise<ModelSaved> {
  if (asked !== '' && !/^[1-9]\d{0,8}$/.test(asked))
    throw new WrongUse(`--model-version wants the number of a version; "${asked}" is none`);
  const found = asked === '' ? await newestVersion(state) : await versionOf(state, Number(asked));
  if (found !== null) return found;
  throw new Refusal(
    asked === ''
      ? 'no model was saved here yet; "bothways rebuild --model MODEL" saves one'
      : `there is no version ${asked} of the model; leave --model-version out for the newest`,
  );
}

/** Files that have the same name in different folders keep their folders in their names. */
function namedApart(files: ModelFiles): readonly (readonly [name: string, text: string])[] {
  const names = files.map(({ file }) => basename(file));
  const isApart = new Set(names).size === names.length;
  const whole = (file: string): string =>
    file
      .split(/[/\\:]+/)
      .filter((part) => /[^.]/.test(part))
      .join('-');
  return files.map(({ file, text }) => [isApart ? basename(file) : whole(file), text]);
}
