import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { larkfieldEvents, larkfieldTruth, readModel } from '@bothways/core';
import { shipLeft } from '../conduct/shipper.ts';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { generationReady } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { JobRefused } from './job-refused.ts';

const MODEL = 'larkfield.bothways.yaml';
const SOURCE = 'larkfield';

/** What DIR/truth.json says: the world that was asked for, and what was planted in it. */
export interface Truth {
  readonly people: number;
  readonly seed: number;
  readonly faults: readonly { readonly kind: string; readonly touchpoint: string }[];
}

export interface LarkfieldRequest {
  readonly stores: Stores;
  readonly dataDir: string;
  readonly wanted: Truth;
  readonly progress: (text: string) => void;
}

/** A world of so many members from a seed, with or without faults planted in it. */
export function truthOf(people: number, seed: number, hasFaults: boolean): Truth {
  return { people, seed, faults: larkfieldTruth(hasFaults).faults };
}

/**
 * Makes the made-up company in a workspace, or finds it made: its events, and the ledger that its model makes of them.
 * Killed anywhere, the next run takes it up again.
 *
 * Errors: `JobRefused` where another world or somebody's own events or model are there: they are never mixed.
 */
export async function makeLarkfield({
  stores,
  dataDir,
  wanted,
  progress,
}: LarkfieldRequest): Promise<void> {
  refuseOtherWorld(dataDir, wanted);
  await refuseOthers(stores, dataDir);
  if (await isMade(stores)) return;
  const files = [{ file: MODEL, text: readFileSync(modelPath(), 'utf8') }];
  const { model } = readModel(files);
  if (model === null) throw new Error(`${MODEL} does not read`);
  // What is asked for is written down first, so that a run that was killed is taken up again.
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(truthFile(dataDir), `${JSON.stringify(wanted, null, 2)}\n`);
  const { people, seed, faults } = wanted;
  progress(`living two years of ${people.toLocaleString('en')} people`);
  const events = larkfieldEvents({ people, seed, faults: faults.length > 0 });
  await importEvents({ stores, source: SOURCE, events, progress });
  await rebuild({ stores, model, files, progress, shipLeft: () => shipLeft(stores) });
}

/**
 * Refuses where the made-up company cannot be made here.
 *
 * Errors: `JobRefused`.
 */
export async function checkLarkfield({
  stores,
  dataDir,
  wanted,
}: Omit<LarkfieldRequest, 'progress'>): Promise<void> {
  refuseOtherWorld(dataDir, wanted);
  await refuseOthers(stores, dataDir);
}

/** Whether the made-up company was made in a data directory, or begun to be. */
export function isLarkfield(dataDir: string): boolean {
  return existsSync(truthFile(dataDir));
}

function modelPath(): string {
  return fileURLToPath(new URL(`../../../../examples/larkfield/${MODEL}`, import.meta.url));
}

/** A directory holds one world. */
function refuseOtherWorld(dataDir: string, wanted: Truth): void {
  const there = truthRead(truthFile(dataDir));
  if (there === null || JSON.stringify(there) === JSON.stringify(wanted)) return;
  throw new JobRefused(409, {
    code: 'other-demo',
    message: `${dataDir}: another demo is here (${there.people} people, seed ${there.seed}, ${there.faults.length} faults)`,
    hint: 'name another --data, or remove this directory',
  });
}

/** Whether an earlier run came to its end: the import counts, and a ledger was built of it. */
async function isMade({ state }: Stores): Promise<boolean> {
  const { rowCount } = await state.query(
    `SELECT FROM import WHERE state = 'done' AND source = $1 LIMIT 1`,
    [SOURCE],
  );
  return rowCount === 1 && (await generationReady(state)) !== null;
}

/** Its people are never mixed with somebody's own, nor is its model put in the place of theirs. */
async function refuseOthers({ state }: Stores, dataDir: string): Promise<void> {
  const { rows } = await state.query<{ source: string }>(
    `SELECT DISTINCT source FROM import WHERE state = 'done' AND source <> $1`,
    [SOURCE],
  );
  const others = rows.map(({ source }) => source).join(', ');
  const refused = (what: string): JobRefused =>
    new JobRefused(409, {
      code: 'not-empty',
      message: `${dataDir}: this workspace holds ${what}`,
      hint: 'name another --data for the demo',
    });
  if (others !== '') throw refused(`events of ${others}`);
  const { rows: imports } = await state.query(`SELECT FROM import WHERE state = 'done' LIMIT 1`);
  const { rows: models } = await state.query<{ name: string }>(
    'SELECT name FROM model_version ORDER BY id LIMIT 1',
  );
  const [model] = models;
  if (imports.length === 0 && model !== undefined && model.name !== 'Larkfield')
    throw refused(`the model ${model.name}`);
}

function truthFile(dataDir: string): string {
  return join(dataDir, 'truth.json');
}

function truthRead(file: string): Truth | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Truth;
  } catch {
    throw new JobRefused(409, {
      code: 'truth-unreadable',
      message: `${file}: this does not read as JSON`,
      hint: 'remove the directory and run the demo again',
    });
  }
}
