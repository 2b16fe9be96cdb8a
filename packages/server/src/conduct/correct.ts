import type { Model } from '@bothways/core';
import { anyMoves, movePersons } from '../ingest/move-persons.ts';
import { regate } from '../ingest/regate.ts';
import { type Generation, markCorrected } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import type { Corrections } from './batch.ts';

/**
 * What is to be put right in the fact store once a batch's rows are there: entries of who moved to another person, and
 * of whose rights changed. Run
 * twice, it does nothing the second time. `seq`: the batch's last.
 *
 * Source: semantics.md 7, 10.
 */
export async function correct(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  generation: Generation,
  model: Model,
  { moved, changed }: Corrections,
  seq: number,
): Promise<void> {
  if (moved.length > 0 && (await anyMoves(facts, generation, moved, seq))) {
    if (!generation.corrected) await markCorrected(state, generation);
    await movePersons(facts, generation, moved, seq);
  }
  const stores = { state, facts };
  await regate({ stores, generation, model, seq, now: Date.now() }, changed);
}
