import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

/** The files of a model as they were read: kept with each version so that a ledger can always say what it was valued by. */
export type ModelFiles = readonly { readonly file: string; readonly text: string }[];

/** A model as it was saved, without its files. */
export interface ModelVersion {
  readonly version: number;
  readonly name: string;
  readonly savedAt: Date;
  /** What whoever saved it in the app says of it; null: it came from a file. */
  readonly note: string | null;
  /** Null: saved before they were counted. */
  readonly touchpoints: number | null;
}

export interface ModelSaved extends ModelVersion {
  readonly files: ModelFiles;
}

/** Versions are saved one after the other, whoever saves: 'save' in ASCII. */
const SAVE_LOCK = 0x73617665;
const COLUMNS = 'id, name, created_at, note, touchpoints';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly note: string | null;
  readonly touchpoints: number | null;
}

export interface ToSave {
  readonly name: string;
  readonly files: ModelFiles;
  readonly touchpoints: number;
  readonly note: string | null;
}

/**
 * Saves a model as the newest version; the same text as the newest again stays that version.
 *
 * Shape: `base` is the version that it was made from (null: none was there); absent: whatever is there. `moved`: the newest
 * is another than the base.
 */
export async function saveVersion(
  state: Pool,
  model: ToSave,
  base?: number | null,
): Promise<{ readonly version: number } | { readonly moved: number | null }> {
  const client = await state.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [SAVE_LOCK]);
    const saved = await savedAfter(client, model, base);
    await client.query('COMMIT');
    return saved;
  } catch (fault) {
    // Where the connection is what broke, it took the transaction with it.
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  } finally {
    client.release();
  }
}

async function savedAfter(
  client: PoolClient,
  { name, files, touchpoints, note }: ToSave,
  base: number | null | undefined,
): Promise<{ readonly version: number } | { readonly moved: number | null }> {
  const { rows } = await client.query<{ id: string; hash: string }>(
    'SELECT id, hash FROM model_version ORDER BY id DESC LIMIT 1',
  );
  const [newest] = rows;
  const now = newest === undefined ? null : Number(newest.id);
  const hash = sha256(JSON.stringify(files));
  // Saved already, perhaps by who asks again because the answer was lost.
  if (now !== null && newest?.hash === hash) return { version: now };
  if (base !== undefined && base !== now) return { moved: now };
  const made = await client.query<{ id: string }>(
    'INSERT INTO model_version (hash, name, files, note, touchpoints) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    // A name may be written with an escape for a character that the store does not take.
    [hash, name.replaceAll('\0', '\ufffd'), JSON.stringify(files), note, touchpoints],
  );
  return { version: Number(made.rows[0]?.id) };
}

/** The newest version; null: no model was saved yet. */
export async function newestVersion(state: Pool): Promise<ModelSaved | null> {
  return oneVersion(state, 'ORDER BY id DESC LIMIT 1', []);
}

export async function versionOf(state: Pool, version: number): Promise<ModelSaved | null> {
  return oneVersion(state, 'WHERE id = $1', [version]);
}

async function oneVersion(
  state: Pool,
  which: string,
  parameters: readonly number[],
): Promise<ModelSaved | null> {
  const { rows } = await state.query<Row & { readonly files: ModelFiles }>(
    `SELECT ${COLUMNS}, files FROM model_version ${which}`,
    [...parameters],
  );
  const [row] = rows;
  return row === undefined ? null : { ...shownOf(row), files: row.files };
}

/** The newest versions first, at most so many. */
export async function versionsSaved(state: Pool, limit: number): Promise<readonly ModelVersion[]> {
  const { rows } = await state.query<Row>(
    `SELECT ${COLUMNS} FROM model_version ORDER BY id DESC LIMIT $1`,
    [limit],
  );
  return rows.map(shownOf);
}

function shownOf({ id, name, created_at, note, touchpoints }: Row): ModelVersion {
  return { version: Number(id), name, savedAt: created_at, note, touchpoints };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
