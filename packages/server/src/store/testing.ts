import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson, writeSecretJson } from './local/json-file.ts';
import type { Address } from './local/protocol.ts';
import { openStores } from './open-stores.ts';
import type { StoreName } from './store-error.ts';
import type { Stores } from './stores.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
/** What of a data directory is its stores. */
const kept = ['local.json', 'postgres', 'facts'];

/** Both stores, real and empty, in a directory of their own: one a test file. `close` removes all of it. */
export async function openTestStores(): Promise<{
  stores: Stores;
  dataDir: string;
  close(): Promise<void>;
}> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bothways-test-'));
  copied(await emptyStores(), dataDir);
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

/**
 * A data directory with empty stores at their newest version, made once for each state of what makes it: to copy it takes
 * a tenth of what it takes to make it.
 */
async function emptyStores(): Promise<string> {
  const folder = join(repository, 'node_modules/.cache', `bothways-stores-${sourcesHash()}`);
  if (existsSync(folder)) return folder;
  const made = mkdtempSync(join(tmpdir(), 'bothways-test-'));
  await (await openStores(made)).close();
  const path = join(made, 'local.json');
  // Two copies that start at once must not both take the ports that the first had.
  const addresses = Object.entries(readJson(path) as Record<StoreName, Address>);
  writeSecretJson(
    path,
    Object.fromEntries(addresses.map(([store, address]) => [store, { ...address, port: 0 }])),
  );
  const half = `${folder}-${process.pid}`;
  mkdirSync(half, { recursive: true });
  copied(made, half);
  rmSync(made, { recursive: true });
  try {
    renameSync(half, folder);
  } catch (error) {
    // Somebody else may have been first.
    if (!existsSync(folder)) throw error;
    rmSync(half, { recursive: true });
  }
  return folder;
}

/** Copies the stores of a data directory with their owners, as PostgreSQL never runs as root. */
function copied(from: string, to: string): void {
  const paths = kept.map((name) => join(from, name));
  const { status, stderr } = spawnSync('cp', ['-a', ...paths, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${from} cannot be copied: ${stderr}`);
}

function sourcesHash(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const makers = ['open-stores.ts', 'migrate.ts', 'local/postgres.ts', 'local/face/engine.ts'];
  const steps = (['state', 'facts'] as const).flatMap((store) =>
    readdirSync(join(here, 'migrations', store)).map((file) => `migrations/${store}/${file}`),
  );
  // The stores' own versions stand in the lock file; what one user made another may not read.
  const hash = createHash('sha256').update(`${process.getuid?.()}`);
  hash.update(readFileSync(join(repository, 'package-lock.json')));
  for (const path of [...makers, ...steps.sort()])
    hash.update(path).update(readFileSync(join(here, path)));
  return hash.digest('hex').slice(0, 16);
}
