import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf } from '../store-error.ts';

/** Writes a file that only its owner can read, so that a reader sees all of it or the one before. */
export function writeSecretJson(path: string, value: unknown): void {
  const aside = `${path}.${process.pid}`;
  try {
    writeFileSync(aside, `${JSON.stringify(value)}\n`, { mode: 0o600 });
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** What such a file holds; undefined if there is none, or it is broken. Errors: any other of the system, such as no permission. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
