import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders of imports in a data directory, each with the process that it belongs to. */
const FOLDER = /^scratch-(\d+)-\w+$/;

/**
 * Runs a task with a folder of its own in the data directory, that only its user can read and that goes with the task.
 * What imports left there that were killed goes too.
 */
export async function withScratch<Result>(
  dataDir: string,
  task: (folder: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(dataDir, { recursive: true });
  await sweep(dataDir);
  const folder = await mkdtemp(join(dataDir, `scratch-${process.pid}-`));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sweep(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const process = FOLDER.exec(name)?.[1];
    if (process !== undefined && !isAlive(Number(process)))
      await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
