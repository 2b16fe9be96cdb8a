import { type Recognition, RULE_SETTINGS, recogniseSql } from '@bothways/core';
import type { Facts } from '../store/facts.ts';
import { type Generation, partsMost, setMerging } from '../store/generation.ts';
import { MARKS } from './marked-statements.ts';

/**
 * Blocks of a quarter of a million events keep a pass within the memory of the local engine, however many legs a touchpoint
 * has; smaller ones make more parts to merge, larger ones were no faster (see bench/README.md).
 */
const PASS_SETTINGS = {
  ...RULE_SETTINGS,
  max_execution_time: 0,
  max_insert_threads: 2,
  min_insert_block_size_rows: 262_144,
  // What a killed run left was deleted, and must be able to come again: no block is taken for a repetition.
  insert_deduplicate: 0,
} as const;

/** Some 250 parts in a table, which is well below where the engine begins to slow down who writes. */
const EVENTS_AT_ONCE = 32_000_000;
/** Before the next range begins, the parts of those before are merged to this many, or as far as it comes in the time. */
const PARTS_FEW = 64;
const MERGING_SECONDS_MAX = 600;

/** Which events are to be recognised into a generation, and how. */
export interface RecognisePass {
  readonly base: Generation;
  /** Up to this one; after those that the generation has. */
  readonly seq: number;
  /** Nobody reads the generation yet, and its tables are as `createGeneration` made them. */
  readonly isNew: boolean;
  readonly progress: (text: string) => void;
  /** Throws where this rebuild is not alone any more. */
  readonly keepLock: () => Promise<void>;
  readonly eventsAtOnce?: number | undefined;
  /** A table of whose each linked identity is; absent or null: nobody is linked. */
  readonly links?: string | null;
  /** Whose statements these are; a rebuild's unless said. */
  readonly mark?: 'rebuild' | 'live';
}

/**
 * Recognises events into the tables of a generation, in ranges of bounded rows: whatever their number, each costs the same,
 * and no table has more parts than the engine likes.
 *
 * Errors: as the fact store's, and what `keepLock` throws.
 * Source: semantics.md 12.
 */
export async function recogniseEvents(
  facts: Facts,
  recognition: Recognition,
  pass: RecognisePass,
): Promise<void> {
  const { base, seq, isNew, progress, keepLock, mark = 'rebuild', links = null } = pass;
  const { eventsAtOnce = EVENTS_AT_ONCE } = pass;
  for (let from = base.seqDone; from < seq; from += eventsAtOnce) {
    if (isNew && from > base.seqDone) await mergeParts(facts, base);
    progress(`recognising ${seq - from} events`);
    await keepLock();
    const where = `seq > ${from} AND seq <= ${Math.min(seq, from + eventsAtOnce)}`;
    await facts.run(
      `${MARKS[mark]} INSERT INTO recognised_g${base.id} ${recogniseSql(recognition, where, links)}`,
      { settings: PASS_SETTINGS },
    );
  }
}

async function mergeParts(facts: Facts, generation: Generation): Promise<void> {
  await setMerging(facts, generation, true);
  const until = performance.now() + 1000 * MERGING_SECONDS_MAX;
  while ((await partsMost(facts, generation)) > PARTS_FEW && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 250));
  await setMerging(facts, generation, false);
}
