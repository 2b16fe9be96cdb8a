import type { Pool } from 'pg';
import type { KeptKey } from './source-keys.ts';

/** A source that sends live events. */
export interface LiveSource {
  readonly name: string;
  readonly createdAt: Date;
  /** When something last came; null: nothing yet. */
  readonly lastAt: Date | null;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** The newest first. */
  readonly keys: readonly KeptKey[];
}

interface SourceRow {
  readonly name: string;
  readonly created_at: Date;
  readonly last_at: Date | null;
  readonly accepted: string;
  readonly duplicates: string;
  readonly rejected: string;
}

interface KeyRow {
  readonly source: string;
  readonly id: string;
  readonly hint: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

/** The sources of live events, by name. */
export async function listSources(state: Pool): Promise<readonly LiveSource[]> {
  const [{ rows: sources }, { rows: keys }] = await Promise.all([
    state.query<SourceRow>(
      `SELECT name, created_at, max(last_at) AS last_at, coalesce(sum(accepted), 0) AS accepted,
         coalesce(sum(duplicates), 0) AS duplicates, coalesce(sum(rejected), 0) AS rejected
       FROM source LEFT JOIN accept_count ON accept_count.source = source.number GROUP BY name ORDER BY name`,
    ),
    state.query<KeyRow>(
      `SELECT source, id, hint, created_at, expires_at, revoked_at FROM source_key ORDER BY id DESC`,
    ),
  ]);
  return sources.map((row) => ({
    name: row.name,
    createdAt: row.created_at,
    lastAt: row.last_at,
    accepted: Number(row.accepted),
    duplicates: Number(row.duplicates),
    rejected: Number(row.rejected),
    keys: keys
      .filter(({ source }) => source === row.name)
      .map((key) => ({
        id: Number(key.id),
        hint: key.hint,
        createdAt: key.created_at,
        expiresAt: key.expires_at,
        revokedAt: key.revoked_at,
      })),
  }));
}

/** The numbers of sources. A source keeps its number for ever, so each is asked for once. */
export function sourceNumbers(state: Pool): (name: string) => Promise<number> {
  const known = new Map<string, number>();
  return async (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const { rows } = await state.query<{ number: number }>(
      'SELECT number FROM source WHERE name = $1',
      [name],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`bug: there is no source "${name}"`);
    known.set(name, row.number);
    return row.number;
  };
}
