import { assert } from '../model/assert.ts';
import { PIVOT_SHARE_MIN } from '../statistics/matrix.ts';

/** The most players whose subsets are gone through one by one. */
export const PLAYERS_MAX = 20;

/**
 * What each subset of players explains of an outcome: R² of the regression on their columns. A column that is a sum of
 * others before it adds nothing.
 *
 * Shape: `covariance` has `width` columns, row by row; a player is the columns it stands for; of 2^players answers, number
 * `mask` is of the players whose bits are set.
 * Errors: asserts on more than twenty players.
 * Source: the sweep of one player turns the matrix into the partial covariances given it (Schur's complement), so every
 * subset costs one step more than the one it grew from; Goodnight (1979), A tutorial on the SWEEP operator, Am. Stat. 33(3).
 */
export function explainedBySubsets(
  covariance: Float64Array,
  width: number,
  players: readonly (readonly number[])[],
  outcome: number,
): Float64Array {
  assert(players.length <= PLAYERS_MAX, `${players.length} players have too many subsets`);
  const explained = new Float64Array(2 ** players.length);
  const spread = covariance[outcome * width + outcome] ?? 0;
  if (!(spread > 0)) return explained;
  const order = [...players.flat(), outcome];
  const floors = Float64Array.from(
    order,
    (column) => PIVOT_SHARE_MIN * (covariance[column * width + column] ?? 0),
  );
  const first = new Float64Array(order.length ** 2);
  for (const [i, a] of order.entries())
    for (const [j, b] of order.entries())
      first[i * order.length + j] = covariance[a * width + b] ?? 0;
  grow({
    explained,
    spread,
    floors,
    sizes: players.map((columns) => columns.length),
    levels: levelsOf(order.length),
    first,
    size: order.length,
  });
  return explained;
}

interface Growing {
  readonly explained: Float64Array;
  readonly spread: number;
  readonly floors: Float64Array;
  readonly sizes: readonly number[];
  /** Room for the matrix of each size. */
  readonly levels: readonly Float64Array[];
  readonly first: Float64Array;
  readonly size: number;
}

function levelsOf(size: number): readonly Float64Array[] {
  return Array.from({ length: size + 1 }, (_, each) => new Float64Array(each * each));
}

function grow(growing: Growing): void {
  const { sizes, first, size } = growing;
  branch(growing, first, size, 0, 0, 0, sizes.length);
}

/** Goes on with and without the player whose columns stand first in `matrix`, of which `size` are left. */
function branch(
  growing: Growing,
  matrix: Float64Array,
  size: number,
  player: number,
  mask: number,
  sum: number,
  players: number,
): void {
  const { explained, spread, sizes, floors, levels } = growing;
  if (player === players) {
    explained[mask] = sum / spread;
    return;
  }
  const columns = sizes[player] ?? 1;
  const bit = 2 ** player;
  const floor = floors.length - size;
  if (size === 2) {
    // The last column and the outcome: no matrix is left behind it.
    const pivot = matrix[0] ?? 0;
    const shared = matrix[1] ?? 0;
    explained[mask] = sum / spread;
    explained[mask + bit] =
      (pivot > (floors[floor] ?? 0) ? sum + (shared * shared) / pivot : sum) / spread;
    return;
  }
  const left = size - columns;
  const rest = levels[left] ?? matrix;
  tail(matrix, size, rest, left);
  branch(growing, rest, left, player + 1, mask, sum, players);
  let [held, heldSize, gained] = [matrix, size, 0];
  for (let column = 0; column < columns; column += 1) {
    const pivot = held[0] ?? 0;
    const shared = held[heldSize - 1] ?? 0;
    const next = columns === 1 ? rest : new Float64Array((heldSize - 1) ** 2);
    if (pivot > (floors[floor + column] ?? 0)) {
      gained += (shared * shared) / pivot;
      swept(held, heldSize, next);
    } else tail(held, heldSize, next, heldSize - 1);
    held = next;
    heldSize -= 1;
  }
  branch(growing, held, heldSize, player + 1, mask + bit, sum + gained, players);
}

/** The last rows and columns of a matrix. Only the upper triangle is kept. */
function tail(matrix: Float64Array, size: number, into: Float64Array, left: number): void {
  const gone = size - left;
  for (let i = 0; i < left; i += 1) {
    const from = (i + gone) * size + gone;
    const to = i * left;
    for (let j = i; j < left; j += 1) into[to + j] = matrix[from + j] ?? 0;
  }
}

