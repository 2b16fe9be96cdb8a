import type { Grade } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { type Generation, transferTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';

/** What one line of an exchange moved in single encounters. Smallest units. */
export interface LegSum {
  readonly touchpoint: string;
  readonly leg: number;
  readonly giver: string;
  readonly receiver: string;
  readonly sum: number;
  readonly squares: number;
  readonly grade: Grade;
}

/** One pass over the transfers of some touchpoints. */
export async function legSums(
  facts: Facts,
  generation: Generation,
  touchpoints: readonly string[],
  segment: string | undefined,
): Promise<readonly LegSum[]> {
  if (touchpoints.length === 0) return [];
  return facts.rows<LegSum>(
    `SELECT toString(touchpoint) AS touchpoint, leg, toString(giver) AS giver, toString(receiver) AS receiver,
       sum(toFloat64(sign * quantity)) AS sum, sum(sign * toFloat64(quantity) * toFloat64(quantity)) AS squares, max(toString(grade)) AS grade
     FROM ${transferTable(generation)}
     WHERE touchpoint IN {touchpoints:Array(String)} AND seq <= {seq:UInt64} AND n = 1 ${ofSegment(generation, segment)}
     GROUP BY touchpoint, leg, giver, receiver ORDER BY touchpoint, leg, giver, receiver`,
    { parameters: { seq: generation.seqDone, touchpoints } },
  );
}
