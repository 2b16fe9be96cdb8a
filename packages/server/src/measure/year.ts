import { GRADES, gradeWorst, touchpointsOf } from '@bothways/core';
import type { Year } from '@bothways/core/contract';
import { measuredRows } from './findings.ts';
import type { Reading } from './reading.ts';

/** What moved in a year, for a browser to value: the same rows that the report's yearly nets are made of. */
export async function yearShown(reading: Reading): Promise<Year> {
  const { generation, model } = reading;
  const measured = await measuredRows(reading);
  const names = new Map(touchpointsOf(model).map(({ id, name }) => [id, name]));
  return {
    generation: generation.id,
    encounters: measured.totals.encounters,
    touchpoints: measured.evidence.map(({ touchpoint, encounters }) => ({
      id: touchpoint,
      name: names.get(touchpoint) ?? touchpoint,
      encounters,
    })),
    rows: measured.yearly.map(({ keys, giver, receiver, kind, segment, quantity, n, grades }) => ({
      touchpoint: keys['touchpoint'] ?? '',
      ...{ giver, receiver, kind, segment, n },
      quantity: String(quantity),
      grade: gradeWorst(GRADES.filter((grade) => (grades[grade] ?? 0) > 0)),
    })),
  };
}
