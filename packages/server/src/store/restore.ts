import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RECOGNISED_COLUMNS, REFUSED_SQL } from '@bothways/core';
import { type BackupSummary, summaryOf } from './backup.ts';
import { loadFacts } from './backup-facts.ts';
import { checkBackupFile, readBackupFile } from './backup-file.ts';
import { filesOf, type Manifest, readManifest } from './backup-manifest.ts';
import { wholeFolder } from './backup-place.ts';
import { loadState } from './backup-state.ts';
import { createGeneration, createPersonSegments, generationReady } from './generation.ts';
import { heldKindsOfVersion } from './held-kinds.ts';
import { migrate, migrations } from './migrate.ts';
import { connectStores } from './open-stores.ts';
import { type StoreSettings, storeSettings } from './settings.ts';
import { StoreError, type StoreName } from './store-error.ts';
import type { Stores } from './stores.ts';
import { createThreads } from './thread-table.ts';

export interface RestoreRequest {
  /** The folder that a backup made. */
  readonly folder: string;
  /** The data directory to make. */
  readonly dataDir: string;
  /** Unless the environment's. */
  readonly settings?: StoreSettings;
  readonly progress?: (text: string) => void;
}

/**
 * Makes a data directory of a backup, as it was then; one of an older Bothways is brought to this version. The directory
 * appears when it is whole.
 *
 * Errors: a StoreError where the backup is damaged or of a newer Bothways, the place is taken, the stores are elsewhere,
 * or one does not do its part; nothing is left then.
 */
export async function restore(request: RestoreRequest): Promise<BackupSummary> {
  const { folder, dataDir, progress = () => {} } = request;
  const settings = request.settings ?? storeSettings();
  refuseElsewhere(settings);
  const manifest = readManifest(folder);
  const files = filesOf(manifest);
  for (const [index, file] of files.entries()) {
    progress(`checking file ${index + 1} of ${files.length}`);
    await checkBackupFile(folder, file);
  }
  await wholeFolder(dataDir, 'directory', async (half) => {
    const stores = await connectStores(half, { settings, progress });
    try {
      await load(stores, folder, manifest, progress);
    } finally {
      await stores.close();
    }
    for (const file of manifest.loose) {
      const to = createWriteStream(join(half, file.name.replace(/\.zst$/, '')));
      await pipeline(readBackupFile(folder, file), to);
    }
  });
  return summaryOf(manifest);
}

/** A store elsewhere cannot be made aside and moved into place: half restored it would look like a whole one. */
function refuseElsewhere({ databaseUrl, clickhouseUrl }: StoreSettings): void {
  if (databaseUrl === undefined && clickhouseUrl === undefined) return;
  const name = databaseUrl === undefined ? 'CLICKHOUSE_URL' : 'DATABASE_URL';
  throw new StoreError({
    store: 'directory',
    code: 'restore-elsewhere',
    seen: `restore makes a data directory with local stores, and ${name} names one elsewhere`,
    todo: 'unset DATABASE_URL and CLICKHOUSE_URL for this command',
  });
}

async function load(
  stores: Stores,
  folder: string,
  manifest: Manifest,
  progress: (text: string) => void,
): Promise<void> {
  const { state, facts } = stores;
  const upTo = (store: StoreName): ReturnType<typeof migrations> =>
    migrations(store).filter(({ version }) => version <= manifest.versions[store]);
  await migrate(state, facts, { state: upTo('state'), facts: upTo('facts') });
  for (const table of manifest.facts) await loadFacts(facts, folder, table, progress);
  progress('restoring the state store');
  await loadState(state, folder, manifest.state);
  await migrate(state, facts, { progress });
  // A migration may have said that the ledger must be built again: then there is none until that is done.
  const generation = await generationReady(state);
  if (generation === null) return;
  await createGeneration(facts, generation.id, {
    columns: RECOGNISED_COLUMNS,
    refusedSql: REFUSED_SQL,
    held: await heldKindsOfVersion(state, generation.modelVersion),
  });
  await createPersonSegments(facts, generation);
  await createThreads(facts, generation);
  for (const table of manifest.ledger) await loadFacts(facts, folder, table, progress);
}
