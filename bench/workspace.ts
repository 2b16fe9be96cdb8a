import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Model, readModel } from '../packages/core/src/index.ts';
import type { Facts } from '../packages/server/src/store/facts.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import { openTestStores } from '../packages/server/src/store/testing.ts';

/** A folder of a bench's own, gone afterwards whatever happens. */
export async function withFolder<Result>(
  task: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-bench-'));
  chmodSync(folder, 0o755);
  try {
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both stores, real and empty, in a directory of their own. */
export async function withBenchStores<Result>(
  task: (stores: Stores, dataDir: string) => Promise<Result>,
): Promise<Result> {
  const { stores, dataDir, close } = await openTestStores();
  try {
    return await task(stores, dataDir);
  } finally {
    await close();
  }
}

/** The model that the benches run under, with its text. */
export function benchModel(): {
  readonly model: Model;
  readonly files: readonly { readonly file: string; readonly text: string }[];
} {
  const path = fileURLToPath(new URL('./bench.bothways.yaml', import.meta.url));
  const files = [{ file: 'bench.bothways.yaml', text: readFileSync(path, 'utf8') }];
  const { model } = readModel(files);
  if (model === null)
    throw new Error('bench.bothways.yaml does not read; run bothways check on it');
  return { model, files };
}

/** Waits until the engine has merged what was written: it is not for the next run to wait for that. */
export async function settled(facts: Facts): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const [row] = await facts.rows<{ merges: string }>(
      'SELECT count() AS merges FROM system.merges',
    );
    if (row?.merges === '0') return;
    await wait(100);
  }
}
