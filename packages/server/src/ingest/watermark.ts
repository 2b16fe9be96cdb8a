import type { Pool } from 'pg';

/**
 * Events count up to this `seq`: those past it belong to an import that has not ended.
 * One row in PostgreSQL is the commit point of an import; readers read this once a request.
 */
export async function watermark(state: Pool): Promise<number> {
  const { rows } = await state.query<{ seq: string | null }>(
    `SELECT max(seq_to) AS seq FROM import WHERE state = 'done'`,
  );
  return Number(rows[0]?.seq ?? 0);
}
