import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CopyOptions,
  copyFacts,
  FILE_BYTES,
  ledgerTables,
  recordTables,
} from './backup-facts.ts';
import { type BackupFile, writeBackupFile } from './backup-file.ts';
import { holdTables } from './backup-lock.ts';
import { filesOf, type Manifest, writeManifest } from './backup-manifest.ts';
import { wholeFolder } from './backup-place.ts';
import { copyState, type Moment } from './backup-state.ts';
import type { Facts } from './facts.ts';
import type { Stores } from './stores.ts';

export interface BackupRequest {
  readonly stores: Stores;
  readonly dataDir: string;
  /** The folder to make. */
  readonly folder: string;
  /** The version of this program. */
  readonly bothways: string;
  /** Files at the top of the data directory that go with it, where they are there. */
  readonly loose?: readonly string[];
  /** Bytes of rows, unpacked, that one file has about; 128 MiB unless set. */
  readonly fileBytes?: number;
  readonly progress?: (text: string) => void;
}

/** What a backup holds, in numbers. */
export interface BackupSummary {
  /** When it was begun, ISO 8601. */
  readonly at: string;
  /** Whether a ledger is in it; one that was damaged is not, and is built anew from the events. */
  readonly ledger: boolean;
  readonly events: number;
  readonly rejects: number;
  readonly encounters: number;
  readonly transfers: number;
  readonly files: number;
  readonly bytes: number;
}

/**
 * Copies both stores as they are at one moment to a folder, while others import and rebuild: the state store by one
 * snapshot, and of the fact store what that snapshot says is done. Rows that are done never change, so that they may be
 * read later; tables that were ready then are not dropped until this ends. The folder appears when it is whole.
 *
 * Errors: a StoreError of the store, or of the place where the folder is to be; nothing is left then.
 * Source: semantics.md 6.
 */
export async function backUp(request: BackupRequest): Promise<BackupSummary> {
  return wholeFolder(request.folder, 'backup', async (half) =>
    summaryOf(await copied(request, half)),
  );
}

/** What a manifest says, in numbers. */
export function summaryOf(manifest: Manifest): BackupSummary {
  const { at, facts, ledger, generation } = manifest;
  const rowsOf = (start: string): number =>
    [...facts, ...ledger].find(({ table }) => table.startsWith(start))?.rows ?? 0;
  const files = filesOf(manifest);
  return {
    at,
    ledger: generation !== null,
    events: rowsOf('event'),
    rejects: rowsOf('reject'),
    encounters: rowsOf('encounter_g'),
    transfers: rowsOf('transfer_g'),
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function copied(request: BackupRequest, folder: string): Promise<Manifest> {
  const { stores, bothways, fileBytes = FILE_BYTES, progress = () => {} } = request;
  const { state, facts } = stores;
  const at = new Date().toISOString();
  progress('copying the state store');
  const held = await holdTables(state);
  try {
    const { moment, tables } = await copyState(held.client, folder);
    const copies = await copyMoment(facts, folder, moment, { fileBytes, progress });
    await held.check();
    return await writeManifest(folder, {
      bothways,
      at,
      versions: { state: moment.version, facts: await factsVersion(facts) },
      seq: moment.seq,
      generation: moment.generation,
      state: tables,
      ...copies,
      loose: await copyLoose(request, folder),
    });
  } finally {
    await held.release();
  }
}

async function copyMoment(
  facts: Facts,
  folder: string,
  moment: Moment,
  options: CopyOptions,
): Promise<Pick<Manifest, 'facts' | 'ledger'>> {
  const { generation } = moment;
  const ledger: Manifest['ledger'][number][] = [];
  for (const table of generation === null ? [] : ledgerTables(generation))
    ledger.push(await copyFacts(facts, folder, table, options));
  const record: Manifest['facts'][number][] = [];
  for (const table of recordTables(moment))
    record.push(await copyFacts(facts, folder, table, options));
  return { facts: record, ledger };
}

async function factsVersion(facts: Facts): Promise<number> {
  const [row] = await facts.rows<{ version: number }>(
    'SELECT max(version) AS version FROM migration',
  );
  return row?.version ?? 0;
}

async function copyLoose(
  { dataDir, loose = [] }: BackupRequest,
  folder: string,
): Promise<readonly BackupFile[]> {
  const files: BackupFile[] = [];
  for (const name of loose.filter((each) => existsSync(join(dataDir, each))))
    files.push(await writeBackupFile(folder, `${name}.zst`, createReadStream(join(dataDir, name))));
  return files;
}
