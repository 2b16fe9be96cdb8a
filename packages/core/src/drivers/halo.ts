import { eigenOf } from '../statistics/matrix.ts';
import type { Moments } from '../statistics/moments.ts';
import type { Player } from './importance.ts';
import { explainedBySubsets, shapleyValues } from './subsets.ts';

/** What is left of the drivers' importance once the one attitude that colours all answers is taken out of them. */
export interface Halo {
  /** Share of the drivers' variance that goes one way. */
  readonly shared: number;
  /** Importance of each driver by what is its own. */
  readonly values: Float64Array;
}

/**
 * Takes the first principal component out of the drivers and reckons their importance again. null where fewer than three
 * columns vary.
 *
 * Source: a sensitivity check on halo: Podsakoff et al. (2003), Common method biases, J. Appl. Psychol. 88(5).
 */
export function haloShares(
  { covariance, width }: Moments,
  players: readonly Player[],
  outcome: number,
): Halo | null {
  const spread = (column: number): number =>
    Math.sqrt(Math.max(0, covariance[column * width + column] ?? 0));
  const columns = players
    .flatMap((player) => player.columns)
    .filter((column) => spread(column) > 0);
  const size = columns.length;
  if (size < 3 || spread(outcome) === 0) return null;
  const all = [...columns, outcome];
  const wide = size + 1;
  const r = Float64Array.from({ length: wide * wide }, (_, at) => {
    const [a, b] = [all[Math.floor(at / wide)] ?? 0, all[at % wide] ?? 0];
    return (covariance[a * width + b] ?? 0) / (spread(a) * spread(b));
  });
  const inner = Float64Array.from(
    { length: size * size },
    (_, at) => r[Math.floor(at / size) * wide + (at % size)] ?? 0,
  );
  const { values, vectors } = eigenOf(inner, size);
  const largest = values[0] ?? 0;
  // What each column, and the outcome, share with the component.
  const loads = Float64Array.from({ length: wide }, (_, i) =>
    columns.reduce((sum, _column, k) => sum + (vectors[k] ?? 0) * (r[i * wide + k] ?? 0), 0),
  );
  const rest = r.map(
    (value, at) =>
      value - ((loads[Math.floor(at / wide)] ?? 0) * (loads[at % wide] ?? 0)) / largest,
  );
  // The outcome keeps all of itself: only the answers are cleaned.
  rest[wide * wide - 1] = 1;
  const groups = players.map((player) =>
    player.columns.map((column) => columns.indexOf(column)).filter((at) => at >= 0),
  );
  const explained = explainedBySubsets(rest, wide, groups, size);
  return { shared: largest / size, values: shapleyValues(explained) };
}
