import type { Pool, PoolClient } from 'pg';

/** The last number that any event has: of imports that were done, and of live events that were conducted. */
export const NUMBERED_SQL = `greatest(coalesce((SELECT max(seq_to) FROM import WHERE state = 'done'), 0),
  coalesce((SELECT max(seq_to) FROM conducted), 0))`;

/**
 * A value in SQL of the state store: events count up to this `seq`. Those past it belong to an import that has not ended,
 * or are live ones that are still on their way from the outbox.
 */
export const WATERMARK_SQL = `coalesce((SELECT min(seq_from) FROM outbox), ${NUMBERED_SQL})`;

/**
 * Events are complete up to this `seq`. One row in PostgreSQL is the commit point of an import, and of a batch of live
 * events the row of the outbox that goes; readers read this once a request.
 */
export async function watermark(state: Pool | PoolClient): Promise<number> {
  return numberOf(state, WATERMARK_SQL);
}

/** The last number given to an event: the next are numbered behind it. To be asked under the lock of imports. */
export async function numberedTo(state: Pool | PoolClient): Promise<number> {
  return numberOf(state, NUMBERED_SQL);
}

async function numberOf(state: Pool | PoolClient, sql: string): Promise<number> {
  const { rows } = await state.query<{ seq: string }>(`SELECT ${sql} AS seq`);
  return Number(rows[0]?.seq ?? 0);
}
