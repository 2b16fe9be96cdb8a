import { type Model, touchpointsOf } from '@bothways/core';
import type { Facts } from '../store/facts.ts';
import {
  encounterTable,
  type Generation,
  legRefusedTable,
  type RebuildSummary,
  transferTable,
  unmappedTable,
} from '../store/generation.ts';
import { interrupted } from '../store/store-error.ts';

/** Counts what a generation holds up to its watermark. Aggregates count with their n, but among the events. */
export async function rebuildSummary(
  facts: Facts,
  model: Model,
  generation: Generation,
): Promise<RebuildSummary> {
  const parameters = { seq: generation.seqDone };
  const count = async (what: string, table: string): Promise<number> => {
    const [row] = await facts.rows<{ count: string }>(
      `SELECT toString(${what}) AS count FROM ${table} WHERE seq <= {seq:UInt64}`,
      { parameters },
    );
    return Number(row?.count ?? 0);
  };
  const within = 'WHERE seq <= {seq:UInt64}';
  const each = 'sum(sign * toInt64(n))';
  // All at once: each is small, and most of its time is on the way.
  const [events, transfers, encounters, unmapped, refused] = await Promise.all([
    count('count()', 'event'),
    count(each, transferTable(generation)),
    facts.rows<{ touchpoint: string; count: string }>(
      `SELECT touchpoint, ${each} AS count FROM ${encounterTable(generation)} ${within} GROUP BY touchpoint`,
      { parameters },
    ),
    facts.rows<{ name: string; count: string; names: string }>(
      `SELECT name, sum(n) AS count, count() OVER () AS names FROM ${unmappedTable(generation)} ${within}
       GROUP BY name ORDER BY count DESC, name LIMIT 1000`,
      { parameters },
    ),
    facts.rows<{ touchpoint: string; kind: string; reason: string; count: string }>(
      `SELECT touchpoint, kind, reason, sum(n) AS count FROM ${legRefusedTable(generation)} ${within}
       GROUP BY touchpoint, kind, reason ORDER BY touchpoint, kind, reason`,
      { parameters },
    ),
  ]);
  const reached = new Set(encounters.map(({ touchpoint }) => touchpoint));
  return {
    events,
    encounters: encounters.reduce((sum, row) => sum + Number(row.count), 0),
    transfers,
    unmapped: unmapped.map(({ name, count }) => ({ name, count: Number(count) })),
    unmappedNames: Number(unmapped[0]?.names ?? 0),
    unseen: touchpointsOf(model, 'current')
      .map(({ id }) => id)
      .filter((id) => !reached.has(id)),
    refused: refused.map((row) => ({ ...row, count: Number(row.count) })),
  };
}

/**
 * Holds what was made of the events past `base` to this: an event makes at most one encounter of a touchpoint. Rows of a
 * statement that nobody waits for any more would break it. The table lies in the order of touchpoint and event, so this
 * takes one look along it and no memory.
 *
 * Errors: throws where an encounter is there twice.
 */
export async function checkOnce(facts: Facts, generation: Generation, base: number): Promise<void> {
  const twice = await facts.rows<{ touchpoint: string; seq: string }>(
    `SELECT toString(touchpoint) AS touchpoint, seq FROM (
       SELECT touchpoint, seq, lagInFrame(seq) OVER (PARTITION BY touchpoint ORDER BY seq ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before
       FROM ${encounterTable(generation)} WHERE seq > {base:UInt64} AND seq <= {seq:UInt64}
     ) WHERE before = seq LIMIT 1`,
    { parameters: { base, seq: generation.seqDone } },
  );
  const [one] = twice;
  if (one !== undefined)
    throw interrupted(
      'facts',
      `event ${one.seq} makes two encounters of ${one.touchpoint} in generation ${generation.id}: something else wrote to it`,
      'run the rebuild again',
    );
}
