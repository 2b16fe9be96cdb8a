import { type Factor, factorKey } from './draws.ts';
import { type Lump, lumpsOf } from './sum.ts';
import type { Term } from './terms.ts';

/** Mean and standard deviation, exact: the mean of a sum with skewed doubt lies above its median. */
export interface Moments {
  readonly mean: number;
  readonly sd: number;
}

/** How much of a sum's variance one chance explains by itself, 0..1; what is left of 1 is chances acting together. */
export interface Driver {
  readonly of: 'valuation' | 'volume' | 'quantity';
  /** The kind for a valuation, else the place. */
  readonly unit: string;
  readonly side: string;
  readonly share: number;
}

/**
 * Mean and deviation of a sum of lognormal terms, from the sums over pairs that share chances.
 *
 * Source: methods.md 1.3: E = sum n m e^(s^2/2), Var = sum (n m)^2 e^(s^2) (e^(s^2) - 1), here with shared chances:
 * E[XY] = a b exp(sum over chances of (s_x + s_y)^2 / 2).
 */
export function momentsOf(terms: readonly Term[]): Moments {
  const lumps = lumpsOf(terms);
  return {
    mean: lumps.reduce((sum, lump) => sum + meanOf(lump), 0),
    sd: Math.sqrt(varianceOf(lumps)),
  };
}

/** The variance of a sum of terms. */
export function varianceOfTerms(terms: readonly Term[]): number {
  return varianceOf(lumpsOf(terms));
}

/**
 * The chances behind a sum, the strongest first: first-order variance shares.
 *
 * Source: Sobol' (1993), Sensitivity estimates for nonlinear mathematical models: V(E[S | z]) / V(S), here in closed form.
 */
export function driversOf(terms: readonly Term[]): readonly Driver[] {
  const lumps = lumpsOf(terms);
  const total = varianceOf(lumps);
  if (total <= 0) return [];
  return [...lumpsByChance(lumps).values()]
    .map(({ factor: { of, unit, side }, alone }) => {
      return { of, unit, side, share: Math.min(1, varianceOf(alone) / total) };
    })
    .sort((a, b) => b.share - a.share);
}

/** For each chance the lumps that it moves, every other chance averaged out. */
function lumpsByChance(
  lumps: readonly Lump[],
): ReadonlyMap<string, { readonly factor: Factor; readonly alone: readonly Lump[] }> {
  const chances = new Map<string, { readonly factor: Factor; readonly alone: Lump[] }>();
  for (const lump of lumps) {
    for (const factor of lump.factors) {
      const chance = chances.get(factorKey(factor)) ?? { factor, alone: [] };
      const amount = meanOf(lump) * Math.exp((factor.sigma * factor.sigma) / -2);
      chance.alone.push({ amount, factors: [factor] });
      chances.set(factorKey(factor), chance);
    }
  }
  return chances;
}

function meanOf({ amount, factors }: Lump): number {
  return amount * Math.exp(factors.reduce((sum, { sigma }) => sum + (sigma * sigma) / 2, 0));
}

function varianceOf(lumps: readonly Lump[]): number {
  const means = lumps.map(meanOf);
  const sigmas = lumps.map(
    ({ factors }) => new Map(factors.map((each) => [factorKey(each), each.sigma])),
  );
  let variance = 0;
  for (let i = 0; i < lumps.length; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const shared = sharedDoubt(sigmas[i] ?? new Map(), sigmas[j] ?? new Map());
      const covariance = (means[i] ?? 0) * (means[j] ?? 0) * Math.expm1(shared);
      variance += i === j ? covariance : 2 * covariance;
    }
  }
  return Math.max(0, variance);
}

/** The log-covariance of two lumps: the chances that they share. */
function sharedDoubt(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [key, sigma] of a) shared += sigma * (b.get(key) ?? 0);
  return shared;
}
