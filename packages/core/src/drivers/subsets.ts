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
  return subsetsOf(width, players, outcome)(covariance);
}

/** The same for one covariance matrix after another: each answer stands until the next is asked for. */
export function subsetsOf(
  width: number,
  players: readonly (readonly number[])[],
  outcome: number,
): (covariance: Float64Array) => Float64Array {
  const order = [...players.flat(), outcome];
  const size = order.length;
  const explained = new Float64Array(2 ** players.length);
  const floors = new Float64Array(size);
  const first = new Float64Array(size * size);
  const levels = Array.from({ length: size + 1 }, (_, each) => new Float64Array(each * each));
  const sizes = players.map((columns) => columns.length);
  return (covariance) => {
    const spread = covariance[outcome * width + outcome] ?? 0;
    if (!(spread > 0)) return explained.fill(0);
    for (const [i, a] of order.entries()) {
      floors[i] = PIVOT_SHARE_MIN * (covariance[a * width + a] ?? 0);
      for (const [j, b] of order.entries()) first[i * size + j] = covariance[a * width + b] ?? 0;
    }
    const whole = { matrix: first, start: 0, stride: size, size };
    branch({ explained, spread, floors, sizes, levels }, whole, 0, 0, 0);
    return explained;
  };
}

interface Growing {
  readonly explained: Float64Array;
  readonly spread: number;
  readonly floors: Float64Array;
  readonly sizes: readonly number[];
  /** Room for the matrix of each size. */
  readonly levels: readonly Float64Array[];
}

/** The lower right corner of a matrix, of which only the upper triangle is kept: what is left to explain the outcome. */
interface Corner {
  readonly matrix: Float64Array;
  readonly start: number;
  readonly stride: number;
  readonly size: number;
}

/** Goes on with and without the player whose columns stand first. */
function branch(growing: Growing, corner: Corner, player: number, mask: number, sum: number): void {
  const { explained, spread, sizes, floors, levels } = growing;
  if (player === sizes.length) {
    explained[mask] = sum / spread;
    return;
  }
  const { matrix, start, stride, size } = corner;
  const columns = sizes[player] ?? 1;
  const bit = 2 ** player;
  if (size === 4 && columns === 1 && sizes.length - player === 3) {
    lastThree(growing, corner, mask, bit, sum);
    return;
  }
  const left = size - columns;
  const rest = { matrix, start: start + columns * (stride + 1), stride, size: left };
  branch(growing, rest, player + 1, mask, sum);
  let [held, gained] = [corner, 0];
  for (let column = 0; column < columns; column += 1) {
    const pivot = held.matrix[held.start] ?? 0;
    const shared = held.matrix[held.start + held.size - 1] ?? 0;
    const next = held.size - 1;
    if (pivot > (floors[floors.length - held.size] ?? 0)) {
      gained += (shared * shared) / pivot;
      held = swept(held, columns === 1 ? (levels[next] ?? matrix) : new Float64Array(next * next));
    } else held = { ...held, start: held.start + held.stride + 1, size: next };
  }
  branch(growing, held, player + 1, mask + bit, sum + gained);
}

/** The last three columns and the outcome: their eight subsets without a matrix, as most of all time goes here. */
function lastThree(
  growing: Growing,
  { matrix, start, stride }: Corner,
  mask: number,
  bit: number,
  sum: number,
): void {
  const second = start + stride + 1;
  const third = second + stride + 1;
  const a = matrix[start] ?? 0;
  const ab = matrix[start + 1] ?? 0;
  const ac = matrix[start + 2] ?? 0;
  const ay = matrix[start + 3] ?? 0;
  const b = matrix[second] ?? 0;
  const bc = matrix[second + 1] ?? 0;
  const by = matrix[second + 2] ?? 0;
  const c = matrix[third] ?? 0;
  const cy = matrix[third + 1] ?? 0;
  lastTwo(growing, b, bc, by, c, cy, mask, 2 * bit, sum);
  const isA = a > (growing.floors[growing.floors.length - 4] ?? 0);
  const [toB, toC] = isA ? [ab / a, ac / a] : [0, 0];
  lastTwo(
    growing,
    b - toB * ab,
    bc - toB * ac,
    by - toB * ay,
    c - toC * ac,
    cy - toC * ay,
    mask + bit,
    2 * bit,
    isA ? sum + (ay * ay) / a : sum,
  );
}

/** The last two columns: their four subsets. */
function lastTwo(
  { explained, spread, floors }: Growing,
  b: number,
  bc: number,
  by: number,
  c: number,
  cy: number,
  mask: number,
  bit: number,
  sum: number,
): void {
  const isB = b > (floors[floors.length - 3] ?? 0);
  const floor = floors[floors.length - 2] ?? 0;
  const withB = isB ? sum + (by * by) / b : sum;
  const cLeft = isB ? c - (bc * bc) / b : c;
  const cyLeft = isB ? cy - (bc * by) / b : cy;
  explained[mask] = sum / spread;
  explained[mask + bit] = withB / spread;
  explained[mask + 2 * bit] = (c > floor ? sum + (cy * cy) / c : sum) / spread;
  explained[mask + 3 * bit] = (cLeft > floor ? withB + (cyLeft * cyLeft) / cLeft : withB) / spread;
}

/** What is left given the first column: one row and column less. */
function swept({ matrix, start, stride, size }: Corner, into: Float64Array): Corner {
  const left = size - 1;
  const pivot = matrix[start] ?? 1;
  for (let i = 0; i < left; i += 1) {
    const factor = (matrix[start + i + 1] ?? 0) / pivot;
    const from = start + (i + 1) * stride + 1;
    const to = i * left;
    for (let j = i; j < left; j += 1)
      into[to + j] = (matrix[from + j] ?? 0) - factor * (matrix[start + j + 1] ?? 0);
  }
  return { matrix: into, start: 0, stride: left, size: left };
}

/**
 * What each player adds on average over all orders in which players can come: the Shapley value, which of R² is LMG.
 *
 * Shape: 2^players values by subset; those of the players add up to the last less the first. `room` is overwritten.
 * Source: Shapley (1953); Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis;
 * Grömping (2006), Relative importance for linear regression in R, J. Stat. Softw. 17(1).
 */
export function shapleyValues(
  values: Float64Array,
  room: Float64Array = new Float64Array(values.length),
): Float64Array {
  const players = Math.round(Math.log2(values.length));
  const weights = sizeWeights(players);
  const sizes = subsetSizes(values.length);
  let without = 0;
  for (let mask = 0; mask < values.length; mask += 1) {
    const size = sizes[mask] ?? 0;
    const value = values[mask] ?? 0;
    const outside = weights[size] ?? 0;
    // The weight with which it counts for a player in it, and against one outside.
    room[mask] = value * (outside + (size === 0 ? 0 : (weights[size - 1] ?? 0)));
    without += value * outside;
  }
  const shares = new Float64Array(players);
  for (let player = players - 1; player >= 0; player -= 1) {
    const half = 2 ** player;
    let inside = 0;
    for (let mask = 0; mask < half; mask += 1) {
      const upper = room[half + mask] ?? 0;
      inside += upper;
      room[mask] = (room[mask] ?? 0) + upper;
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
