import { assert } from '../model/assert.ts';

/** What memory may keep of a journey's moments, on the scale that they are on; 0 is as expected. */
export interface Memorable {
  /** The most intense moment, with its sign; of two alike the later. */
  readonly peak: number;
  /** The best moment, and the worst. */
  readonly best: number;
  readonly worst: number;
  readonly end: number;
  /** Over moments, not over time. */
  readonly mean: number;
  /** Least squares on the order of moments: by how much each next one is better. 0 of a single moment. */
  readonly slope: number;
}

/** How far memory leans on peak and end just afterwards (`lean`), and in how many days half of that is lost. */
export interface Fading {
  readonly lean: number;
  readonly halfLifeDays: number;
}

/** Until answers say otherwise. Source: methods.md 2: half of it, and the middle of the three to seven weeks of Geng (2013). */
export const FADING: Fading = { lean: 0.5, halfLifeDays: 35 };

/**
 * What is memorable of moments in their order.
 *
 * Shape: at least one moment.
 * Errors: asserts on none.
 * Source: methods.md 2.
 */
export function memorable(moments: ArrayLike<number>): Memorable {
  const n = moments.length;
  assert(n > 0, 'memorable wants at least one moment');
  let [peak, best, worst, sum, tilt] = [0, -Infinity, Infinity, 0, 0];
  const middle = (n - 1) / 2;
  for (let at = 0; at < n; at += 1) {
    const u = moments[at] ?? 0;
    if (Math.abs(u) >= Math.abs(peak)) peak = u;
    if (u > best) best = u;
    if (u < worst) worst = u;
    sum += u;
    tilt += (at - middle) * u;
  }
  const slope = n < 2 ? 0 : tilt / ((n * (n * n - 1)) / 12);
  return { peak, best, worst, end: moments[n - 1] ?? 0, mean: sum / n, slope };
}

/** The mean of the most intense moment and the last. Source: Kahneman et al. (1993). */
export function peakEnd({ peak, end }: Memorable): number {
  return (peak + end) / 2;
}

/** How far memory leans on peak and end after so many days: lean * 2^(-days / half-life). */
export function leanAfter(days: number, { lean, halfLifeDays }: Fading = FADING): number {
  return lean * 2 ** (-days / halfLifeDays);
}

/**
 * What is remembered of a journey, so many days after its end, as long as nothing was learned of this journey's own memory.
 *
 * Source: methods.md 2: RV(d) = lambda(d) PE + (1 - lambda(d)) mean.
 */
export function rememberedValue(moments: Memorable, days = 0, fading: Fading = FADING): number {
  const lean = leanAfter(days, fading);
  return lean * peakEnd(moments) + (1 - lean) * moments.mean;
}

/** The part of the spread of answers that a correlation r leaves unexplained: sqrt(1 - r^2). */
export function unexplained(r: number): number {
  return Math.sqrt(1 - r * r);
}

/** How well peak-end goes with memory over 174 studies. Source: Alaybek et al. (2022). */
export const META_CORRELATION = 0.581;
