import type { DrawnTogether } from '../statistics/group-rows.ts';
import { philox } from '../statistics/random.ts';

/** What necessity is asked of. */
export interface NecessityAsked {
  readonly outcome: Float64Array;
  readonly drivers: readonly { readonly name: string; readonly column: Float64Array }[];
  readonly drawn: DrawnTogether;
  readonly seed: number;
  readonly draws?: number;
}

/** Whether much of an outcome is ever seen without much of a driver. */
export interface Necessity {
  readonly name: string;
  /** The empty space above the ceiling, the space that could be filled, and the part: 0 none, 1 all. */
  readonly ceiling: number;
  readonly scope: number;
  readonly effect: number;
  readonly size: 'none' | 'small' | 'medium' | 'large' | 'very-large';
  /** How often chance alone leaves as much space empty. */
  readonly p: number;
  readonly isNecessary: boolean;
}

/** To reach a level of the outcome: what each driver was at the least. */
export interface BottleneckLevel {
  /** In percent of the outcome's range, and in its unit. */
  readonly level: number;
  readonly outcome: number;
  /** The least of each driver with which it was ever seen; null: any. */
  readonly needs: readonly (number | null)[];
}

export interface NecessityFound {
  readonly drivers: readonly Necessity[];
  readonly bottleneck: readonly BottleneckLevel[];
  /** Rows it was done on: of more, so many by chance. */
  readonly rows: number;
  readonly of: number;
}

/** The points of a ceiling: driver values that occur, lowest first, and the highest outcome seen with as much or less. */
interface Ceiling {
  readonly order: Int32Array;
  readonly values: Float64Array;
}

const ROWS_MAX = 20_000;
/** Row visits of all permutations together. */
const VISITS_MAX = 6_000_000;

/**
 * Necessary condition analysis by the free disposal hull: the least line that no point lies above, as steps. Chance is by
 * permutation of the outcome. A single row can change a ceiling: a mistyped answer too.
 *
 * Shape: p counts the permutations with as large an effect, the data among them; necessary: at least 0.1, with p below 0.05.
 * Source: Dul (2016), Necessary condition analysis, Organ. Res. Methods 19(1); Dul, van der Laan & Kuik (2020), A statistical
 * significance test for necessary condition analysis, Organ. Res. Methods 23(2).
 */
export function necessityOf(asked: NecessityAsked): NecessityFound {
  const rows = pickRows(asked.drawn.rows, asked.seed);
  const outcome = Float64Array.from(rows, (row) => asked.outcome[row] ?? 0);
  const ceilings = asked.drivers.map(({ column }) => ceilingOf(column, rows));
  const [least, most] = rangeOf(outcome);
  const effects = ceilings.map((ceiling) => emptyAbove(ceiling, outcome, most));
  const scopes = ceilings.map(
    ({ values }) => ((values.at(-1) ?? 0) - (values[0] ?? 0)) * (most - least),
  );
  const beaten = permuted(asked, { outcome, ceilings, effects, most });
  const drivers = asked.drivers.map(({ name }, at): Necessity => {
    const [ceiling = 0, scope = 0] = [effects[at], scopes[at]];
    const effect = scope > 0 ? ceiling / scope : 0;
    const p = ((beaten.counts[at] ?? 0) + 1) / (beaten.draws + 1);
    const isNecessary = effect >= 0.1 && p < 0.05;
    return { name, ceiling, scope, effect, size: sizeOf(effect), p, isNecessary };
  });
  const bottleneck = bottleneckOf(ceilings, outcome, least, most);
  return { drivers, bottleneck, rows: rows.length, of: asked.drawn.rows.length };
}

function sizeOf(effect: number): Necessity['size'] {
  if (effect <= 0) return 'none';
  if (effect < 0.1) return 'small';
  if (effect < 0.3) return 'medium';
  return effect < 0.5 ? 'large' : 'very-large';
}

function pickRows(rows: Int32Array, seed: number): Int32Array {
  if (rows.length <= ROWS_MAX) return rows;
  const share = (ROWS_MAX / rows.length) * 0x100000000;
  return rows.filter((row) => philox(row, 0x6e6361, seed >>> 0)[0] < share);
}

function rangeOf(values: Float64Array): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

function ceilingOf(column: Float64Array, rows: Int32Array): Ceiling {
  const own = Float64Array.from(rows, (row) => column[row] ?? 0);
  const order = Int32Array.from(own.keys()).sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0));
  return { order, values: Float64Array.from(order, (at) => own[at] ?? 0) };
}

/** The space between the steps and the highest outcome. */
function emptyAbove({ order, values }: Ceiling, outcome: Float64Array, most: number): number {
  let [empty, highest] = [0, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < order.length - 1; at += 1) {
    highest = Math.max(highest, outcome[order[at] ?? 0] ?? 0);
    if (highest >= most) break;
    const step = (values[at + 1] ?? 0) - (values[at] ?? 0);
    if (step > 0) empty += step * (most - highest);
  }
  return empty;
}

interface Seen {
  readonly outcome: Float64Array;
  readonly ceilings: readonly Ceiling[];
  readonly effects: readonly number[];
  readonly most: number;
}

/** How many shuffles of the outcome leave as much empty, driver by driver. */
function permuted(
  { seed, draws: asked = 1000 }: NecessityAsked,
  { outcome, ceilings, effects, most }: Seen,
): { draws: number; counts: Int32Array } {
  const n = outcome.length;
  const draws = Math.min(asked, Math.max(199, Math.floor(VISITS_MAX / Math.max(1, n))));
  const counts = new Int32Array(ceilings.length);
  const shuffled = Float64Array.from(outcome);
  for (let draw = 0; draw < draws; draw += 1) {
    for (let at = n - 1; at > 0; at -= 1) {
      const other = Math.floor((philox(at, draw, seed >>> 0)[0] / 0x100000000) * (at + 1));
      const held = shuffled[at] ?? 0;
      shuffled[at] = shuffled[other] ?? 0;
      shuffled[other] = held;
    }
    for (const [k, ceiling] of ceilings.entries())
      if (emptyAbove(ceiling, shuffled, most) >= (effects[k] ?? 0) * (1 - 1e-12))
        counts[k] = (counts[k] ?? 0) + 1;
  }
  return { draws, counts };
}

function bottleneckOf(
  ceilings: readonly Ceiling[],
  outcome: Float64Array,
  least: number,
  most: number,
): readonly BottleneckLevel[] {
  if (!(most > least)) return [];
  return Array.from({ length: 11 }, (_, step) => {
    const wanted = least + ((most - least) * step) / 10;
    return {
      level: 10 * step,
      outcome: wanted,
      needs: ceilings.map((ceiling) => needFor(ceiling, outcome, wanted)),
    };
  });
}

/** The least value with which as high an outcome was seen; null where the very least is enough. */
function needFor({ order, values }: Ceiling, outcome: Float64Array, wanted: number): number | null {
  for (let at = 0; at < order.length; at += 1) {
    if ((outcome[order[at] ?? 0] ?? 0) < wanted - 1e-9) continue;
    const value = values[at] ?? 0;
    return value === values[0] ? null : value;
  }
  return null;
}
