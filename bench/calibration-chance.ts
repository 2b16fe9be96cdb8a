import { normalQuantile } from '../packages/core/src/statistics/normal.ts';
import { uniformStream } from '../packages/core/src/statistics/random.ts';

/** Whether an interval held the truth of its world; null: nothing was said. */
export type Held = boolean | null;

/** A kind of interval that the product shows, and worlds in which its truth is known. */
export interface IntervalKind {
  readonly name: string;
  /** Of every so many worlds one is made: those that cost much are made less often. */
  readonly every: number;
  readonly world: (chance: Chance) => readonly Held[];
}

/** Chance of one world: the same each time. */
export class Chance {
  private readonly stream: (index: number) => number;
  private next = 0;

  constructor(kind: string, world: number) {
    this.stream = uniformStream(20_26, 'calibration', kind, `${world}`);
  }

  uniform(): number {
    this.next += 1;
    return this.stream(this.next);
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  normal(): number {
    return normalQuantile(this.uniform());
  }

  exponential(mean: number): number {
    return -mean * Math.log(this.uniform());
  }

  /** A count with this mean, by the normal for large ones. */
  poisson(mean: number): number {
    if (mean > 200) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    let [count, left] = [-1, mean];
    while (left >= 0) {
      left -= this.exponential(1);
      count += 1;
    }
    return count;
  }

  /** The place of one of these chances, which add up to 1. */
  one(chances: readonly number[]): number {
    let left = this.uniform();
    for (const [at, chance] of chances.entries()) {
      left -= chance;
      if (left < 0) return at;
    }
    return chances.length - 1;
  }

  /** So many chances that add up to 1. */
  chances(count: number): readonly number[] {
    const parts = Array.from({ length: count }, () => this.exponential(1));
    const sum = parts.reduce((a, b) => a + b, 0);
    return parts.map((part) => part / sum);
  }

  many<Made>(count: number, make: (at: number) => Made): Made[] {
    return Array.from({ length: count }, (_, at) => make(at));
  }
}

/** An estimate, or a plain range, holds a truth. */
export function holds(
  estimate:
    | { readonly kind: 'estimate'; readonly low: number; readonly high: number }
    | { readonly kind: 'abstained' },
  truth: number,
): Held {
  return estimate.kind === 'abstained' ? null : estimate.low <= truth && truth <= estimate.high;
}
