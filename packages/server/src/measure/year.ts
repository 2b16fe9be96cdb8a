import { GRADES, gradeWorst, type Model, type Touchpoint, touchpointsOf } from '@bothways/core';
import type { Year } from '@bothways/core/contract';
import { looksOf } from './finding-looks.ts';
import { evidenceDays, type Measured, measuredRows } from './findings.ts';
import type { Reading } from './reading.ts';

/** What moved in a year, for a browser to value: the same rows that the report's yearly nets are made of. */
export async function yearShown(reading: Reading): Promise<Year> {
  const { generation, model } = reading;
  const measured = await measuredRows(reading);
  const { totals, cube, evidence, spreads, periods, yearly } = measured;
  const looks =
    totals.days === 0
      ? new Map<string, never>()
      : await looksOf(reading, { evidence, cube, people: totals.people });
  const names = new Map(touchpointsOf(model).map(({ id, name }) => [id, name]));
  return {
    generation: generation.id,
    days: totals.days,
    encounters: totals.encounters,
    spreads: { all: spreads.all, journeys: Object.fromEntries(spreads.journeys) },
    touchpoints: evidence.map((each) => {
      const { touchpoint: id, encounters, people, peopleGivingData } = each;
      const { encountersGivingData, encountersGivingDataGettingNothing } = each;
      return {
        ...{ id, name: names.get(id) ?? id, encounters, people, peopleGivingData },
        ...{ encountersGivingData, encountersGivingDataGettingNothing },
        ...{ felt: each.felt, looks: looks.get(id) ?? {}, spreads: each.spreads },
        days: evidenceDays(each, totals, periods),
      };
    }),
    planned: plannedOf(model),
    rows: rowsOf(yearly),
  };
}

function rowsOf(yearly: Measured['yearly']): Year['rows'] {
  return yearly.map(({ keys, giver, receiver, kind, segment, quantity, n, grades }) => ({
    touchpoint: keys['touchpoint'] ?? '',
    ...{ giver, receiver, kind, segment, n },
    quantity: String(quantity),
    grade: gradeWorst(GRADES.filter((grade) => (grades[grade] ?? 0) > 0)),
  }));
}

function plannedOf(model: Model): Year['planned'] {
  return touchpointsOf(model, 'current').map(({ id, name, believed, exchange }) => ({
    ...{ id, name, believed },
    exchange: exchange.map(lineOf),
  }));
}

function lineOf({
  leg,
  give,
  to,
  kind,
  quantity,
  grade,
  believed,
}: Touchpoint['exchange'][number]): Year['planned'][number]['exchange'][number] {
  return { leg, give, to, kind, quantity: quantity.text, grade, believed };
}
