import type { Grade } from '../model/model.ts';
import { completeRows, type DrawnTogether, drawnTogether } from '../statistics/group-rows.ts';
import {
  blockMoments,
  type MomentBlocks,
  momentsOf,
  rowsEffective,
} from '../statistics/moments.ts';
import { fisherTail } from '../statistics/student.ts';
import type { Caveat } from './caveats.ts';
import { type DriversFound, type ImportanceAsked, importanceOf } from './importance.ts';
import { type LogitEffect, logitImportanceOf } from './logit-importance.ts';
import { categoriesOf } from './logit-shares.ts';
import { explainedBySubsets } from './subsets.ts';

/** Answers as columns, a row a respondent; NaN where there is none. */
export interface DriverRows {
  readonly outcome: Float64Array;
  readonly players: readonly { readonly name: string; readonly columns: readonly Float64Array[] }[];
  readonly weights: Float64Array | null;
  /** The person of each row, below 0 where unknown; null: each row is a person of its own. */
  readonly clusters: Int32Array | null;
}

/** How drivers are to be told. */
export interface DriversAsked {
  readonly method: 'lmg' | 'johnson' | 'logit';
  readonly seed: number;
  readonly grade: Grade;
  readonly draws?: number;
  readonly level?: number;
}

/** What was found, and the rows it stands on. */
export interface RowsDriven {
  readonly found: DriversFound & { readonly effects?: readonly LogitEffect[] };
  /** Rows in which nothing is missing, in the order of the blocks. */
  readonly drawn: DrawnTogether;
  readonly blocks: MomentBlocks;
  /** How likely drivers that have nothing to do with the outcome would explain as much: the F test of all together. */
  readonly chance: number;
}

/**
 * Which drivers explain an outcome, from rows: those where anything is missing are left out, which the caveats say where it
 * may matter.
 */
export function driversOfRows(rows: DriverRows, asked: DriversAsked): RowsDriven {
  const columns = [...rows.players.flatMap((player) => player.columns), rows.outcome];
  const drawn = drawnTogether(completeRows(columns, rows.weights), rows.clusters, rows.weights);
  const blocks = blockMoments(columns, drawn);
  let next = 0;
  const players = rows.players.map((player) => ({
    name: player.name,
    columns: player.columns.map(() => {
      next += 1;
      return next - 1;
    }),
  }));
  const plan: ImportanceAsked = {
    players,
    outcome: columns.length - 1,
    method: asked.method === 'johnson' ? 'johnson' : 'lmg',
    seed: asked.seed,
    grade: asked.grade,
    units: drawn.units,
    ...(asked.draws === undefined ? {} : { draws: asked.draws }),
    ...(asked.level === undefined ? {} : { level: asked.level }),
  };
  const found =
    asked.method === 'logit'
      ? logitImportanceOf(blocks, { columns, drawn }, plan)
      : importanceOf(blocks, plan);
  if (found.kind === 'abstained')
    return { found: withGaps(found, rows, drawn), drawn, blocks, chance: 1 };
  const caveats = [
    ...found.caveats,
    ...(asked.method === 'logit' ? [] : binary(rows.outcome, drawn)),
    ...missing(rows, drawn),
    ...narrow(rows, drawn),
  ];
  const chance = chanceOf(blocks, players, columns.length - 1);
  return { found: { ...found, caveats }, drawn, blocks, chance };
}

function chanceOf(
  blocks: MomentBlocks,
  players: ImportanceAsked['players'],
  outcome: number,
): number {
  const { covariance, width } = momentsOf(blocks);
  const r2 =
    explainedBySubsets(covariance, width, [players.flatMap((each) => each.columns)], outcome)[1] ??
    0;
  const free = rowsEffective(blocks) - outcome - 1;
  if (free < 1 || r2 >= 1) return r2 >= 1 ? 0 : 1;
  return fisherTail(r2 / outcome / ((1 - r2) / free), outcome, free);
}

/** Where too few rows are complete, which driver costs most of them. */
function withGaps(
  found: DriversFound & { readonly kind: 'abstained' },
  rows: DriverRows,
  { rows: complete }: DrawnTogether,
): DriversFound {
  const answered = answeredRows(rows);
  const [worst] = emptiest(rows, answered);
  if (worst === undefined || complete.length >= found.needed) return found;
  return {
    ...found,
    reason: `${found.reason}; of ${answered.length} rows with an outcome ${worst.empty} have no "${worst.name}": leave it out, or ask fewer drivers at once`,
  };
}

