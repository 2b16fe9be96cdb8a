import type { Estimate } from '../ledger/estimate.ts';
import type { Grade } from '../model/model.ts';
import { timesDrawn } from '../statistics/bootstrap.ts';
import { correctedInterval, percentileInterval } from '../statistics/bootstrap-interval.ts';
import { leastSquares } from '../statistics/least-squares.ts';
import {
  type MomentBlocks,
  type Moments,
  momentsOf,
  rowsEffective,
} from '../statistics/moments.ts';
import { type Caveat, caveatsOf } from './caveats.ts';
import { countRanks, withinWhole } from './drawn-shares.ts';
import { relativeWeights } from './relative-weights.ts';
import {
  explainedBySubsets,
  PLAYERS_MAX,
  shapleyInteractions,
  shapleyValues,
  subsetsOf,
} from './subsets.ts';

/** A driver: one column, or several that are one thing, such as the answers to one question or the items of an influence. */
export interface Player {
  readonly name: string;
  readonly columns: readonly number[];
}

/** What is asked of sums of rows: which of their columns drive which. */
export interface ImportanceAsked {
  readonly players: readonly Player[];
  readonly outcome: number;
  readonly method: 'lmg' | 'johnson';
  readonly seed: number;
  readonly grade: Grade;
  /** What is drawn again: rows, or people. */
  readonly units: number;
  readonly draws?: number;
  readonly level?: number;
}

/** What was found of one driver. */
export interface DriverFound {
  readonly name: string;
  /** What of the outcome's variance it explains: those of all drivers add up to R². */
  readonly importance: Estimate;
  /** Its importance as a part of R²: those of all drivers add up to 1. */
  readonly share: Estimate;
  /** How likely it is the first, the second ... of all. */
  readonly rankProbabilities: readonly number[];
  /** R² of it alone, and what is lost of R² without it. */
  readonly first: number;
  readonly last: number;
  /** Change of the outcome a unit of the driver, the others held; null for a driver of several columns. */
  readonly slope: Estimate | null;
  readonly mean: Estimate | null;
  /** The second opinion: its importance by the other method. */
  readonly other: number;
}

export type DriversFound =
  | {
      readonly kind: 'found';
      readonly n: number;
      /** As many equally weighted rows say as much. */
      readonly rowsEffective: number;
      readonly method: 'lmg' | 'johnson' | 'logit';
      readonly r2: Estimate;
      readonly r2Adjusted: number;
      /** In the order they were given. */
      readonly drivers: readonly DriverFound[];
      /** Of each pair, players x players; null beyond sixteen drivers. */
      readonly interactions: Float64Array | null;
      readonly caveats: readonly Caveat[];
      /** Slopes of each draw, for what is reckoned from them; null for a driver of several columns. */
      readonly slopeDraws: readonly (Float64Array | null)[];
    }
  | {
      readonly kind: 'abstained';
      readonly reason: string;
      readonly n: number;
      readonly needed: number;
    };

export const DRAWS = 1000;
export const LEVEL = 0.9;
const INTERACTIONS_MAX = 16;

/** Rows wanted for so many columns of drivers: below that the shares are mostly chance. */
export function rowsNeeded(columns: number): number {
  return Math.max(20, 5 * columns);
}

/**
 * Which drivers explain an outcome, how much each and how sure that is, from sums of rows alone.
 *
 * Source: LMG: see `shapleyValues`; ranges and ranks by bootstrap of the blocks, by percentiles (those of R² corrected
 * for bias).
 */
export function importanceOf(blocks: MomentBlocks, asked: ImportanceAsked): DriversFound {
  const { players } = asked;
  const columns = players.flatMap((player) => player.columns);
  const abstained = abstainsFor(blocks, asked, columns.length);
  if (abstained !== null) return abstained;
  const total = momentsOf(blocks);
  const seen = lookAt(total, asked);
  const drawn = drawAgain(blocks, asked);
  const level = asked.level ?? LEVEL;
  const free = Math.min(asked.units, blocks.blocks) - columns.length - 1;
  const estimate = (median: number, draws: Float64Array): Estimate => ({
    kind: 'estimate',
    median,
    ...percentileInterval({ draws, level, free }),
    level,
    n: blocks.count,
    method: asked.method,
    grade: asked.grade,
  });
  const r2 = withinWhole({
    ...estimate(seen.r2, drawn.r2),
    ...correctedInterval(seen.r2, { draws: drawn.r2, level, free }),
  });
  const fit = leastSquares(total, asked.outcome, columns, blocks.count);
  const explained = seen.explained;
  const drivers = players.map((player, at): DriverFound => {
    const [value = 0, share = 0] = [seen.values[at], seen.shares[at]];
    const [column] = player.columns;
    const single = player.columns.length === 1 && column !== undefined ? column : null;
    return {
      name: player.name,
      importance: withinWhole(estimate(value, drawn.values[at] ?? drawn.r2)),
      share: withinWhole(estimate(share, drawn.shares[at] ?? drawn.r2)),
      rankProbabilities: [...(drawn.ranks[at] ?? [])].map((count) => count / drawn.r2.length),
      first: alone(explained, at),
      last: (explained.at(-1) ?? 0) - (explained[explained.length - 1 - 2 ** at] ?? 0),
      slope:
        single === null || fit === null
          ? null
          : estimate(fit.slopes[columns.indexOf(single)] ?? 0, drawn.slopes[at] ?? drawn.r2),
      mean:
        single === null ? null : estimate(total.means[single] ?? 0, drawn.means[at] ?? drawn.r2),
      other: seen.other[at] ?? 0,
    };
  });
  return {
    kind: 'found',
    n: blocks.count,
    rowsEffective: rowsEffective(blocks),
    method: asked.method,
    r2,
    r2Adjusted: fit?.r2Adjusted ?? Number.NaN,
    drivers,
    interactions: players.length > INTERACTIONS_MAX ? null : shapleyInteractions(explained),
    caveats: caveatsOf({ total, blocks, asked, drivers, columns: columns.length }),
    slopeDraws: players.map((player, at) =>
      player.columns.length === 1 ? (drawn.slopes[at] ?? null) : null,
    ),
  };
}

