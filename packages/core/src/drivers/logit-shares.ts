import type { DrawnTogether } from '../statistics/group-rows.ts';
import { fitLogit, type Logit, type LogitRows } from '../statistics/logit.ts';
import { shapleyCoefficients } from './subsets.ts';

/** Columns of an ordered outcome and of its drivers, and what is drawn together of their rows. */
export interface LogitAsked {
  readonly outcome: Float64Array;
  readonly players: readonly { readonly columns: readonly Float64Array[] }[];
  readonly drawn: DrawnTogether;
}

/** What drivers add to the likelihood of an ordered outcome. */
export interface LogitShares {
  /** McFadden's R²: how much nearer the log-likelihood is to 0 than without any driver. */
  readonly r2: number;
  /** Parts of it, one a player. */
  readonly values: Float64Array;
  /** R² of each player alone, and what is lost without it. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly full: Logit;
  /** Rows that were fitted: fewer than there are where all would take too long. */
  readonly rows: number;
  /** Whether every fit settled; where not, some driver tells categories apart without fail. */
  readonly isSettled: boolean;
  /** For each block of `drawn`: its part of the likelihood without drivers, then of each player's gain. */
  readonly blockSums: Float64Array;
  readonly blocks: number;
}

/** Players whose subsets can be fitted, and categories of an outcome. */
export const LOGIT_LIMITS = { players: 16, categories: 12 } as const;
/** Row visits that all fits together may take: some ten seconds. */
const WORK_MAX = 8e9;

/** The values of an outcome, lowest first; null where there are too many to be categories. */
export function categoriesOf(outcome: Float64Array, rows: Int32Array): readonly number[] | null {
  const values: number[] = [];
  for (const row of rows) {
    const value = outcome[row] ?? 0;
    if (values.includes(value)) continue;
    values.push(value);
    if (values.length > LOGIT_LIMITS.categories) return null;
  }
  return values.sort((a, b) => a - b);
}

/**
 * Shares of the log-likelihood by going through all subsets of drivers, each fitted from the one it grew from. The parts of
 * each row are kept, so that rows can be drawn again without fitting: at its highest the likelihood does not change with the
 * slopes.
 *
 * Shape: at most twelve categories and sixteen players.
 * Source: Shapley values of McFadden's R²; the draws are of first order (the envelope theorem).
 */
export function logitShares(
  { outcome, players, drawn }: LogitAsked,
  categories: readonly number[],
): LogitShares {
  const picked = pickRows(drawn, players);
  const part = (column: Float64Array): Float64Array =>
    Float64Array.from(picked.rows, (row) => column[row] ?? 0);
  const place = new Map(categories.map((value, k) => [value, k]));
  const own = players.map(({ columns }) => columns.map(part));
  const all: LogitRows = {
    outcome: Int32Array.from(picked.rows, (row) => place.get(outcome[row] ?? 0) ?? 0),
    categories: categories.length,
    predictors: [],
    weights: drawn.weights === null ? null : part(drawn.weights),
  };
  const count = 2 ** players.length;
  const coefficients = shapleyCoefficients(players.length);
  const likelihoods = new Float64Array(count);
  const gains = players.map(() => new Float64Array(picked.rows.length));
  const fits: (Logit | undefined)[] = new Array(count);
  let isSettled = true;
  for (let mask = 0; mask < count; mask += 1) {
    const fit = fitSubset(all, own, mask, fits);
    fits[mask] = { ...fit, rowLikelihoods: NONE };
    isSettled &&= fit.isSettled || fit.slopes.length === 0;
    likelihoods[mask] = fit.logLikelihood;
    for (let player = 0; player < players.length; player += 1)
      addRows(gains[player], coefficients(mask, player), fit.rowLikelihoods);
    if (mask === 0) fits[0] = fit;
  }
  const none = likelihoods[0] ?? -1;
  const without = fits[0]?.rowLikelihoods ?? NONE;
  const r2 = (mask: number): number => 1 - (likelihoods[mask] ?? 0) / none;
  const summed = blockSumsOf(picked, all.weights, [without, ...gains], drawn.starts.length - 1);
  const values = players.map((_, player) => -summed.totals(player + 1) / summed.totals(0));
  return {
    r2: r2(count - 1),
    values: Float64Array.from(values),
    first: Float64Array.from(players, (_, player) => r2(2 ** player)),
    last: Float64Array.from(players, (_, player) => r2(count - 1) - r2(count - 1 - 2 ** player)),
    full: fullFit({ outcome, players, drawn }, place),
    rows: picked.rows.length,
    isSettled,
    blockSums: summed.sums,
    blocks: drawn.starts.length - 1,
  };
}

