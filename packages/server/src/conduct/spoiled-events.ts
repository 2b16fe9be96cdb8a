import pg, { type PoolClient } from 'pg';
import { type InboxRow, inboxBody } from '../accept/inbox-rows.ts';
import { codeOf, reason, StoreError } from '../store/store-error.ts';
import { isAway } from '../store/store-faults.ts';
import { conductBatch } from './conduct-batch.ts';
import type { LiveModels } from './live-model.ts';

/** PostgreSQL's classes of codes for values that it does not take: data, constraints, limits. */
const OF_VALUES = /^(22|23|54)\w{3}$/;

/**
 * Whether a fault comes from what is conducted, and so will come again and again: a value that PostgreSQL does not take, or
 * whatever our own code throws, a failed assertion among it. One of a store's goes by itself.
 */
export function isOfEvents(fault: unknown): boolean {
  if (fault instanceof pg.DatabaseError) return OF_VALUES.test(codeOf(fault) ?? '');
  const isOfSystem = fault instanceof Error && 'syscall' in fault;
  return !(fault instanceof StoreError || isOfSystem || isAway(fault));
}

/** A row of the inbox, and its events that cannot be conducted: by their places in it, and why. */
export interface SpoiledRow {
  readonly row: bigint;
  readonly spoiled: ReadonlyMap<number, string>;
}

/**
 * Finds the events of the first row of the inbox that cannot be conducted: by halves, each tried and taken back.
 *
 * Shape: null where the inbox is empty.
 * Errors: a fault that is not of events, or that comes without any event, too.
 */
export async function spoiledEvents(
  client: PoolClient,
  models: LiveModels,
): Promise<SpoiledRow | null> {
  const { rows } = await client.query<InboxRow & { readonly id: string }>(
    'SELECT id, fresh, body FROM inbox ORDER BY id LIMIT 1',
  );
  const [first] = rows;
  if (first === undefined) return null;
  const row = BigInt(first.id);
  const count = inboxBody(first).events.length;
  const spoiled = new Map<number, string>();
  const faultIn = (from: number, to: number): Promise<unknown> =>
    faultOf(client, models, row, othersThan(from, to, count));
  const without = await faultIn(0, 0);
  if (without !== null) throw without;
  const look = async (from: number, to: number): Promise<void> => {
    const fault = await faultIn(from, to);
    if (fault === null) return;
    if (to - from === 1) {
      spoiled.set(from, `it cannot be worked off: ${reason(fault)}`);
      return;
    }
    const middle = Math.floor((from + to) / 2);
    await look(from, middle);
    await look(middle, to);
  };
  await look(0, count);
  return { row, spoiled };
}

async function faultOf(
  client: PoolClient,
  models: LiveModels,
  row: bigint,
  others: ReadonlyMap<number, string>,
): Promise<unknown> {
  try {
    await conductBatch(client, models, { row, spoiled: others, isTrial: true });
    return null;
  } catch (fault) {
    if (isOfEvents(fault)) return fault;
    throw fault;
  }
}

/** All places but those from one up to another. */
function othersThan(from: number, to: number, count: number): ReadonlyMap<number, string> {
  const others = new Map<number, string>();
  for (let place = 0; place < count; place += 1)
    if (place < from || place >= to) others.set(place, '');
  return others;
}
