import type { Estimate } from '../ledger/estimate.ts';
import type { Grade } from '../model/model.ts';
import { timesDrawn } from '../statistics/bootstrap.ts';
import { percentileInterval } from '../statistics/bootstrap-interval.ts';
import type { DrawnTogether } from '../statistics/group-rows.ts';
import { philox } from '../statistics/random.ts';
import type { DriverScale } from './performance.ts';
import {
  fitSubstitution,
  RHO_RANGE,
  type Substitution,
  type SubstitutionRows,
} from './substitution.ts';

/** What the weakest-link test is asked of. */
export interface WeakestAsked {
  readonly outcome: Float64Array;
  /** A column a driver. */
  readonly drivers: readonly Float64Array[];
  readonly scales: readonly DriverScale[];
  readonly drawn: DrawnTogether;
  readonly seed: number;
  readonly grade: Grade;
  readonly draws?: number;
  readonly level?: number;
}

/** Whether one weak driver drags the outcome down, or strong ones make up for it. */
export type WeakestLinkFound =
  | {
      readonly kind: 'tested';
      /** 1: they add up; 0: they multiply; far below 0: the weakest decides. */
      readonly rho: Estimate & { readonly kind: 'estimate' };
      readonly verdict: 'weakest-link' | 'compensating' | 'undecided';
      readonly weights: readonly { readonly name: string; readonly weight: number }[];
      /** R² of the best fit, and for chosen rho of the best fit there: the profile of the likelihood. */
      readonly r2: number;
      readonly profile: readonly { readonly rho: number; readonly r2: number }[];
      /** How often each driver is the lowest of a row; two that are lowest share it. */
      readonly lowest: readonly { readonly name: string; readonly share: number }[];
      readonly rows: number;
      readonly of: number;
    }
  | {
      readonly kind: 'abstained';
      readonly reason: string;
      readonly n: number;
      readonly needed: number;
    };

const DRAWS = 200;
/** Rows that the fits are done on: of more, so many by chance. */
const ROWS_MAX = 1200;
const DRIVERS_MAX = 20;
/** Rows taken of one block then, so that there are blocks enough to draw from. */
const BLOCK_ROWS_MAX = 12;
/** Part of the outcome that must be explained before its shape can be told. */
const R2_MIN = 0.05;
const PROFILE = [-20, -10, -5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 4];
/** What all scales are put on where they differ or reach 0: the form knows only numbers above 0. */
const COMMON = { least: 1, most: 10 };

/**
 * Tests the weakest-link story by the elasticity with which drivers stand in for one another: rho by least squares, its range
 * by bootstrap. `weakest-link`: the whole range lies below 0; `compensating`: above 0.
 *
 * Scales that differ, or reach 0, are put on 1..10 first. A base and a scale are free, so that only the shape is tested.
 * Source: methods.md 4.3; see `substituted`.
 */
export function weakestLinkOf(asked: WeakestAsked): WeakestLinkFound {
  const { drawn, drivers } = asked;
  const n = drawn.rows.length;
  const needed = Math.max(60, 10 * drivers.length);
  const abstained = (reason: string): WeakestLinkFound => ({
    kind: 'abstained',
    reason,
    n,
    needed,
  });
  if (drivers.length < 2) return abstained('with one driver there is no weakest');
  if (drivers.length > DRIVERS_MAX) return abstained(`more than ${DRIVERS_MAX} drivers`);
  if (n < needed) return abstained(`${n} complete rows; from ${needed} on the shape can be told`);
  const picked = pickBlocks(drawn, asked.seed);
  const rows = rowsOf(asked, picked.rows);
  const once = new Float64Array(picked.rows.length).fill(1);
  if (asked.drawn.weights !== null)
    for (const [at, row] of picked.rows.entries()) once[at] = asked.drawn.weights[row] ?? 0;
  const spread = spreadOf(rows.outcome, once);
  if (!(spread > 0)) return abstained('the outcome is the same in every row');
  const best = bestFit(rows, once);
  const r2 = 1 - best.left / spread;
  if (r2 < R2_MIN)
    return abstained(
      `the drivers explain ${(100 * Math.max(0, r2)).toFixed(0)} % of the outcome: too little to tell the shape`,
    );
  const rho = drawnRho(asked, { rows, once, picked, best });
  return {
    kind: 'tested',
    rho,
    verdict: rho.high < 0 ? 'weakest-link' : rho.low > 0 ? 'compensating' : 'undecided',
    weights: asked.scales.map(({ name }, at) => ({ name, weight: best.weights[at] ?? 0 })),
    r2,
    profile: profileOf(rows, once, best, spread),
    lowest: lowestOf(rows, asked.scales),
    rows: picked.rows.length,
    of: n,
  };
}

interface Picked {
  readonly rows: Int32Array;
  /** Of each row the block that is drawn as one, from 0. */
  readonly blockOf: Int32Array;
  readonly blocks: number;
}

