import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders that tasks of this process have now. */
const own = new Set<string>();

/**
 * Runs a task with a folder of its own in a data directory, or in the system's for such, which only its user can read and
 * which goes with the task. What tasks left there that were killed goes too. `name` begins the folder's name.
 */
export async function withScratch<Result>(
  dataDir: string,
  task: (folder: string) => Promise<Result>,
  name = 'scratch',
): Promise<Result> {
  await mkdir(dataDir, { recursive: true });
  await sweep(dataDir, name);
  // At one go, so that no other task of this process sweeps it in between.
  const folder = mkdtempSync(join(dataDir, `${name}-${process.pid}-`));
  own.add(folder);
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    own.delete(folder);
  }
}

async function sweep(dataDir: string, name: string): Promise<void> {
  for (const entry of await readdir(dataDir)) {
    const [, id] = new RegExp(`^${name}-(\\d+)-\\w+$`).exec(entry) ?? [];
    const folder = join(dataDir, entry);
    if (id === undefined || isAlive(Number(id), folder)) continue;
    await rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
      // Beside ours may stand those of other users.
      if (!/^(EACCES|EPERM)$/.test(String((error as { code?: string }).code))) throw error;
    });
  }
}

/** Whether a folder is still used. In a container each process has the number of the one before: our own tells nothing. */
function isAlive(id: number, folder: string): boolean {
  if (id === process.pid) return own.has(folder);
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
