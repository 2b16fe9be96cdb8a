import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf, reason, StoreError } from '../store-error.ts';
import { giveToOwner } from './log-file.ts';
import { isRoot } from './run-as.ts';

/** The layout of a data directory that this version of Bothways makes and reads. */
const layout = 1;

/**
 * Makes a data directory, or sees that an existing one is for us. Gives its one true path, whatever links lead to it.
 *
 * Errors: a StoreError if it cannot be made or written to, is another user's, or was made by a newer Bothways.
 */
export function prepareDirectory(directory: string): string {
  const path = join(directory, 'version');
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!existsSync(path)) begin(directory, path);
  } catch (error) {
    const cause = causeOf(error, directory);
    throw unusable(
      codeOf(cause) ?? 'directory',
      `cannot use ${directory}: ${reason(cause)}`,
      fix(cause, directory),
    );
  }
  refuseOthers(directory, path);
  return realpathSync(directory);
}

/** Says in a new directory what it is. */
function begin(directory: string, path: string): void {
  try {
    writeFileSync(path, `${layout}\n`);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  giveToOwner(directory, path);
  // PostgreSQL may run as another user, who must pass.
  if (isRoot() && statSync(directory).uid === 0)
    chmodSync(directory, statSync(directory).mode | 0o011);
}

/** Where a folder cannot be made, Node says that it is not there; the folder it would be in says why. */
function causeOf(error: unknown, directory: string): unknown {
  if (codeOf(error) !== 'ENOENT') return error;
  let parent = dirname(resolve(directory));
  while (!existsSync(parent)) parent = dirname(parent);
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
    return error;
  } catch (cause) {
    return cause;
  }
}

/** Refuses data of another user, or of a newer Bothways. */
function refuseOthers(directory: string, path: string): void {
  const owner = statSync(path).uid;
  const we = process.getuid?.();
  if (we !== undefined && we !== 0 && owner !== we) {
    const todo = `run as that user, or run chown -R ${we} ${directory} if it is yours`;
    throw unusable(
      'data-of-another',
      `${directory} was made by user ${owner}, and this is user ${we}`,
      todo,
    );
  }
  const found = Number(readFileSync(path, 'utf8').trim());
  if (found > layout) {
    const seen = `${directory} has layout ${found}, made by a newer Bothways; this one reads up to ${layout}`;
    throw unusable(
      'data-newer',
      seen,
      'install the newer Bothways again, or choose another --data',
    );
  }
}

/** Whether a folder was made as a data directory: who only reads makes none of somebody's own folder. */
export function isDataDirectory(directory: string): boolean {
  return existsSync(join(directory, 'version'));
}

function unusable(code: string, seen: string, todo: string): StoreError {
  return new StoreError({ store: 'directory', code, seen, todo });
}

function fix(error: unknown, directory: string): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `make ${directory} writable for this user, or choose another --data`;
    case 'ENOSPC':
      return 'make room on that disk';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'that is a file; choose another --data';
    default:
      return 'choose another --data';
  }
}
