import type { Deed, FollowEvent, Noticed } from '@bothways/core';
import type { Pool, PoolClient } from 'pg';

/** One thing done or noticed about a finding, as kept. `Told`: what the ledger said of the finding, as JSON. */
export interface FindingEvent<Told = unknown> extends FollowEvent {
  readonly id: number;
  /** kind:touchpoint. */
  readonly finding: string;
  readonly byName: string | null;
  /** Null: it was not found then. */
  readonly told: Told | null;
}

/** An event that is not kept yet; its id and time are given to it then. */
export interface FindingEventNew {
  readonly finding: string;
  readonly asked: string;
  readonly did: Deed | Noticed;
  readonly by: string | null;
  readonly byName: string | null;
  readonly text: string;
  readonly stake: FollowEvent['stake'];
  readonly told: unknown;
}

/** PostgreSQL's advisory lock for writing of findings, 'find' in ASCII. */
const LOCK = 0x66696e64;

/** All that was done about findings, in order. */
export async function findingEvents<Told>(
  state: Pool | PoolClient,
): Promise<readonly FindingEvent<Told>[]> {
  const { rows } = await state.query<Row<Told>>(`${SELECT} ORDER BY id`);
  return rows.map(eventOf);
}

/** What was asked under this id before; null: nothing. */
export async function findingEventAsked(
  client: PoolClient,
  asked: string,
): Promise<FindingEvent | null> {
  const { rows } = await client.query<Row<unknown>>(`${SELECT} WHERE asked = $1`, [asked]);
  const [row] = rows;
  return row === undefined ? null : eventOf(row);
}

/** Writes about findings, one writer after the other: what is read within stays so until it is written. */
export async function writingFindings<Result>(
  state: Pool,
  write: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await state.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const result = await write(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Adds an event; within `writingFindings`. */
export async function addFindingEvent(client: PoolClient, event: FindingEventNew): Promise<void> {
  const { finding, asked, did, by, byName, text, stake, told } = event;
  await client.query(
    `INSERT INTO finding_event (finding, asked, did, actor, actor_name, said, stake, told)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...[finding, asked, did, by, byName, text], json(stake), json(told)],
  );
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

const SELECT =
  'SELECT id, finding, did, actor, actor_name, said, stake, told, at FROM finding_event';

interface Row<Told> {
  readonly id: string;
  readonly finding: string;
  readonly did: FollowEvent['did'];
  readonly actor: string | null;
  readonly actor_name: string | null;
  readonly said: string;
  readonly stake: FollowEvent['stake'];
  readonly told: Told | null;
  readonly at: Date;
}

function eventOf<Told>(row: Row<Told>): FindingEvent<Told> {
  const { id, finding, did, actor, actor_name: byName, said, stake, told, at } = row;
  return {
    ...{ id: Number(id), finding, did, by: actor, byName, text: said, stake, told },
    at: at.toISOString(),
  };
}
