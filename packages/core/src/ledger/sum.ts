import { normalQuantile, Z_HIGH } from '../statistics/normal.ts';
import { quantiles } from '../statistics/quantile.ts';
import { type Draws, type Factor, factorKey } from './draws.ts';
import { type Estimate, gradeWorst } from './estimate.ts';
import { amountOf, type Term } from './terms.ts';

/** The share of probability between the low and the high of our estimates. */
export const LEVEL = 0.9;

/**
 * The sum of terms with its doubt. Exact where one chance moves everything the same way (quantiles of a monotone function
 * are the function of the quantiles) or where a single product of lognormals is left; else from the shared draws.
 *
 * Shape: no terms sum to zero for certain.
 * Units: workspace currency.
 * Source: methods.md 1.3.
 */
export function estimateSum(terms: readonly Term[], draws: Draws, n: number): Estimate {
  const lumps = lumpsOf(terms);
  const { low, median, high, method } = closedForm(lumps) ?? fromSample(sampleOf(lumps, draws));
  const grade = gradeWorst(terms.map((term) => term.grade));
  return { kind: 'estimate', median, low, high, level: LEVEL, n, method, grade };
}

/** The sum in every iteration. */
export function sampleTerms(terms: readonly Term[], draws: Draws): Float64Array {
  return sampleOf(lumpsOf(terms), draws);
}

/** Median, low and high of a sample, and how it was made. */
export function fromSample(sample: Float64Array): Spread {
  const [low = 0, median = 0, high = 0] = quantiles(sample, [
    (1 - LEVEL) / 2,
    0.5,
    (1 + LEVEL) / 2,
  ]);
  return { low, median, high, method: `${grouped(sample.length)} draws` };
}

export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly method: string;
}

/** Amounts that vary together in the same way, added up. */
export interface Lump {
  readonly amount: number;
  readonly factors: readonly Factor[];
}

/** Adds up the terms that share their doubt: money given and money received cancel here, exactly. */
export function lumpsOf(terms: readonly Term[]): readonly Lump[] {
  const lumps = new Map<string, Lump>();
  for (const term of terms) {
    const factors = term.factors
      .filter(({ sigma }) => sigma > 0)
      .sort((a, b) => (factorKey(a) < factorKey(b) ? -1 : 1));
    const key = JSON.stringify(factors.map((factor) => [factorKey(factor), factor.sigma]));
    const amount = (lumps.get(key)?.amount ?? 0) + amountOf(term);
    lumps.set(key, { amount, factors });
  }
  return [...lumps.values()].filter(({ amount }) => amount !== 0);
}

function closedForm(lumps: readonly Lump[]): Spread | null {
  const chances = new Set(lumps.flatMap(({ factors }) => factors).map(factorKey));
  const [only] = lumps;
  if (chances.size > 1 && lumps.length === 1 && only !== undefined) {
    const variance = only.factors.reduce((sum, { sigma }) => sum + sigma * sigma, 0);
    return ordered((z) => only.amount * Math.exp(Math.sqrt(variance) * z));
  }
  if (chances.size > 1) return null;
  const at = (z: number): number =>
    lumps.reduce(
      (sum, { amount, factors }) => sum + amount * Math.exp((factors[0]?.sigma ?? 0) * z),
      0,
    );
  const signs = new Set(
    lumps.filter(({ factors }) => factors.length > 0).map((lump) => Math.sign(lump.amount)),
  );
  return signs.size > 1 ? evenSteps(at) : ordered(at);
}

/** Quantiles of a monotone function of one standard normal. */
function ordered(at: (z: number) => number): Spread {
  const [a, b] = [at(-Z_HIGH), at(Z_HIGH)];
  return { low: Math.min(a, b), median: at(0), high: Math.max(a, b), method: 'closed form' };
}

const STEPS = 4001;

/** Quantiles of a function of one standard normal that turns: its values at equally likely steps. */
function evenSteps(at: (z: number) => number): Spread {
  const values = Float64Array.from({ length: STEPS }, (_, step) =>
    at(normalQuantile((step + 0.5) / STEPS)),
  );
  return { ...fromSample(values), method: `${grouped(STEPS)} even steps` };
}

function sampleOf(lumps: readonly Lump[], draws: Draws): Float64Array {
  const total = new Float64Array(draws.iterations);
  for (const { amount, factors } of lumps) {
    const product = new Float64Array(draws.iterations).fill(amount);
    for (const factor of factors) {
      const weights = draws.weights(factor);
      for (let index = 0; index < product.length; index += 1) {
        product[index] = (product[index] ?? 0) * (weights[index] ?? 0);
      }
    }
    for (let index = 0; index < total.length; index += 1) {
      total[index] = (total[index] ?? 0) + (product[index] ?? 0);
    }
  }
  return total;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
