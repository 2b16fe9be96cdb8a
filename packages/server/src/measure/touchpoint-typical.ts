/**
 * The place of the most typical of some encounters: the one that is nearest to all others (the medoid), so it is a real one
 * and no average. Each feature counts alike, by how far values of it usually lie apart; a value that one has and another has
 * not is as far as two usual ones.
 *
 * Shape: as many features each, null where an encounter does not say; -1 of none. Of equally near ones the first.
 * Source: Kaufman & Rousseeuw (1987), Clustering by means of medoids.
 */
export function typicalOf(rows: readonly (readonly (number | null)[])[]): number {
  const width = rows[0]?.length ?? 0;
  const scales = Array.from({ length: width }, (_, feature) => usualDistance(rows, feature));
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [place, row] of rows.entries()) {
    let sum = 0;
    for (const other of rows) {
      sum += distance(row, other, scales);
      if (sum >= least) break;
    }
    if (sum < least) [best, least] = [place, sum];
  }
  return best;
}

function distance(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  scales: readonly number[],
): number {
  let sum = 0;
  for (let feature = 0; feature < scales.length; feature += 1) {
    const [one, other] = [a[feature] ?? null, b[feature] ?? null];
    if (one === null && other === null) continue;
    if (one === null || other === null) sum += 1;
    else sum += Math.abs(one - other) / (scales[feature] ?? 1);
  }
  return sum;
}

/** Mean distance from the middle value; 1 where all are alike. */
function usualDistance(rows: readonly (readonly (number | null)[])[], feature: number): number {
  const values = rows.flatMap((row) => row[feature] ?? []).toSorted((x, y) => x - y);
  const middle = values[Math.floor(values.length / 2)] ?? 0;
  const sum = values.reduce((total, value) => total + Math.abs(value - middle), 0);
  return sum === 0 ? 1 : sum / values.length;
}