function alone(explained: Float64Array, player: number): number {
  return explained[2 ** player] ?? 0;
}

function abstainsFor(
  blocks: MomentBlocks,
  { players, outcome, units }: ImportanceAsked,
  columns: number,
): (DriversFound & { kind: 'abstained' }) | null {
  const needed = rowsNeeded(columns);
  const n = blocks.count;
  const reason = ((): string | null => {
    if (players.length === 0) return 'no driver was named';
    if (players.length > PLAYERS_MAX)
      return `${players.length} drivers have ${2 ** players.length} subsets; at most ${PLAYERS_MAX} are gone through: leave some out, or group those that are one thing`;
    if (n < needed)
      return `${n} complete rows for ${columns} columns of drivers: below ${needed} the shares are mostly chance`;
    if (units < 10)
      return `the rows are of ${units} people or groups: below 10 the doubt cannot be told`;
    const { covariance, width } = momentsOf(blocks);
    if (covariance.some((each) => !Number.isFinite(each)))
      return 'some numbers are so large that their squares cannot be reckoned with: divide the column by a million, say';
    if (!((covariance[outcome * width + outcome] ?? 0) > 0))
      return 'the outcome is the same in every row: nothing can drive it';
    return null;
  })();
  return reason === null ? null : { kind: 'abstained', reason, n, needed };
}

interface Seen {
  readonly explained: Float64Array;
  readonly r2: number;
  readonly values: Float64Array;
  readonly shares: Float64Array;
  readonly other: Float64Array;
}

function lookAt(moments: Moments, asked: ImportanceAsked): Seen {
  const players = asked.players.map(({ columns }) => columns);
  const explained = explainedBySubsets(moments.covariance, moments.width, players, asked.outcome);
  const lmg = shapleyValues(explained);
  const johnson = relativeWeights(moments.covariance, moments.width, players, asked.outcome);
  const [values, other] = asked.method === 'lmg' ? [lmg, johnson] : [johnson, lmg];
  const r2 = explained.at(-1) ?? 0;
  return { explained, r2, values, other, shares: sharesOf(values) };
}

/** Parts of their sum; all equal where there is nothing to share. */
function sharesOf(values: Float64Array): Float64Array {
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => (sum > 0 ? value / sum : 1 / values.length));
}

interface Drawn {
  readonly r2: Float64Array;
  readonly values: readonly Float64Array[];
  readonly shares: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  readonly means: readonly Float64Array[];
  /** How often each is first, second ... */
  readonly ranks: readonly Float64Array[];
}

function drawAgain(blocks: MomentBlocks, asked: ImportanceAsked): Drawn {
  const draws = asked.draws ?? DRAWS;
  const { players, outcome } = asked;
  const columns = players.flatMap((player) => player.columns);
  const each = (): readonly Float64Array[] => players.map(() => new Float64Array(draws));
  const drawn: Drawn = {
    r2: new Float64Array(draws),
    values: each(),
    shares: each(),
    slopes: each(),
    means: each(),
    ranks: players.map(() => new Float64Array(players.length)),
  };
  const times = new Float64Array(blocks.blocks);
  const groups = players.map((player) => player.columns);
  const valuesOf = valuing(blocks.width, groups, asked);
  for (let draw = 0; draw < draws; draw += 1) {
    const moments = momentsOf(blocks, timesDrawn(asked.seed, draw, times));
    const values = valuesOf(moments);
    const shares = sharesOf(values);
    const fit = leastSquares(moments, outcome, columns, blocks.count);
    drawn.r2[draw] = values.reduce((a, b) => a + b, 0);
    countRanks(drawn.ranks, values);
    for (const [at, player] of players.entries()) {
      const [column = 0] = player.columns;
      put(drawn.values[at], draw, values[at]);
      put(drawn.shares[at], draw, shares[at]);
      put(drawn.slopes[at], draw, fit?.slopes[columns.indexOf(column)]);
      put(drawn.means[at], draw, moments.means[column]);
    }
  }
  return drawn;
}

function put(into: Float64Array | undefined, at: number, value: number | undefined): void {
  if (into !== undefined) into[at] = value ?? Number.NaN;
}

/** Importance by means and covariances, with the room that going through subsets takes kept between draws. */
function valuing(
  width: number,
  groups: readonly (readonly number[])[],
  { method, outcome }: ImportanceAsked,
): (moments: Moments) => Float64Array {
  if (method === 'johnson')
    return ({ covariance }) => relativeWeights(covariance, width, groups, outcome);
  const subsets = subsetsOf(width, groups, outcome);
  const room = new Float64Array(2 ** groups.length);
  return ({ covariance }) => shapleyValues(subsets(covariance), room);
}
