import type { Pool, PoolClient } from 'pg';
import { addTombstones } from '../store/tombstones.ts';
import type { ErasureResult } from './erase.ts';
import type { Subject } from './subject.ts';

/** Somebody who waits to be erased. */
export interface Erasure {
  readonly id: number;
  readonly subject: Subject;
  readonly suppress: boolean;
  readonly askedAt: Date;
}

/** Told to whoever runs the batches, so that they need not look again and again. */
export const ERASURE_CHANNEL = 'bothways_erasure';
/** Hours after which the oldest that waits is erased, and all others with it: well within a day. */
export const HOURS_MAX = 20;

/**
 * Puts somebody on the list of whom to erase, and stops events of theirs from this moment where that is wanted. Somebody
 * who is on it already stays there once. Gives its number, and until when it is done.
 */
export async function askErasure(
  state: Pool,
  { identities, ids }: Subject,
  { suppress }: { readonly suppress: boolean },
): Promise<{ readonly id: number; readonly dueAt: string }> {
  const client = await state.connect();
  try {
    await client.query('BEGIN; LOCK TABLE erasure IN SHARE ROW EXCLUSIVE MODE');
    if (suppress) await addTombstones(client, identities);
    const { rows: known } = await client.query<Asked>(
      `UPDATE erasure SET suppress = suppress OR $3, ids = (SELECT array_agg(DISTINCT id) FROM unnest(ids || $2::text[]) AS id)
       WHERE done_at IS NULL AND identities @> $1::uuid[] RETURNING id, asked_at`,
      [identities, ids, suppress],
    );
    const { rows } =
      known.length > 0
        ? { rows: known }
        : await client.query<Asked>(
            'INSERT INTO erasure (identities, ids, suppress) VALUES ($1, $2, $3) RETURNING id, asked_at',
            [identities, ids, suppress],
          );
    await client.query(`NOTIFY ${ERASURE_CHANNEL}`);
    await client.query('COMMIT');
    const [row] = rows;
    if (row === undefined) throw new Error('bug: INSERT ... RETURNING gave no row');
    return { id: Number(row.id), dueAt: dueAt(row.asked_at).toISOString() };
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  } finally {
    client.release();
  }
}

interface Asked {
  readonly id: string;
  readonly asked_at: Date;
}

/** When somebody who asked then is erased at the latest. */
export function dueAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + HOURS_MAX * 3_600_000);
}

/** Who waits, the oldest first. */
export async function waiting(state: Pool | PoolClient): Promise<readonly Erasure[]> {
  const { rows } = await state.query<{
    id: string;
    identities: string[] | null;
    ids: string[] | null;
    suppress: boolean;
    asked_at: Date;
  }>(
    // Whoever was linked to them since they asked is theirs as well.
    `SELECT id, ids, suppress, asked_at, ARRAY(SELECT replace(each::text, '-', '') FROM unnest(identities) AS each
       UNION SELECT replace(identity::text, '-', '') FROM identity WHERE person = ANY(identities)) AS identities
     FROM erasure WHERE done_at IS NULL ORDER BY id`,
  );
  return rows.map(({ id, identities, ids, suppress, asked_at: askedAt }) => ({
    ...{ id: Number(id), suppress, askedAt },
    subject: { person: identities?.[0] ?? '', identities: identities ?? [], ids: ids ?? [] },
  }));
}

/**
 * Those of the list with all that is theirs by now, which is kept: once their links are gone nothing else says it. Within the
 * transaction in which these go.
 */
export async function withAllTheirs(
  client: PoolClient,
  asked: readonly Erasure[],
): Promise<readonly Erasure[]> {
  const ids = asked.map(({ id }) => id);
  const now = (await waiting(client)).filter(({ id }) => ids.includes(id));
  for (const { id, subject, suppress } of now) {
    if (suppress) await addTombstones(client, subject.identities);
    await client.query('UPDATE erasure SET identities = $2 WHERE id = $1', [
      ...[id, subject.identities],
    ]);
  }
  return now;
}

/** Takes out of the list who is erased: from here on nothing in it names them. */
export async function forgetAsked(state: Pool, ids: readonly number[]): Promise<void> {
  await state.query(
    'UPDATE erasure SET identities = NULL, ids = NULL, done_at = clock_timestamp() WHERE id = ANY($1)',
    [ids],
  );
}

/** Keeps what was erased, and what the proof says. */
export async function noteResult(
  state: Pool,
  ids: readonly number[],
  result: ErasureResult,
): Promise<void> {
  await state.query('UPDATE erasure SET result = $2 WHERE id = ANY($1)', [
    ids,
    JSON.stringify(result),
  ]);
}
