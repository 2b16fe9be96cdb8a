import type { TouchpointEvidence } from '../diagnose/finding.ts';
import { DAYS_A_YEAR } from '../diagnose/findings.ts';
import type { Looks } from '../diagnose/looks.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { YearRead } from './year-read.ts';

/** What was seen at a touchpoint, as the findings judge it; null: nothing was. */
export function evidenceOf({ seen, at, days }: YearRead, id: string): TouchpointEvidence | null {
  const found = seen.find((each) => each.id === id);
  if (found === undefined) return null;
  const { people, encounters, peopleGivingData, encountersGivingData } = found;
  const yearly = at.get(id) ?? [];
  const own = found.days === null ? {} : { days: found.days };
  return {
    ...{ touchpoint: id, people, encounters, peopleGivingData, encountersGivingData, ...own },
    encountersGivingDataGettingNothing: found.encountersGivingDataGettingNothing,
    ...{ felt: found.felt, looks: looksOf(found.looks), spreads: found.spreads },
    cube: asSeen(yearly, found.days ?? days),
    yearly,
  };
}

/** What was not asked is left out, as the engine leaves it out. */
function looksOf(told: YearRead['seen'][number]['looks']): Looks {
  return Object.fromEntries(Object.entries(told).filter(([, each]) => each !== undefined));
}

/** A year's rows as they were seen in some days: what was scaled to a year, scaled back to the nearest unit. */
function asSeen(rows: readonly CubeRow[], days: number): readonly CubeRow[] {
  const [seen, year] = [BigInt(Math.round(days * 4)), BigInt(DAYS_A_YEAR * 4)];
  return rows.map((row) => ({ ...row, quantity: nearest(row.quantity * seen, year) }));
}

/** Half away from zero; `by` is above zero. */
function nearest(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = (2n * size + by) / (2n * by);
  return value < 0n ? -rounded : rounded;
}
