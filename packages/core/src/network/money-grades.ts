import type { CubeRow } from '../ledger/entries.ts';
import { amountOf, termsOf } from '../ledger/terms.ts';
import { GRADES, type Grade, type Model } from '../model/model.ts';

/**
 * How much money rests on each grade: worth received and cost given, each by the worse of how its quantity and its value are known.
 *
 * Shape: rows keyed by `grade`.
 * Units: workspace currency at the medians, sizes without their signs.
 */
export function moneyByGrade(
  rows: readonly CubeRow[],
  model: Model,
): Readonly<Record<Grade, number>> {
  const terms = [...Map.groupBy(rows, ({ keys }) => keys['grade'] ?? '').values()].flatMap(
    (some) => termsOf(some, model).terms,
  );
  const sums = GRADES.map((grade): [Grade, number] => [
    grade,
    terms
      .filter((term) => term.grade === grade)
      .reduce((sum, term) => sum + Math.abs(amountOf(term)), 0),
  ]);
  return Object.fromEntries(sums) as Record<Grade, number>;
}
