import { normalStream } from '../statistics/random.ts';

/**
 * A source of doubt: a lognormal factor with median 1. Two factors with the same three names are the same chance,
 * whatever their sigma: in iteration i both are exp(sigma * z_i) with the same z_i.
 */
export interface Factor {
  /** `valuation`: what a unit counts for. `volume`, `quantity`: how often, and how much each time. */
  readonly of: 'valuation' | 'volume' | 'quantity';
  /** A kind for a valuation, else the place spoken of. */
  readonly unit: string;
  /** Whose opinion a valuation is. */
  readonly side: string;
  readonly sigma: number;
}

/** The shared draws of one calculation, made when first asked for. */
export interface Draws {
  readonly iterations: number;
  /** exp(sigma * z) for every iteration. */
  readonly weights: (factor: Factor) => Float64Array;
}

export const ITERATIONS = 4000;
export const SEED = 1;

/**
 * Draws z(unit, side, iteration), shared by all segments, touchpoints and scenarios.
 *
 * Source: semantics.md 22; methods.md 1.3 (one draw of a weight per iteration: weights are common causes).
 */
export function drawsOf({ iterations = ITERATIONS, seed = SEED } = {}): Draws {
  const normals = new Map<string, Float64Array>();
  const weights = new Map<string, Float64Array>();
  function normalsOf(factor: Factor): Float64Array {
    const key = factorKey(factor);
    const known = normals.get(key);
    if (known !== undefined) return known;
    const stream = normalStream(seed, factor.of, factor.unit, factor.side);
    const made = new Float64Array(iterations);
    for (let index = 0; index < iterations; index += 1) made[index] = stream(index);
    normals.set(key, made);
    return made;
  }
  return {
    iterations,
    weights(factor) {
      const key = `${factorKey(factor)} ${factor.sigma}`;
      const known = weights.get(key);
      if (known !== undefined) return known;
      const made = normalsOf(factor).map((z) => Math.exp(factor.sigma * z));
      weights.set(key, made);
      return made;
    },
  };
}

/** Two factors with the same key are the same chance. */
export function factorKey({ of, unit, side }: Factor): string {
  return JSON.stringify([of, unit, side]);
}
