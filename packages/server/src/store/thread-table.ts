import { factTables } from './fact-tables.ts';
import type { Facts } from './facts.ts';
import { type Generation, threadTable } from './generation.ts';

/**
 * The columns of a table of threads: one row an encounter of a person, with the journey of theirs that it belongs to.
 *
 * `instance`: one person's actual journey; `place` 1 .. `places` in it; `end`: how the journey ended, alike in all its rows.
 * `before`: the touchpoint that it follows directly on, and `wait_s` the seconds since; '' and 0 at place 1.
 * `completes`: this encounter is one by which the journey is completed.
 */
export const THREAD_COLUMNS = `instance UInt64, journey LowCardinality(String), person_id FixedString(16), account_id Nullable(FixedString(16)),
  seq UInt64, at DateTime64(3, 'UTC') CODEC(Delta, LZ4), encounter_id FixedString(16), touchpoint LowCardinality(String), channel LowCardinality(String),
  duration_s Nullable(Float64), felt Nullable(Float64), place UInt32, places UInt32,
  end Enum8('completed' = 1, 'abandoned' = 2, 'open' = 3), before LowCardinality(String), wait_s Float64, completes UInt8`;

/**
 * Makes the empty table of a generation's threads. A journey's rows lie together in their order, so that one pass over it
 * gives what follows on what, and whole sequences.
 *
 * Source: semantics.md 10.
 */
export async function createThreads(facts: Facts, generation: Generation): Promise<void> {
  const { cluster, engine, settings } = factTables();
  await facts.run(
    `CREATE TABLE ${threadTable(generation)} ${cluster} (${THREAD_COLUMNS}) ENGINE = ${engine} ORDER BY (journey, instance, place) ${settings}`,
  );
}