/** All rows, or of blocks by chance the first few each, until there are rows enough. */
function pickBlocks({ rows, starts }: DrawnTogether, seed: number): Picked {
  const blocks = starts.length - 1;
  if (rows.length <= ROWS_MAX) {
    const blockOf = new Int32Array(rows.length);
    for (let block = 0; block < blocks; block += 1)
      blockOf.fill(block, starts[block] ?? 0, starts[block + 1] ?? 0);
    return { rows, blockOf, blocks };
  }
  const order = Array.from({ length: blocks }, (_, block) => ({
    block,
    chance: philox(block, 0x776c, seed >>> 0)[0],
  })).sort((a, b) => a.chance - b.chance);
  const picked: number[] = [];
  const blockOf: number[] = [];
  let taken = 0;
  for (const { block } of order) {
    if (picked.length >= ROWS_MAX) break;
    const [from, to] = [starts[block] ?? 0, starts[block + 1] ?? 0];
    for (let at = from; at < Math.min(to, from + BLOCK_ROWS_MAX); at += 1) {
      picked.push(rows[at] ?? 0);
      blockOf.push(taken);
    }
    taken += 1;
  }
  return { rows: Int32Array.from(picked), blockOf: Int32Array.from(blockOf), blocks: taken };
}

function rowsOf({ outcome, drivers, scales }: WeakestAsked, rows: Int32Array): SubstitutionRows {
  const [first] = scales;
  const isCommon =
    first !== undefined &&
    first.least > 0 &&
    scales.every(({ least, most }) => least === first.least && most === first.most);
  const known = new Map<number, number>();
  const places = drivers.map((column, at) => {
    const { least, most } = scales[at] ?? { least: 0, most: 1 };
    const factor = (COMMON.most - COMMON.least) / Math.max(1e-12, most - least);
    return Int32Array.from(rows, (row) => {
      const seen = column[row] ?? 0;
      const value = isCommon ? seen : COMMON.least + factor * (seen - least);
      const log = Math.log(Math.max(1e-3, value));
      const place = known.get(log) ?? known.size;
      known.set(log, place);
      return place;
    });
  });
  return {
    outcome: Float64Array.from(rows, (row) => outcome[row] ?? 0),
    places,
    logarithms: Float64Array.from(known.keys()),
  };
}

function spreadOf(outcome: Float64Array, times: Float64Array): number {
  let [weight, sum, squares] = [0, 0, 0];
  for (const [at, value] of outcome.entries()) {
    const share = times[at] ?? 0;
    weight += share;
    sum += share * value;
  }
  for (const [at, value] of outcome.entries())
    squares += (times[at] ?? 0) * (value - sum / weight) ** 2;
  return squares;
}

function startOf({ places, outcome }: SubstitutionRows, rho: number): Substitution {
  const weights = new Float64Array(places.length).fill(1 / places.length);
  const mean = outcome.reduce((a, b) => a + b, 0) / outcome.length;
  return { base: mean / 10, scale: 1, weights, rho, left: Number.POSITIVE_INFINITY };
}

function bestFit(rows: SubstitutionRows, times: Float64Array): Substitution {
  const fits = [1, 0.1, -1, -4].map((rho) =>
    fitSubstitution(rows, times, startOf(rows, rho), { steps: 60 }),
  );
  return fits.reduce((a, b) => (b.left < a.left ? b : a));
}

function drawnRho(
  asked: WeakestAsked,
  {
    rows,
    once,
    picked,
    best,
  }: { rows: SubstitutionRows; once: Float64Array; picked: Picked; best: Substitution },
): Estimate & { kind: 'estimate' } {
  const draws = new Float64Array(asked.draws ?? DRAWS);
  const times = new Float64Array(picked.blocks);
  const weighted = new Float64Array(once.length);
  for (let draw = 0; draw < draws.length; draw += 1) {
    timesDrawn(asked.seed, draw, times);
    for (let at = 0; at < once.length; at += 1)
      weighted[at] = (once[at] ?? 0) * (times[picked.blockOf[at] ?? 0] ?? 0);
    draws[draw] = fitSubstitution(rows, weighted, best, { steps: 20 }).rho;
  }
  const level = asked.level ?? 0.9;
  return {
    kind: 'estimate',
    median: best.rho,
    ...percentileInterval({ draws, level, free: picked.blocks - rows.places.length - 2 }),
    level,
    n: picked.rows.length,
    method: 'elasticity of substitution',
    grade: asked.grade,
  };
}

function profileOf(
  rows: SubstitutionRows,
  times: Float64Array,
  best: Substitution,
  spread: number,
): readonly { rho: number; r2: number }[] {
  return PROFILE.filter((rho) => rho >= RHO_RANGE.least && rho <= RHO_RANGE.most).map((rho) => {
    const { left } = fitSubstitution(rows, times, { ...best, rho }, { fixed: true });
    return { rho, r2: 1 - left / spread };
  });
}

function lowestOf(
  { places, logarithms, outcome }: SubstitutionRows,
  scales: readonly DriverScale[],
): readonly { name: string; share: number }[] {
  const shares = new Float64Array(places.length);
  for (let row = 0; row < outcome.length; row += 1) {
    const values = places.map((column) => logarithms[column[row] ?? 0] ?? 0);
    const least = Math.min(...values);
    const count = values.filter((value) => value === least).length;
    for (const [at, value] of values.entries())
      if (value === least) shares[at] = (shares[at] ?? 0) + 1 / count / outcome.length;
  }
  return scales.map(({ name }, at) => ({ name, share: shares[at] ?? 0 }));
}
