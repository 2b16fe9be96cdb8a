import { join } from 'node:path';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { backUp, summaryOf } from '../packages/server/src/store/backup.ts';
import { readManifest } from '../packages/server/src/store/backup-manifest.ts';
import { openStores } from '../packages/server/src/store/open-stores.ts';
import { restore } from '../packages/server/src/store/restore.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { processorSeconds, watchMemory } from './processes.ts';
import { rounded, secondsOf } from './timing.ts';
import { benchModel, settled, withFolder } from './workspace.ts';

/** A backup of events with their ledger, and its restoration; each once, as both read all there is. */
export const backupBench: Bench = {
  name: 'backup',
  about: 'a backup of both stores, and the making of a data directory of it',
  rows: 1_000_000,
  rounds: 1,
  run: (options) => withFolder((folder) => measure(folder, options)),
};

async function measure(folder: string, { rows, progress }: BenchOptions): Promise<Figures> {
  const [dataDir, copy] = [join(folder, 'data'), join(folder, 'backup')];
  const stores = await openStores(dataDir);
  progress(`making ${rows} events and their ledger`);
  await makeEvents(stores, rows);
  await rebuild({ stores, ...benchModel() });
  await settled(stores.facts);
  progress('backing up');
  const saving = watchMemory(dataDir);
  const before = processorSeconds(dataDir);
  const backupSeconds = await secondsOf(() =>
    backUp({ stores, dataDir, folder: copy, bothways: 'bench' }),
  );
  const processor = processorSeconds(dataDir) - before;
  const savingMb = saving.end();
  const [stored] = await stores.facts.rows<{ bytes: string }>(
    'SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase()',
  );
  await stores.close();
  progress('restoring');
  const loading = watchMemory();
  const restoreSeconds = await secondsOf(() =>
    restore({ folder: copy, dataDir: join(folder, 'restored') }),
  );
  const { events, transfers, bytes, files } = summaryOf(readManifest(copy));
  return {
    rows: events,
    transfers,
    backup_seconds: rounded(backupSeconds),
    backup_processor_seconds: rounded(processor),
    restore_seconds: rounded(restoreSeconds),
    mb: rounded(bytes / 1e6),
    stored_mb: rounded(Number(stored?.bytes) / 1e6),
    files,
    backup_rss_mb: savingMb,
    restore_rss_mb: loading.end(),
  };
}