/** The matrix given its first column: one row and column less. Only the upper triangle is kept. */
function swept(matrix: Float64Array, size: number, into: Float64Array): void {
  const left = size - 1;
  const pivot = matrix[0] ?? 1;
  for (let i = 0; i < left; i += 1) {
    const factor = (matrix[i + 1] ?? 0) / pivot;
    const from = (i + 1) * size + 1;
    const to = i * left;
    for (let j = i; j < left; j += 1)
      into[to + j] = (matrix[from + j] ?? 0) - factor * (matrix[j + 1] ?? 0);
  }
}

/**
 * What each player adds on average over all orders in which players can come: the Shapley value, which of R² is LMG.
 *
 * Shape: 2^players values by subset; those of the players add up to the last less the first.
 * Source: Shapley (1953); Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis;
 * Grömping (2006), Relative importance for linear regression in R, J. Stat. Softw. 17(1).
 */
export function shapleyValues(values: Float64Array): Float64Array {
  const players = Math.round(Math.log2(values.length));
  const weights = sizeWeights(players);
  const sizes = subsetSizes(values.length);
  const weighted = new Float64Array(values.length);
  let without = 0;
  for (let mask = 0; mask < values.length; mask += 1) {
    const size = sizes[mask] ?? 0;
    const value = values[mask] ?? 0;
    const outside = weights[size] ?? 0;
    // The weight with which it counts for a player in it, and against one outside.
    weighted[mask] = value * (outside + (size === 0 ? 0 : (weights[size - 1] ?? 0)));
    without += value * outside;
  }
  const shares = new Float64Array(players);
  for (let player = players - 1; player >= 0; player -= 1) {
    const half = 2 ** player;
    let inside = 0;
    for (let mask = 0; mask < half; mask += 1) {
      const upper = weighted[half + mask] ?? 0;
      inside += upper;
      weighted[mask] = (weighted[mask] ?? 0) + upper;
    }
    shares[player] = inside - without;
  }
  return shares;
}

/** s! (n - s - 1)! / n! for subsets of each size s without a player. */
function sizeWeights(players: number): Float64Array {
  const weights = new Float64Array(players + 1);
  let weight = 1 / players;
  for (let size = 0; size < players; size += 1) {
    weights[size] = weight;
    weight *= (size + 1) / (players - size - 1);
  }
  return weights;
}

/** With which factor the value of a subset enters the Shapley value of a player. */
export function shapleyCoefficients(players: number): (mask: number, player: number) => number {
  const weights = sizeWeights(players);
  const sizes = subsetSizes(2 ** players);
  return (mask, player) => {
    const size = sizes[mask] ?? 0;
    return (mask & (2 ** player)) === 0 ? -(weights[size] ?? 0) : (weights[size - 1] ?? 0);
  };
}

let sizesKnown = new Uint8Array(1);

function subsetSizes(count: number): Uint8Array {
  if (sizesKnown.length >= count) return sizesKnown;
  const sizes = new Uint8Array(count);
  for (let mask = 1; mask < count; mask += 1) sizes[mask] = (sizes[mask >>> 1] ?? 0) + (mask & 1);
  sizesKnown = sizes;
  return sizes;
}

/**
 * What each pair of players adds beyond what both add alone: above 0 they multiply, below they stand for the same.
 *
 * Shape: players x players, symmetric, 0 on the diagonal.
 * Source: Grabisch & Roubens (1999), An axiomatic approach to the concept of interaction, Int. J. Game Theory 28.
 */
export function shapleyInteractions(values: Float64Array): Float64Array {
  const players = Math.round(Math.log2(values.length));
  const sizes = subsetSizes(values.length);
  const result = new Float64Array(players * players);
  const weights = sizeWeights(players - 1);
  for (let i = 0; i < players; i += 1)
    for (let j = i + 1; j < players; j += 1) {
      const [a, b] = [2 ** i, 2 ** j];
      let sum = 0;
      for (let mask = 0; mask < values.length; mask += 1) {
        if ((mask & a) !== 0 || (mask & b) !== 0) continue;
        const together = (values[mask | a | b] ?? 0) - (values[mask | a] ?? 0);
        sum +=
          (weights[sizes[mask] ?? 0] ?? 0) *
          (together - (values[mask | b] ?? 0) + (values[mask] ?? 0));
      }
      result[i * players + j] = sum;
      result[j * players + i] = sum;
    }
  return result;
}
