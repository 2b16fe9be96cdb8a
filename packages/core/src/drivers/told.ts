import type { Estimate } from '../ledger/estimate.ts';
import type { Grade } from '../model/model.ts';
import { type MomentBlocks, momentsOf } from '../statistics/moments.ts';
import { Z_HIGH } from '../statistics/normal.ts';
import { fisherTail } from '../statistics/student.ts';
import type { Caveat } from './caveats.ts';
import { haloShares } from './halo.ts';
import { type DriverFound, type DriversFound, importanceOf, LEVEL } from './importance.ts';
import { type Performance, performanceOf, type Quadrant } from './performance.ts';

/** One column of scores as it is shown, with what is known of it beyond the rows that have everything. */
export interface ScoreTold<Shown> {
  readonly shown: Shown;
  readonly name: string;
  /** Its columns in the blocks; left out: the one at its own place. Several, such as those of words, have no mean and no slope. */
  readonly columns?: readonly number[];
  /** All who have this score. */
  readonly mean: number;
  readonly sd: number;
  readonly n: number;
  readonly scale: { readonly low: number; readonly high: number };
}

/** A driver whole: how important it is, how it performs, and where both put it. */
export interface DriverTold {
  readonly name: string;
  readonly scored: number;
  readonly importance: Estimate;
  readonly share: Estimate;
  readonly rank: number;
  readonly rankProbabilities: readonly number[];
  readonly slope: Estimate;
  readonly performance: Estimate;
  readonly scale: { readonly low: number; readonly high: number };
  readonly headroom: number;
  readonly reach: Estimate;
  readonly second: { readonly share: number; readonly rank: number };
  readonly withoutHalo: number | null;
  readonly quadrant: Quadrant;
}

export interface Told<Shown> {
  readonly kind: 'told';
  readonly n: number;
  readonly r2: Estimate;
  /** How likely chance alone goes with as much: the F test of all drivers together. */
  readonly chance: number;
  readonly bootstraps: number;
  /** The most important first. */
  readonly drivers: readonly (DriverTold & Shown)[];
  /** Where the quadrants meet: mean share, and mean performance as a part of the scale, 0..1. */
  readonly lines: Performance['lines'];
  readonly interactions: {
    readonly pairs: readonly {
      readonly a: string;
      readonly b: string;
      readonly index: number;
    }[];
  };
  readonly caveats: readonly Caveat[];
  readonly found: DriversFound & { kind: 'found' };
}

export interface TellAsked<Shown> {
  /** The scores in this order, then the outcome. */
  readonly blocks: MomentBlocks;
  readonly scores: readonly ScoreTold<Shown>[];
  /** What is drawn again: rows, or people. */
  readonly units: number;
  readonly seed: number;
  readonly grade: Grade;
  readonly draws: number;
}

const PAIRS_MAX = 10;

/**
 * Scores against an outcome, driver by driver: importance, performance, headroom, second opinion, and the quadrant that
 * both importance and performance decide, or that they do not.
 *
 * Shape: one column of the blocks a score.
 * Units: shares 0..1; performance in the unit of the score; slope in that of the outcome a unit of the score.
 * Source: methods.md 4.1, 4.2.
 */
export function driversTold<Shown extends object>(
  asked: TellAsked<Shown>,
): Told<Shown> | Extract<DriversFound, { kind: 'abstained' }> {
  const { blocks, scores, units, seed, grade, draws } = asked;
  const players = scores.map(({ name, columns }, column) => ({
    name,
    columns: columns ?? [column],
  }));
  const outcome = blocks.width - 1;
  const found = importanceOf(blocks, {
    ...{ players, outcome, units, seed, grade, draws },
    method: 'lmg',
  });
  if (found.kind === 'abstained') return found;
  const halo = haloShares(momentsOf(blocks), players, outcome);
  const around = found.drivers.map((driver, at) => {
    const score = scores[at];
    return score === undefined || driver.slope === null
      ? driver
      : { ...driver, mean: meanOf(score, grade) };
  });
  const scales = scores.map(({ name, scale }) => ({ name, least: scale.low, most: scale.high }));
  const performance = performanceOf(around, scales);
  const drivers = scores.map((score, at) => tellOne(score, at, { around, halo, performance }));
  return {
    kind: 'told',
    n: found.n,
    r2: found.r2,
    chance: chanceOf(middle(found.r2), found.n, scores.length),
    bootstraps: draws,
    drivers: drivers.toSorted((a, b) => a.rank - b.rank),
    lines: performance.lines,
    interactions: { pairs: pairsOf(found) },
    caveats: found.caveats,
    found,
  };
}

