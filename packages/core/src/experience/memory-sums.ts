import { assert } from '../model/assert.ts';
import { type Memorable, memorable } from './remembered.ts';

/** What memory may lean on, and then what was said of the whole, in the order of every sum. */
export const REGRESSORS = ['best', 'worst', 'end', 'mean', 'slope'] as const;
export const COLUMNS = [...REGRESSORS, 'peak', 'overall'] as const;
export type Regressor = (typeof REGRESSORS)[number];
export type Column = (typeof COLUMNS)[number];

/** One journey that somebody spoke of as a whole, on the scale of its moments. */
export interface Remembered {
  readonly moments: Memorable;
  readonly overall: number;
}

/** All that learning how a journey is remembered wants of its answers: means and centred products of the columns. */
export interface MemorySums {
  readonly n: number;
  /** n - 1; within persons n less the persons. */
  readonly freedom: number;
  /** The share whose most intense moment is a good one. */
  readonly positive: number;
  readonly means: readonly number[];
  /** Sums of products of deviations, a row each column. */
  readonly products: readonly (readonly number[])[];
}

/** The sums of journeys, one row each. */
export function memorySums(journeys: Iterable<Remembered>): MemorySums {
  const sums = new Sums();
  for (const { moments, overall } of journeys) sums.add(rowOf(moments, overall));
  return sums.whole();
}

/**
 * The sums within persons: what is left when each person's own level is taken out, so that people who are always glad
 * or always cross do not count as memory.
 */
export function memorySumsWithin(
  journeys: Iterable<Remembered & { readonly person: string }>,
): MemorySums {
  const persons = new Map<string, Sums>();
  for (const { person, moments, overall } of journeys) {
    const mine = persons.get(person) ?? new Sums();
    mine.add(rowOf(moments, overall));
    persons.set(person, mine);
  }
  const parts = [...persons.values()].map((sums) => sums.whole());
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const mix = (of: (part: MemorySums) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  return {
    n,
    freedom: Math.max(0, n - parts.length),
    positive: n === 0 ? 0 : mix((part) => part.positive * part.n) / n,
    means: COLUMNS.map((_, at) =>
      n === 0 ? 0 : mix((part) => (part.means[at] ?? 0) * part.n) / n,
    ),
    products: COLUMNS.map((_, i) =>
      COLUMNS.map((_each, j) => mix((part) => part.products[i]?.[j] ?? 0)),
    ),
  };
}

/**
 * The sums from what SQL gives: the plain sum of each column, and of each product of two.
 *
 * Shape: `sums` in the order of COLUMNS; `products` of the lower half row by row: best*best, worst*best, worst*worst, ...
 */
export function memorySumsOf(raw: {
  readonly n: number;
  readonly positive: number;
  readonly sums: readonly number[];
  readonly products: readonly number[];
}): MemorySums {
  const { n, sums } = raw;
  const wide = COLUMNS.length;
  assert(sums.length === wide, `memorySumsOf wants ${wide} sums`);
  assert(raw.products.length === (wide * (wide + 1)) / 2, 'memorySumsOf wants the lower half');
  const cell = (i: number, j: number): number => {
    const [high, low] = i > j ? [i, j] : [j, i];
    return (
      (raw.products[(high * (high + 1)) / 2 + low] ?? 0) - ((sums[i] ?? 0) * (sums[j] ?? 0)) / n
    );
  };
  return {
    n,
    freedom: n - 1,
    positive: n === 0 ? 0 : raw.positive / n,
    means: sums.map((sum) => (n === 0 ? 0 : sum / n)),
    products: COLUMNS.map((_, i) => COLUMNS.map((_each, j) => (n === 0 ? 0 : cell(i, j)))),
  };
}

/** A journey's moments in their order and what was said of the whole. */
export function rememberedFrom(moments: ArrayLike<number>, overall: number): Remembered {
  return { moments: memorable(moments), overall };
}

function rowOf({ best, worst, end, mean, slope, peak }: Memorable, overall: number): number[] {
  return [best, worst, end, mean, slope, peak, overall];
}

/** Running means and centred products. Source: Welford (1962). */
class Sums {
  private n = 0;
  private positive = 0;
  private readonly means = COLUMNS.map(() => 0);
  private readonly products = COLUMNS.map(() => COLUMNS.map(() => 0));

  add(row: readonly number[]): void {
    this.n += 1;
    if ((row[COLUMNS.indexOf('peak')] ?? 0) >= 0) this.positive += 1;
    const steps = row.map((value, at) => value - (this.means[at] ?? 0));
    for (const [at, step] of steps.entries())
      this.means[at] = (this.means[at] ?? 0) + step / this.n;
    const after = row.map((value, at) => value - (this.means[at] ?? 0));
    for (const [i, line] of this.products.entries())
      for (const j of line.keys()) line[j] = (line[j] ?? 0) + (steps[i] ?? 0) * (after[j] ?? 0);
  }

  whole(): MemorySums {
    return {
      n: this.n,
      freedom: Math.max(0, this.n - 1),
      positive: this.n === 0 ? 0 : this.positive / this.n,
      means: this.means,
      products: this.products,
    };
  }
}

/** The centred product of two columns. */
export function productOf({ products }: MemorySums, a: Column, b: Column): number {
  return products[COLUMNS.indexOf(a)]?.[COLUMNS.indexOf(b)] ?? 0;
}
