import { eigenOf } from '../statistics/matrix.ts';

/**
 * What each player explains by Johnson's relative weights: columns are turned into their nearest uncorrelated likeness and
 * what that explains is given back. They add up to R². A player of several columns has the sum of theirs.
 *
 * Shape: as for `explainedBySubsets`. Columns that do not vary have weight 0.
 * Source: Johnson (2000), A heuristic method for estimating the relative weight of predictor variables, Multivar. Behav. Res. 35(1).
 */
export function relativeWeights(
  covariance: Float64Array,
  width: number,
  players: readonly (readonly number[])[],
  outcome: number,
): Float64Array {
  const spread = (column: number): number =>
    Math.sqrt(Math.max(0, covariance[column * width + column] ?? 0));
  const columns = players.flat().filter((column) => spread(column) > 0);
  const size = columns.length;
  const weights = new Map<number, number>();
  if (size > 0 && spread(outcome) > 0) {
    const correlation = (a: number, b: number): number =>
      (covariance[a * width + b] ?? 0) / (spread(a) * spread(b));
    const matrix = Float64Array.from({ length: size * size }, (_, at) =>
      correlation(columns[Math.floor(at / size)] ?? 0, columns[at % size] ?? 0),
    );
    const root = squareRoot(matrix, size);
    const right = columns.map((column) => correlation(column, outcome));
    const slopes = right.map((_, k) =>
      right.reduce((sum, r, j) => sum + (root.inverse[k * size + j] ?? 0) * r, 0),
    );
    for (const [j, column] of columns.entries())
      weights.set(
        column,
        slopes.reduce((sum, slope, k) => sum + ((root.half[j * size + k] ?? 0) * slope) ** 2, 0),
      );
  }
  return Float64Array.from(players, (each) =>
    each.reduce((sum, column) => sum + (weights.get(column) ?? 0), 0),
  );
}

/** The symmetric square root of a correlation matrix, and its inverse where it has one. */
function squareRoot(
  matrix: Float64Array,
  size: number,
): { half: Float64Array; inverse: Float64Array } {
  const { values, vectors } = eigenOf(matrix, size);
  const half = new Float64Array(size * size);
  const inverse = new Float64Array(size * size);
  for (let each = 0; each < size; each += 1) {
    const root = Math.sqrt(Math.max(0, values[each] ?? 0));
    const back = root > 1e-6 ? 1 / root : 0;
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) {
        const product = (vectors[each * size + i] ?? 0) * (vectors[each * size + j] ?? 0);
        half[i * size + j] = (half[i * size + j] ?? 0) + root * product;
        inverse[i * size + j] = (inverse[i * size + j] ?? 0) + back * product;
      }
  }
  return { half, inverse };
}
