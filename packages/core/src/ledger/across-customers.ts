import { assert } from '../model/assert.ts';

/** How nets spread over customers. Null where there are too few people to say. */
export interface AcrossCustomers {
  readonly gini: number | null;
  /** The share of customers who lose. */
  readonly shareNegative: number | null;
  /** The mean net of the worst-off tenth. */
  readonly cvar10: number | null;
  /** People; with weights, their sum. */
  readonly n: number;
}

type Numbers = Float64Array | readonly number[];

/**
 * How the nets of customers spread: inequality, the share that loses, and how the worst-off tenth fares.
 *
 * Shape: one net per customer in any order, left as it is; weights, where given, are how many customers each stands for.
 * Units: nets in workspace currency.
 * Source: methods.md 1.5.
 */
export function acrossCustomers(nets: Numbers, weights?: Numbers): AcrossCustomers {
  const people = orderedPeople(nets, weights);
  const n = people.weights === null ? nets.length : sumOf(people.weights);
  return {
    gini: giniOf(people, n),
    shareNegative: n === 0 ? null : countNegative(people) / n,
    cvar10: n === 0 ? null : worstMean(people, n * 0.1),
    n,
  };
}

interface People {
  /** Ascending. */
  readonly nets: Float64Array;
  /** Beside them; null: one each. */
  readonly weights: Float64Array | null;
}

function orderedPeople(nets: Numbers, weights: Numbers | undefined): People {
  if (weights === undefined) return { nets: Float64Array.from(nets).sort(), weights: null };
  assert(weights.length === nets.length, 'acrossCustomers wants one weight per net');
  const order = Uint32Array.from(nets, (_, index) => index).sort(
    (a, b) => (nets[a] ?? 0) - (nets[b] ?? 0),
  );
  return {
    nets: Float64Array.from(order, (index) => nets[index] ?? 0),
    weights: Float64Array.from(order, (index) => weights[index] ?? 0),
  };
}

/**
 * The Gini index where values may be negative, 0..1. Losses are never clipped to zero. With losses it reads as relative
 * variability, not as concentration.
 *
 * Source: Raffinetti, Siletti & Vernizzi (2015), On the Gini coefficient normalization when attributes with negative values
 * are considered, Stat. Methods Appl. 24: G = sum_ij |x_i - x_j| / (2 (n - 1) (T+ + T-)); the double sum by ranks in O(n log n).
 */
function giniOf({ nets, weights }: People, n: number): number | null {
  if (n <= 1) return null;
  let [differences, size, before] = [0, 0, 0];
  for (let index = 0; index < nets.length; index += 1) {
    const [value, weight] = [nets[index] ?? 0, weights?.[index] ?? 1];
    differences += 2 * weight * value * (2 * before + weight - n);
    size += weight * Math.abs(value);
    before += weight;
  }
  return size === 0 ? 0 : differences / (2 * (n - 1) * size);
}

function countNegative({ nets, weights }: People): number {
  let count = 0;
  for (let index = 0; index < nets.length && (nets[index] ?? 0) < 0; index += 1) {
    count += weights?.[index] ?? 1;
  }
  return count;
}

/**
 * The mean of the lowest `share` people, the last of them counted in part.
 *
 * Source: Rockafellar & Uryasev (2002), Conditional value-at-risk for general loss distributions, J. Bank. Finance 26.
 */
function worstMean({ nets, weights }: People, share: number): number {
  let [taken, total] = [0, 0];
  for (let index = 0; index < nets.length && taken < share; index += 1) {
    const weight = Math.min(weights?.[index] ?? 1, share - taken);
    total += weight * (nets[index] ?? 0);
    taken += weight;
  }
  return total / share;
}

function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
