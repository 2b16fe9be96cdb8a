import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
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
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(
      codeOf(error) ?? 'directory',
      `cannot use ${directory}: ${reason(error)}`,
      fix(error, directory),
    );
  }
  const path = join(directory, 'version');
  if (existsSync(path)) refuseOthers(directory, path);
  else {
    writeFileSync(path, `${layout}\n`);
    giveToOwner(directory, path);
    // PostgreSQL may run as another user, who must pass.
    if (isRoot() && statSync(directory).uid === 0)
      chmodSync(directory, statSync(directory).mode | 0o011);
  }
  return realpathSync(directory);
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