/** All drivers together, on all rows: one fit takes no time. */
function fullFit(
  { outcome, players, drawn: { rows, weights } }: LogitAsked,
  place: ReadonlyMap<number, number>,
): Logit {
  const part = (column: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => column[row] ?? 0);
  return fitLogit(
    {
      outcome: Int32Array.from(rows, (row) => place.get(outcome[row] ?? 0) ?? 0),
      categories: place.size,
      predictors: players.flatMap(({ columns }) => columns.map(part)),
      weights: weights === null ? null : part(weights),
    },
    { wantsErrors: true },
  );
}

const NONE = new Float64Array(0);

/** Fits the drivers of a subset, from what was fitted for the subset without its last driver. */
function fitSubset(
  all: LogitRows,
  own: readonly (readonly Float64Array[])[],
  mask: number,
  fits: readonly (Logit | undefined)[],
): Logit {
  const within = own.filter((_, player) => (mask & (2 ** player)) !== 0);
  const predictors = within.flat();
  const parent = mask === 0 ? undefined : fits[mask - 2 ** (31 - Math.clz32(mask))];
  if (parent === undefined) return fitLogit({ ...all, predictors });
  const slopes = new Float64Array(predictors.length);
  slopes.set(parent.slopes);
  return fitLogit(
    { ...all, predictors },
    { start: { cuts: parent.cuts, slopes }, tolerance: 1e-5 },
  );
}

function addRows(into: Float64Array | undefined, factor: number, rows: Float64Array): void {
  if (into === undefined) return;
  for (let at = 0; at < rows.length; at += 1) into[at] = (into[at] ?? 0) + factor * (rows[at] ?? 0);
}

interface Picked {
  readonly rows: Int32Array;
  /** The block of each. */
  readonly blockOf: Int32Array;
}

/** All rows, or of so many that all fits together end in time: evenly from every block, as chance ordered them. */
function pickRows({ rows, starts }: DrawnTogether, players: LogitAsked['players']): Picked {
  const columns = players.reduce((sum, each) => sum + each.columns.length, 0);
  const perRow = 2 ** players.length * 3 * (columns * columns * 0.14 + 4 * columns + 30);
  const most = Math.max(1000, Math.floor(WORK_MAX / perRow));
  const step = Math.max(1, rows.length / most);
  const count = Math.min(rows.length, Math.floor(rows.length / step));
  const picked = new Int32Array(count);
  const blockOf = new Int32Array(count);
  let block = 0;
  for (let at = 0; at < count; at += 1) {
    const from = Math.floor(at * step);
    while ((starts[block + 1] ?? 0) <= from) block += 1;
    picked[at] = rows[from] ?? 0;
    blockOf[at] = block;
  }
  return { rows: picked, blockOf };
}

function blockSumsOf(
  { rows, blockOf }: Picked,
  weights: Float64Array | null,
  parts: readonly Float64Array[],
  blocks: number,
): { sums: Float64Array; totals: (part: number) => number } {
  const sums = new Float64Array(blocks * parts.length);
  for (const [index, part] of parts.entries())
    for (let at = 0; at < rows.length; at += 1) {
      const to = (blockOf[at] ?? 0) * parts.length + index;
      sums[to] = (sums[to] ?? 0) + (weights === null ? 1 : (weights[at] ?? 0)) * (part[at] ?? 0);
    }
  const totals = (part: number): number => {
    let sum = 0;
    for (let block = 0; block < blocks; block += 1) sum += sums[block * parts.length + part] ?? 0;
    return sum;
  };
  return { sums, totals };
}
