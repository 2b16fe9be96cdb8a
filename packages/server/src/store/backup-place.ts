import { chownSync, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { lockFile } from './local/lock-file.ts';
import { codeOf, reason, StoreError, type StorePlace } from './store-error.ts';

/**
 * Makes a folder so that it is there whole or not at all: in a folder beside its place first, then moved there. What a
 * killed one left beside is removed by the next.
 *
 * Errors: a StoreError where something is there already, or another process makes the same; what was begun is removed.
 */
export async function wholeFolder<Result>(
  target: string,
  what: StorePlace,
  make: (half: string) => Promise<Result>,
): Promise<Result> {
  const place = freePlace(target, what);
  const beside = `${place}.part`;
  await prepare(beside, what);
  try {
    const half = join(beside, `${process.pid}-${basename(place)}`);
    await mkdir(half, { mode: 0o700 });
    giveAs(place, half);
    const result = await make(half);
    await sync(half);
    freePlace(place, what);
    await rename(half, place);
    await sync(dirname(place));
    return result;
  } finally {
    await removed(beside);
  }
}

/** The true path of a place where a folder may be made: nothing is there, or an empty folder. */
function freePlace(target: string, what: StorePlace): string {
  const place = existsSync(target) ? realpathSync(target) : resolve(target);
  if (!existsSync(place)) return place;
  const refused = (code: string, seen: string, todo: string): StoreError =>
    new StoreError({ store: what, code, seen: `${target} ${seen}`, todo });
  if (!statSync(place).isDirectory())
    throw refused('target-taken', 'is a file', 'name a folder that is not there yet');
  if (readdirSync(place).length > 0)
    throw refused(
      'target-taken',
      'is not empty, and nothing in it is overwritten',
      'name a folder that is not there yet',
    );
  if (statSync(place).dev !== statSync(dirname(place)).dev)
    throw refused(
      'target-mounted',
      'is a disk of its own, to which no whole folder can be moved',
      `name a folder on it, such as ${join(target, 'bothways')}`,
    );
  return place;
}

/** Makes the folder beside, locks it for as long as this process lives, and empties it. */
async function prepare(beside: string, what: StorePlace): Promise<void> {
  try {
    // PostgreSQL may run as another user, who must pass.
    await mkdir(beside, { recursive: true, mode: 0o711 });
    lockFile(join(beside, 'lock'), 0);
  } catch (cause) {
    const busy = /locked/.test(reason(cause));
    throw new StoreError({
      store: what,
      code: busy ? 'target-busy' : (codeOf(cause) ?? 'target'),
      seen: busy
        ? `another process is making ${beside}`
        : `cannot make ${beside}: ${reason(cause)}`,
      todo: busy ? 'wait until it has ended' : 'name a folder that this user may write to',
      cause,
    });
  }
  for (const left of readdirSync(beside).filter((name) => name !== 'lock'))
    await removed(join(beside, left));
}

/** As root, what is made in place of an empty folder is its owner's. */
function giveAs(place: string, half: string): void {
  if (process.getuid?.() !== 0 || !existsSync(place)) return;
  const { uid, gid } = statSync(place);
  chownSync(half, uid, gid);
}

/** The stores of one that was killed may take a moment to leave. */
async function removed(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
