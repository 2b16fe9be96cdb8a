import { type Model, recognitionOf } from '@bothways/core';
import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';
import type { Generation } from '../store/generation.ts';
import { SINKS } from '../store/generation-tables.ts';
import type { Stores } from '../store/stores.ts';
import { recogniseEvents } from './recognise-events.ts';

/**
 * Recognises events of imports into a ledger that readers are on, up to `seq`: what a killed run left of it goes first. Live
 * rows behind `seq` stay as they are.
 *
 * To be called by whoever ships: nobody else writes to the ledger's tables then. Nobody sees what was made before `seqDone`
 * of the generation is moved.
 */
export async function catchUp(
  { facts }: Pick<Stores, 'state' | 'facts'>,
  model: Model,
  generation: Generation,
  seq: number,
): Promise<void> {
  await dropBetween(facts, generation, seq);
  await recogniseEvents(facts, recognitionOf(model), {
    ...{ base: generation, seq, isNew: false, mark: 'live' },
    progress: () => {},
    keepLock: async () => {},
  });
}

async function dropBetween(facts: Facts, { id, seqDone }: Generation, seq: number): Promise<void> {
  const { cluster } = factTables();
  for (const sink of SINKS) {
    const where = `seq > ${seqDone} AND seq <= ${seq}`;
    const left = await facts.rows(`SELECT 1 FROM ${sink}_g${id} WHERE ${where} LIMIT 1`);
    if (left.length > 0)
      await facts.run(`ALTER TABLE ${sink}_g${id} ${cluster} DELETE WHERE ${where}`, {
        settings: { mutations_sync: 2 },
      });
  }
}
