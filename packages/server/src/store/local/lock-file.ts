import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const held: DatabaseSync[] = [];

/**
 * Takes a file's lock for as long as this process lives; the kernel gives it back even after kill -9.
 * SQLite's locks are the only ones of the system that Node reaches without a native module.
 *
 * Errors: throws `database is locked` if another process has had it for `waitMs`.
 */
export function lockFile(path: string, waitMs: number): void {
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: waitMs });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  held.push(database);
}
