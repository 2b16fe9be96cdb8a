import type { Pool } from 'pg';

// What people did with a workspace, by when.

/** A version of the model that was saved. */
export interface VersionSaved {
  readonly version: number;
  readonly note: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Versions of the model saved from a moment on, the latest first. */
export async function versionsSince(state: Pool, since: Date): Promise<readonly VersionSaved[]> {
  const { rows } = await state.query<{ id: string; note: string | null; at: Date }>(
    'SELECT id, note, created_at AS at FROM model_version WHERE created_at >= $1 ORDER BY id DESC LIMIT 100',
    [since],
  );
  return rows.map(({ id, note, at }) => ({ version: Number(id), note, at: at.toISOString() }));
}

/** The version of the model before another, with its files; null: that was the first. */
export async function versionBefore(
  state: Pool,
  version: number,
): Promise<(VersionSaved & { readonly files: { file: string; text: string }[] }) | null> {
  const { rows } = await state.query<{
    id: string;
    note: string | null;
    at: Date;
    files: { file: string; text: string }[];
  }>(
    'SELECT id, note, created_at AS at, files FROM model_version WHERE id < $1 ORDER BY id DESC LIMIT 1',
    [version],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { id, note, at, files } = row;
  return { version: Number(id), note, at: at.toISOString(), files };
}

/** Imports that ended from a moment on, the latest first. */
export async function importsSince(
  state: Pool,
  since: Date,
): Promise<
  readonly {
    readonly source: string;
    readonly events: number;
    readonly rejected: number;
    readonly at: string;
  }[]
> {
  const { rows } = await state.query<{
    source: string;
    events: string;
    rejected: string;
    at: Date;
  }>(
    `SELECT source, events, rejected, coalesce(ended_at, started_at) AS at FROM import
     WHERE state = 'done' AND coalesce(ended_at, started_at) >= $1 ORDER BY id DESC LIMIT 100`,
    [since],
  );
  return rows.map(({ source, events, rejected, at }) => ({
    ...{ source, events: Number(events), rejected: Number(rejected), at: at.toISOString() },
  }));
}
