import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from './open-stores.ts';
import type { Stores } from './stores.ts';

/** Both stores, real and empty, in a directory of their own: one a test file. `close` removes all of it. */
export async function openTestStores(): Promise<{
  stores: Stores;
  dataDir: string;
  close(): Promise<void>;
}> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bothways-test-'));
  const stores = await openStores(dataDir);
  return {
    stores,
    dataDir,
    async close() {
      await stores.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
