import type { Pool } from 'pg';

/** A body of the outbox without rows. */
export const NO_ROWS: Buffer = Buffer.from('[]\n');

/** What the live road of a workspace has taken and done so far, exactly: counted with the commits that they speak of. */
export interface LiveCounts {
  /** Events that were new. */
  readonly accepted: number;
  /** Events that are in the ledger and in the person's state. */
  readonly processed: number;
  /** Of those processed, the ones left out as their person was erased. */
  readonly suppressed: number;
  /** What came again, refused events among it. */
  readonly duplicates: number;
  readonly rejected: number;
  /** Accepted and not yet processed. */
  readonly backlog: number;
}

export async function liveCounts(state: Pool): Promise<LiveCounts> {
  const { rows } = await state.query<Record<'a' | 'd' | 'r' | 'p' | 's', string | null>>(
    `SELECT sum(accepted) AS a, sum(duplicates) AS d, sum(rejected) AS r,
       (SELECT processed FROM conducted) - (SELECT coalesce(sum(seq_to - seq_from), 0) FROM outbox WHERE body <> $1) AS p,
       (SELECT suppressed FROM conducted) AS s FROM accept_count`,
    // A right that ended by its time has a number, too, and is no event.
    [NO_ROWS],
  );
  const [accepted, duplicates, rejected, processed, suppressed] = (
    ['a', 'd', 'r', 'p', 's'] as const
  ).map((name) => Number(rows[0]?.[name] ?? 0)) as [number, number, number, number, number];
  const backlog = Math.max(0, accepted - processed);
  return { accepted, processed, suppressed, duplicates, rejected, backlog };
}
