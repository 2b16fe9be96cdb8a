import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupFile, damaged, writePlainFile } from './backup-file.ts';
import { migrations } from './migrate.ts';
import { StoreError, type StoreName } from './store-error.ts';

/** The layout of a backup that this version of Bothways makes and reads. */
const FORMAT = 1;
const MANIFEST = 'manifest.json';
const CHECKSUM = 'manifest.json.sha256';

/** A table in a backup, cut into files. */
export interface BackupTable {
  /** As it is called in its store. */
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly files: readonly BackupFile[];
}

/** What a backup holds: written last, so that a folder without it is none. */
export interface Manifest {
  readonly format: number;
  /** The version of Bothways that made it. */
  readonly bothways: string;
  /** When it was begun: what was done by then is in it. ISO 8601. */
  readonly at: string;
  /** The stores' versions: the last migration of each. */
  readonly versions: Readonly<Record<StoreName, number>>;
  /** Events up to this `seq` are in it. */
  readonly seq: number;
  readonly generation: {
    readonly id: number;
    readonly modelVersion: number;
    readonly seqDone: number;
    /** Segments and journeys are worked out up to here. */
    readonly seqWorked: number;
  } | null;
  readonly state: readonly BackupTable[];
  /** The record. */
  readonly facts: readonly BackupTable[];
  /** The tables of the generation. */
  readonly ledger: readonly BackupTable[];
  /** Files of the data directory, by the name they have there. */
  readonly loose: readonly BackupFile[];
}

/** Writes the manifest, and beside it its checksum as `sha256sum` would. */
export async function writeManifest(
  folder: string,
  content: Omit<Manifest, 'format'>,
): Promise<Manifest> {
  const manifest: Manifest = { format: FORMAT, ...content };
  const { sha256 } = await writePlainFile(
    folder,
    MANIFEST,
    `${JSON.stringify(manifest, null, 1)}\n`,
  );
  await writePlainFile(folder, CHECKSUM, `${sha256}  ${MANIFEST}\n`);
  return manifest;
}

/**
 * Reads what a backup holds.
 *
 * Errors: a StoreError where the folder is no whole backup, its manifest is damaged, or a newer Bothways made it.
 */
export function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  if (!existsSync(path))
    throw new StoreError({
      store: 'backup',
      code: 'backup-missing',
      seen: existsSync(folder) ? `${path} is missing` : `there is no folder ${folder}`,
      todo: 'name the folder that "bothways backup" made; one that it did not finish ends in .part and is none',
    });
  const text = readFileSync(path);
  const sum = join(folder, CHECKSUM);
  if (!existsSync(sum)) throw damaged(sum, 'is missing');
  const seen = createHash('sha256').update(text).digest('hex');
  if (readFileSync(sum, 'utf8') !== `${seen}  ${MANIFEST}\n`)
    throw damaged(path, `does not have the checksum (SHA-256) that ${CHECKSUM} says`);
  const manifest: Manifest = JSON.parse(text.toString('utf8'));
  refuseNewer(folder, manifest);
  for (const { name } of filesOf(manifest))
    if (!/^[a-z0-9][a-z0-9_.-]*$/i.test(name))
      throw damaged(path, `names a file that no backup has: ${name}`);
  return manifest;
}

/** Every file of a backup but those of the manifest. */
export function filesOf({ state, facts, ledger, loose }: Manifest): readonly BackupFile[] {
  return [...[...state, ...facts, ...ledger].flatMap(({ files }) => files), ...loose];
}

function refuseNewer(folder: string, { format, bothways, versions }: Manifest): void {
  const newer = (what: string, found: number, known: number): StoreError =>
    new StoreError({
      store: 'backup',
      code: 'data-newer',
      seen: `${folder} has ${what} ${found}, made by a newer Bothways (${bothways}); this one knows up to ${known}`,
      todo: 'restore it with that Bothways',
    });
  if (format > FORMAT) throw newer('layout', format, FORMAT);
  for (const store of ['state', 'facts'] as const) {
    const known = migrations(store).at(-1)?.version ?? 0;
    if (versions[store] > known) throw newer(`${store} of version`, versions[store], known);
  }
}
