import type { CubeRow } from '@bothways/core';

/** Days a year: with its leap day in four. */
export const DAYS_A_YEAR = 365.25;

/**
 * What moved in some days as it would in a year. `n` and grades stay those of what was seen.
 *
 * Units: smallest units, rounded half away from zero.
 */
export function inAYear(rows: readonly CubeRow[], days: number): readonly CubeRow[] {
  // In quarters of a day both are whole, so that large sums stay exact.
  const [year, seen] = [BigInt(DAYS_A_YEAR * 4), BigInt(days * 4)];
  return rows.map((row) => ({ ...row, quantity: roundedQuotient(row.quantity * year, seen) }));
}

/** Rows of the same keys, giver, receiver, kind and segment as one. */
export function merged(rows: readonly CubeRow[]): readonly CubeRow[] {
  const sums = new Map<string, CubeRow>();
  for (const row of rows) {
    const { keys, giver, receiver, kind, segment } = row;
    const key = JSON.stringify([Object.entries(keys), giver, receiver, kind, segment]);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? row : plus(sum, row));
  }
  return [...sums.values()];
}

function plus(sum: CubeRow, { quantity, n, grades }: CubeRow): CubeRow {
  const total = { ...sum.grades };
  for (const grade of ['A', 'B', 'C', 'D'] as const) {
    const count = grades[grade];
    if (count !== undefined) total[grade] = (total[grade] ?? 0) + count;
  }
  return { ...sum, quantity: sum.quantity + quantity, n: sum.n + n, grades: total };
}

/** Half away from zero; `by` is above zero. */
function roundedQuotient(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = (2n * size + by) / (2n * by);
  return value < 0n ? -rounded : rounded;
}
