import type { Estimate } from '../ledger/estimate.ts';
import { timesDrawn } from '../statistics/bootstrap.ts';
import { percentileInterval } from '../statistics/bootstrap-interval.ts';
import type { DrawnTogether } from '../statistics/group-rows.ts';
import type { MomentBlocks } from '../statistics/moments.ts';
import type { Caveat } from './caveats.ts';
import { countRanks, withinWhole } from './drawn-shares.ts';
import {
  DRAWS,
  type DriverFound,
  type DriversFound,
  type ImportanceAsked,
  importanceOf,
  LEVEL,
} from './importance.ts';
import { categoriesOf, LOGIT_LIMITS, type LogitShares, logitShares } from './logit-shares.ts';

/** The rows behind the sums: the columns in the order of the blocks' columns. */
export interface LogitImportance {
  readonly columns: readonly Float64Array[];
  readonly drawn: DrawnTogether;
}

/** A logit's effect of one column. */
export interface LogitEffect {
  readonly driver: string;
  readonly column: number;
  /** Logarithm of the odds ratio: of an answer above rather than below, for one unit more. */
  readonly slope: number;
  readonly error: number;
}

/**
 * Which drivers explain an outcome of few ordered values, by shares of McFadden's R² in place of those of the variance. The
 * rest (means, slopes of the linear fit, caveats, second opinion: LMG) is as `importanceOf` has it.
 */
export function logitImportanceOf(
  blocks: MomentBlocks,
  { columns, drawn }: LogitImportance,
  asked: ImportanceAsked,
): DriversFound & { readonly effects?: readonly LogitEffect[] } {
  const linear = importanceOf(blocks, { ...asked, method: 'lmg' });
  if (linear.kind === 'abstained') return linear;
  const outcome = columns[asked.outcome];
  const categories = outcome === undefined ? null : categoriesOf(outcome, drawn.rows);
  const reason =
    categories === null
      ? `the outcome has over ${LOGIT_LIMITS.categories} different values: take lmg, or join some of them`
      : asked.players.length > LOGIT_LIMITS.players
        ? `${asked.players.length} drivers have too many subsets to fit a logit to each; at most ${LOGIT_LIMITS.players}: leave some out, group those that are one thing, or take lmg`
        : null;
  if (reason !== null || outcome === undefined || categories === null)
    return { kind: 'abstained', reason: reason ?? '', n: blocks.count, needed: 0 };
  const players = asked.players.map((player) => ({
    columns: player.columns.flatMap((column) => columns[column] ?? []),
  }));
  const shares = logitShares({ outcome, players, drawn }, categories);
  const drivers = withShares(linear.drivers, shares, blocks, asked);
  const effects = asked.players
    .flatMap((player) => player.columns.map((column) => ({ driver: player.name, column })))
    .map((each, at) => ({
      ...each,
      slope: shares.full.slopes[at] ?? Number.NaN,
      error: shares.full.errors?.[categories.length - 1 + at] ?? Number.NaN,
    }));
  return {
    ...linear,
    method: 'logit',
    r2: drivers.r2,
    r2Adjusted: Number.NaN,
    drivers: drivers.each,
    interactions: null,
    caveats: logitCaveats(linear.caveats, drivers.each, shares, blocks.count),
    effects,
  };
}

function withShares(
  linear: readonly DriverFound[],
  shares: LogitShares,
  blocks: MomentBlocks,
  asked: ImportanceAsked,
): { r2: Estimate; each: readonly DriverFound[] } {
  const count = linear.length;
  const drawn = drawShares(shares, count, asked);
  const level = asked.level ?? LEVEL;
  const free = Math.min(asked.units, blocks.blocks) - count - 1;
  const estimate = (median: number, draws: Float64Array): Estimate => ({
    kind: 'estimate',
    median,
    ...percentileInterval({ draws, level, free }),
    level,
    n: blocks.count,
    method: 'logit',
    grade: asked.grade,
  });
  const sum = shares.values.reduce((a, b) => a + b, 0);
  const each = linear.map((driver, at): DriverFound => {
    const value = shares.values[at] ?? 0;
    const values = drawn.values[at] ?? drawn.r2;
    return {
      ...driver,
      importance: withinWhole(estimate(value, values)),
      share: withinWhole(
        estimate(
          sum > 0 ? value / sum : 1 / count,
          values.map((each, draw) => each / (drawn.r2[draw] ?? 1)),
        ),
      ),
      rankProbabilities: [...(drawn.ranks[at] ?? [])].map((count) => count / drawn.r2.length),
      first: shares.first[at] ?? 0,
      last: shares.last[at] ?? 0,
      other: driver.importance.kind === 'estimate' ? driver.importance.median : 0,
    };
  });
  return { r2: withinWhole(estimate(shares.r2, drawn.r2)), each };
}

function drawShares(
  { blockSums, blocks }: LogitShares,
  count: number,
  asked: ImportanceAsked,
): { r2: Float64Array; values: readonly Float64Array[]; ranks: readonly Float64Array[] } {
  const draws = asked.draws ?? DRAWS;
  const values = Array.from({ length: count }, () => new Float64Array(draws));
  const ranks = Array.from({ length: count }, () => new Float64Array(count));
  const r2 = new Float64Array(draws);
  const times = new Float64Array(blocks);
  const totals = new Float64Array(count + 1);
  for (let draw = 0; draw < draws; draw += 1) {
    timesDrawn(asked.seed, draw, times);
    totals.fill(0);
    for (let block = 0; block < blocks; block += 1)
      for (let at = 0; at <= count; at += 1)
        totals[at] =
          (totals[at] ?? 0) + (times[block] ?? 0) * (blockSums[block * (count + 1) + at] ?? 0);
    const own = Float64Array.from(values, (_, at) => -(totals[at + 1] ?? 0) / (totals[0] ?? -1));
    r2[draw] = own.reduce((a, b) => a + b, 0);
    for (const [at, value] of own.entries()) (values[at] ?? r2)[draw] = value;
    countRanks(ranks, own);
  }
  return { r2, values, ranks };
}

/** The caveats of the linear shares, with those that depend on which driver is first said of these. */
function logitCaveats(
  linear: readonly Caveat[],
  drivers: readonly DriverFound[],
  shares: LogitShares,
  n: number,
): readonly Caveat[] {
  const value = (driver: DriverFound): number =>
    driver.importance.kind === 'estimate' ? driver.importance.median : 0;
  const here = drivers.toSorted((a, b) => value(b) - value(a))[0]?.name ?? '';
  const there = drivers.toSorted((a, b) => b.other - a.other)[0]?.name ?? '';
  const first = Math.max(...drivers.map(({ rankProbabilities }) => rankProbabilities[0] ?? 0));
  const rivals = drivers.filter(({ rankProbabilities }) => (rankProbabilities[0] ?? 0) >= 0.05);
  return [
    ...linear.filter(({ code }) => code === 'association'),
    ...(first >= 0.9
      ? []
      : [
          {
            code: 'top-undecided' as const,
            drivers: rivals.map(({ name }) => name),
            chance: first,
          },
        ]),
    ...(here === there ? [] : [{ code: 'methods-differ' as const, here, there }]),
    ...linear.filter(
      ({ code }) => !['association', 'top-undecided', 'methods-differ', 'binary'].includes(code),
    ),
    ...(shares.rows < n
      ? [{ code: 'sampled' as const, rows: shares.rows, of: n, what: 'logit' }]
      : []),
    ...(shares.isSettled ? [] : [{ code: 'separated' as const }]),
  ];
}
