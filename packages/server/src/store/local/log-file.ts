import { chownSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot } from './run-as.ts';

/** Bytes after which a log is set aside when it is next opened; one old one is kept. */
const logBytesMax = 8 * 2 ** 20;

/** Opens `log/NAME.log` of a data directory to append to; gives the file's number, which the caller closes. */
export function openLog(directory: string, name: string): number {
  const folder = join(directory, 'log');
  const path = join(folder, `${name}.log`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && found.size > logBytesMax) renameSync(path, `${path}.1`);
  const file = openSync(path, 'a', 0o600);
  for (const each of [folder, path]) giveToOwner(directory, each);
  return file;
}

/** As root, gives what we made to the directory's owner, who may come after us. */
export function giveToOwner(directory: string, path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(directory);
  if (uid !== 0) chownSync(path, uid, gid);
}