function chanceOf(r2: number, n: number, drivers: number): number {
  const left = n - drivers - 1;
  if (left < 1 || r2 >= 1) return r2 >= 1 ? 0 : 1;
  return fisherTail(r2 / drivers / ((1 - r2) / left), drivers, left);
}

function meanOf<Shown>({ mean, sd, n, scale }: ScoreTold<Shown>, grade: Grade): Estimate {
  const reach = n > 1 ? (Z_HIGH * sd) / Math.sqrt(n) : scale.high - scale.low;
  return {
    ...{ kind: 'estimate', median: mean, n, level: LEVEL, grade, method: 'mean' },
    low: Math.max(scale.low, mean - reach),
    high: Math.min(scale.high, mean + reach),
  };
}

interface Around {
  readonly around: readonly DriverFound[];
  readonly halo: ReturnType<typeof haloShares>;
  readonly performance: Performance;
}

function tellOne<Shown extends object>(
  { shown, name, mean, n, scale }: ScoreTold<Shown>,
  at: number,
  { around, halo, performance }: Around,
): DriverTold & Shown {
  const driver = around[at];
  const point = performance.points.find((each) => each.name === name);
  const values = around.map(({ importance }) => middle(importance));
  const others = around.map(({ other }) => other);
  return {
    ...shown,
    ...{ name, scale, scored: n, headroom: Math.max(0, scale.high - mean) },
    importance: driver?.importance ?? NONE,
    share: driver?.share ?? NONE,
    rank: rankOf(values, at),
    rankProbabilities: driver?.rankProbabilities ?? [],
    slope: driver?.slope ?? NONE,
    performance: driver?.mean ?? NONE,
    reach: point?.reach ?? NONE,
    second: { share: partOf(others, at), rank: rankOf(others, at) },
    withoutHalo: halo === null ? null : partOf([...halo.values], at),
    quadrant: point?.quadrant ?? 'undecided',
  };
}

const NONE: Estimate = {
  kind: 'abstained',
  reason: 'the scores do not tell it apart from the others',
};

function pairsOf(
  found: DriversFound & { kind: 'found' },
): readonly { readonly a: string; readonly b: string; readonly index: number }[] {
  const { interactions, drivers } = found;
  if (interactions === null) return [];
  return drivers
    .flatMap(({ name: a }, i) =>
      drivers.slice(i + 1).map(({ name: b }, j) => ({
        ...{ a, b },
        index: interactions[i * drivers.length + i + 1 + j] ?? 0,
      })),
    )
    .toSorted((one, other) => Math.abs(other.index) - Math.abs(one.index))
    .slice(0, PAIRS_MAX);
}

function middle(estimate: Estimate): number {
  return estimate.kind === 'estimate' ? estimate.median : 0;
}

function rankOf(values: readonly number[], at: number): number {
  const own = values[at] ?? 0;
  return 1 + values.filter((value, other) => value > own || (value === own && other < at)).length;
}

function partOf(values: readonly number[], at: number): number {
  const sum = values.reduce((total, value) => total + Math.max(0, value), 0);
  return sum > 0 ? Math.max(0, values[at] ?? 0) / sum : 1 / values.length;
}

/** A caveat as it can be sent: what is beyond all numbers is null. */
export type CaveatSent =
  | Exclude<Caveat, { readonly code: 'association' | 'collinear' }>
  | {
      readonly code: 'association';
      readonly driver: string;
      readonly eValue: number | null;
    }
  | {
      readonly code: 'collinear';
      readonly drivers: readonly string[];
      readonly inflation: number | null;
    };

export function caveatSent(caveat: Caveat): CaveatSent {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  if (caveat.code === 'association') return { ...caveat, eValue: finite(caveat.eValue) };
  if (caveat.code === 'collinear') return { ...caveat, inflation: finite(caveat.inflation) };
  return caveat;
}