/** Rows with an outcome and a weight. */
function answeredRows({ outcome, weights }: DriverRows): Int32Array {
  return completeRows([outcome], weights);
}

function isEmptyAt(columns: readonly Float64Array[], row: number): boolean {
  for (const column of columns) if (Number.isNaN(column[row])) return true;
  return false;
}

/** The drivers by how many rows with an outcome have nothing of them, most first; none where all have all. */
function emptiest(
  { players }: DriverRows,
  answered: Int32Array,
): readonly { readonly name: string; readonly empty: number }[] {
  return players
    .map(({ name, columns }) => {
      let empty = 0;
      for (const row of answered) if (isEmptyAt(columns, row)) empty += 1;
      return { name, empty };
    })
    .filter(({ empty }) => empty > 0)
    .sort((a, b) => b.empty - a.empty);
}

/** A share of rows left out from which it is said. */
const MISSING_SHARE = 0.05;
/** A share of rows with one and the same answer from which a driver can hardly show. */
const NARROW_SHARE = 0.9;

function missing(rows: DriverRows, { rows: complete }: DrawnTogether): readonly Caveat[] {
  const answered = answeredRows(rows);
  const left = answered.length - complete.length;
  if (left === 0 || left < MISSING_SHARE * answered.length) return [];
  const [worst] = emptiest(rows, answered);
  if (worst === undefined) return [];
  const said: Caveat = {
    code: 'missing',
    rows: answered.length,
    left,
    column: worst.name,
    empty: worst.empty,
  };
  const differ = outcomesDiffer(rows, answered, complete);
  return differ === null ? [said] : [said, differ];
}

/** Whether the outcome of rows that were left out differs by more than a fifth of its spread, and more than by chance. */
function outcomesDiffer(
  { outcome }: DriverRows,
  answered: Int32Array,
  complete: Int32Array,
): Caveat | null {
  const all = meanOf(outcome, answered);
  const inside = meanOf(outcome, complete);
  const count = answered.length - complete.length;
  if (count === 0 || complete.length === 0) return null;
  const outside = (all.mean * answered.length - inside.mean * complete.length) / count;
  const spread = Math.sqrt(all.variance);
  const gap = Math.abs(inside.mean - outside);
  const chance = 2.6 * spread * Math.sqrt(1 / count + 1 / complete.length);
  if (gap < 0.2 * spread || gap < chance) return null;
  return { code: 'missing-differ', complete: inside.mean, incomplete: outside, spread };
}

function meanOf(values: Float64Array, rows: Int32Array): { mean: number; variance: number } {
  let [mean, squares, count] = [0, 0, 0];
  for (const row of rows) {
    const value = values[row] ?? 0;
    count += 1;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }
  return { mean, variance: count === 0 ? 0 : squares / count };
}

function binary(outcome: Float64Array, { rows }: DrawnTogether): readonly Caveat[] {
  // Of most outcomes the first rows show more than two values.
  if ((categoriesOf(outcome, rows.subarray(0, FEW_ROWS))?.length ?? 3) > 2) return [];
  const categories = categoriesOf(outcome, rows);
  if (categories?.length !== 2) return [];
  const [least = 0, most = 1] = categories;
  return [{ code: 'binary', share: (meanOf(outcome, rows).mean - least) / (most - least) }];
}

function narrow({ players }: DriverRows, { rows }: DrawnTogether): readonly Caveat[] {
  const names = players
    .filter(({ columns: [column, ...others] }) => {
      if (column === undefined || others.length > 0) return false;
      const share = commonestShare(column, rows);
      return share >= NARROW_SHARE && share < 1;
    })
    .map(({ name }) => name);
  return names.length === 0 ? [] : [{ code: 'narrow', drivers: names }];
}

/** The share of rows with the commonest value; 0 where it is clearly below what is looked for. */
function commonestShare(column: Float64Array, rows: Int32Array): number {
  // Rows come in an order of chance where there are many, so that the first tell which value it may be.
  const few = rows.subarray(0, FEW_ROWS);
  const counts = new Map<number, number>();
  for (const row of few) counts.set(column[row] ?? 0, (counts.get(column[row] ?? 0) ?? 0) + 1);
  const [value = 0, count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (few.length === 0 || count / few.length < NARROW_SHARE - 0.1) return 0;
  let all = 0;
  for (const row of rows) if (column[row] === value) all += 1;
  return all / rows.length;
}

const FEW_ROWS = 2000;
