import { EVERYONE, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, personSegmentTable } from '../generation.ts';

/**
 * The condition under which a row with a `person_id` is of one segment, as SQL to follow a WHERE; empty: of everybody. Who
 * matches none, and who is not named, is of `everyone`.
 *
 * Source: semantics.md 19.
 */
export function ofSegment(generation: Generation, segment: string | undefined): string {
  if (segment === undefined) return '';
  const sorted = `SELECT person_id FROM ${personSegmentTable(generation)}`;
  return segment === EVERYONE
    ? `AND (isNull(person_id) OR person_id NOT IN (${sorted}))`
    : `AND person_id IN (${sorted} WHERE segment = ${textSql(segment)})`;
}

/** How many different people of each segment have encounters; those of `everyone` match none. */
export async function peopleBySegment(
  facts: Facts,
  generation: Generation,
): Promise<ReadonlyMap<string, number>> {
  const rows = await facts.rows<{ segment: string; people: string }>(
    `SELECT if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment)) AS segment, toString(count()) AS people
     FROM (SELECT DISTINCT assumeNotNull(person_id) AS person FROM ${encounterTable(generation)}
       WHERE seq <= {seq:UInt64} AND isNotNull(person_id)) AS met
     LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = met.person
     GROUP BY segment`,
    { parameters: { seq: generation.seqDone } },
  );
  return new Map(rows.map(({ segment, people }) => [segment, Number(people)]));
}
