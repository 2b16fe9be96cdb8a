import { type Model, recognitionOf } from '@bothways/core';
import type { PoolClient } from 'pg';
import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';
import {
  dropPast,
  type Generation,
  type GenerationRow,
  generationOf,
} from '../store/generation.ts';
import { CORRECTED_SINKS, SINKS } from '../store/generation-tables.ts';
import type { Stores } from '../store/stores.ts';
import { watermark } from '../store/watermark.ts';
import { moveLate, withLinks } from './linked-persons.ts';
import { type RecognisePass, recogniseEvents } from './recognise-events.ts';
import { settleRights } from './settle-rights.ts';

/** Only one at a time brings live events to the fact store, and writes to the tables of the ledger that readers are on. */
export const SHIP_LOCK = 7_260_005;

type Ways = Partial<Pick<RecognisePass, 'progress' | 'keepLock'>> &
  Pick<RecognisePass, 'eventsAtOnce'>;

/**
 * Brings a ledger that readers are on up to `seq`, by events of imports, and by what these say of who somebody is: what a
 * killed run left of it goes first. Live rows behind `seq` stay as they are. Gives the generation as it then is.
 *
 * To be called under the lock above. Nobody sees what was made before its end.
 */
export async function catchUp(
  stores: Pick<Stores, 'state' | 'facts'>,
  client: PoolClient,
  model: Model,
  generation: Generation,
  seq: number,
  { progress = () => {}, keepLock = async () => {}, eventsAtOnce }: Ways = {},
): Promise<Generation> {
  const { facts } = stores;
  const { id, seqDone: from } = generation;
  await dropBetween(facts, generation, seq);
  const isMoved = await moveLate(stores, generation, { from, seq }, 'live');
  await withLinks(stores.state, facts, `identity_live_g${id}`, (links) =>
    recogniseEvents(facts, recognitionOf(model), {
      ...{ base: generation, seq, isNew: false, mark: 'live', links },
      ...{ progress, keepLock, eventsAtOnce },
    }),
  );
  const settling = { stores, generation, model, from, seq, isNew: false, now: Date.now() };
  const isSettled = await settleRights({ ...settling, mark: 'live' });
  const corrected = generation.corrected || isMoved || isSettled;
  await client.query(
    `UPDATE generation SET seq_done = greatest(seq_done, $2), corrected = corrected OR $3 WHERE id = $1 AND state = 'ready'`,
    [id, seq, corrected],
  );
  await client.query(`SELECT pg_notify('bothways_inbox', 'rights')`);
  return { ...generation, seqDone: seq, corrected };
}

/** The same up to the watermark, for a rebuild; the lock is to be held by `client`. */
export async function catchUpWhole(
  stores: Pick<Stores, 'state' | 'facts'>,
  client: PoolClient,
  model: Model,
  id: number,
  ways: Ways,
): Promise<Generation> {
  const { rows } = await client.query<GenerationRow & { readonly is_underway: boolean }>(
    `SELECT id, model_version, seq_done, seq_worked, recognition, summary, corrected,
       EXISTS (SELECT FROM outbox WHERE block IS NOT NULL) AS is_underway FROM generation WHERE id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`bug: generation ${id} is not there`);
  const generation = generationOf(row);
  // No live row has been sent that is not known to have arrived: whatever lies past the watermark is of a killed run.
  if (!row.is_underway) await dropPast(stores.facts, generation);
  const seq = await watermark(client);
  if (seq <= generation.seqDone) return generation;
  return catchUp(stores, client, model, generation, seq, ways);
}

async function dropBetween(facts: Facts, { id, seqDone }: Generation, seq: number): Promise<void> {
  const { cluster } = factTables();
  for (const sink of SINKS) {
    const between = (column: string): string => `${column} > ${seqDone} AND ${column} <= ${seq}`;
    const isCorrected = CORRECTED_SINKS.includes(sink);
    const where = isCorrected ? `${between('seq')} OR ${between('posted')}` : between('seq');
    const left = await facts.rows(`SELECT 1 FROM ${sink}_g${id} WHERE ${where} LIMIT 1`);
    if (left.length > 0)
      await facts.run(`ALTER TABLE ${sink}_g${id} ${cluster} DELETE WHERE ${where}`, {
        settings: { mutations_sync: 2 },
      });
  }
}
