import type { Pool } from 'pg';
import { WATERMARK_SQL } from '../watermark.ts';

/** One import as it is noted, under way or ended. Counts are of source records, but for `events`. */
export interface ImportNoted {
  readonly id: number;
  readonly source: string;
  readonly files: readonly string[];
  readonly state: 'staging' | 'committing' | 'done' | 'failed';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly events: number;
}

/** The latest imports, newest first. */
export async function importsLatest(state: Pool, limit: number): Promise<readonly ImportNoted[]> {
  const { rows } = await state.query<
    Record<'id' | 'read' | 'accepted' | 'duplicates' | 'rejected' | 'events', string> &
      Pick<ImportNoted, 'source' | 'files' | 'state'> & { readonly at: Date }
  >(
    `SELECT id, source, files, state, started_at AS at, read, accepted, duplicates, rejected, events
     FROM import ORDER BY id DESC LIMIT $1`,
    [limit],
  );
  return rows.map(({ id, source, files, state: stands, at, ...counts }) => ({
    ...{ id: Number(id), source, files, state: stands, at: at.toISOString() },
    read: Number(counts.read),
    accepted: Number(counts.accepted),
    duplicates: Number(counts.duplicates),
    rejected: Number(counts.rejected),
    events: Number(counts.events),
  }));
}

/** What all imports that ended have brought in. */
export interface Imported {
  /** How many have ended: one may end after another that began later. */
  readonly ended: number;
  /** Events that count, live ones too, and at once the `seq` of the last of them. */
  readonly events: number;
}

export async function imported(state: Pool): Promise<Imported> {
  const { rows } = await state.query<{ ended: string; events: string | null }>(
    `SELECT count(*) AS ended, ${WATERMARK_SQL} AS events FROM import WHERE state = 'done'`,
  );
  return { ended: Number(rows[0]?.ended ?? 0), events: Number(rows[0]?.events ?? 0) };
}
