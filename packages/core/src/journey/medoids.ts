import type { WayDistances } from './way-distance.ts';

/** Points around the real ones in their middle. */
export interface Medoids {
  /** Which points are in the middle of the others. */
  readonly medoids: Int32Array;
  /** For each point the nearest of them, by its place in `medoids`. */
  readonly nearest: Int32Array;
}

/**
 * The `k` points that lie nearest to all points together, each point weighed: built one by one, then exchanged as long as an
 * exchange is better.
 *
 * Shape: k from 1 to the number of points with a weight.
 * Source: Kaufman & Rousseeuw (1990), Finding Groups in Data, ch. 2 (PAM); exchanges as soon as found after Schubert &
 * Rousseeuw (2021), Fast and eager k-medoids clustering, Inf. Syst. 101.
 */
export function aroundMedoids(
  { size, distances }: WayDistances,
  weights: Float64Array,
  k: number,
): Medoids {
  const state = built(size, distances, weights, k);
  for (let pass = 0; pass < PASSES_MAX; pass += 1)
    if (!exchanged(state, size, distances, weights)) break;
  return { medoids: Int32Array.from(state.medoids), nearest: state.nearest };
}

const PASSES_MAX = 50;

interface State {
  readonly medoids: number[];
  readonly nearest: Int32Array;
  /** Distances to the nearest medoid and to the second. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function built(size: number, distances: Float32Array, weights: Float64Array, k: number): State {
  const first = new Float64Array(size).fill(2);
  const medoids: number[] = [];
  while (medoids.length < k) {
    let [best, most] = [-1, -1];
    for (let each = 0; each < size; each += 1) {
      if (medoids.includes(each)) continue;
      let gain = 0;
      for (let point = 0, at = each * size; point < size; point += 1, at += 1) {
        const nearer = (first[point] ?? 0) - (distances[at] ?? 0);
        if (nearer > 0) gain += nearer * (weights[point] ?? 0);
      }
      if (gain > most) [best, most] = [each, gain];
    }
    medoids.push(best);
    for (let point = 0; point < size; point += 1)
      first[point] = Math.min(first[point] ?? 0, distances[best * size + point] ?? 0);
  }
  const state = { medoids, nearest: new Int32Array(size), first, second: new Float64Array(size) };
  assign(state, size, distances);
  return state;
}

function assign({ medoids, nearest, first, second }: State, size: number, distances: Float32Array) {
  for (let point = 0; point < size; point += 1) {
    let [one, other, which] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (const [place, medoid] of medoids.entries()) {
      const apart = distances[medoid * size + point] ?? 0;
      if (apart < one) [one, other, which] = [apart, one, place];
      else if (apart < other) other = apart;
    }
    nearest[point] = which;
    first[point] = one;
    second[point] = other;
  }
}

/** Tries every point in the place of a medoid, and takes each exchange that makes all of them nearer. */
function exchanged(
  state: State,
  size: number,
  distances: Float32Array,
  weights: Float64Array,
): boolean {
  const { medoids, nearest, first, second } = state;
  if (medoids.length === size) return false;
  let isBetter = false;
  const loss = new Float64Array(medoids.length);
  const change = new Float64Array(medoids.length);
  const count = (): void => {
    loss.fill(0);
    for (let point = 0; point < size; point += 1) {
      const place = nearest[point] ?? 0;
      const farther = Math.min(second[point] ?? 0, 2) - (first[point] ?? 0);
      loss[place] = (loss[place] ?? 0) + farther * (weights[point] ?? 0);
    }
  };
  count();
  for (let each = 0; each < size; each += 1) {
    if (medoids.includes(each)) continue;
    change.set(loss);
    let shared = 0;
    for (let point = 0, at = each * size; point < size; point += 1, at += 1) {
      const apart = distances[at] ?? 0;
      const here = first[point] ?? 0;
      const next = Math.min(second[point] ?? 0, 2);
      if (apart >= next) continue;
      const weight = weights[point] ?? 0;
      const place = nearest[point] ?? 0;
      if (apart < here) {
        shared += (apart - here) * weight;
        change[place] = (change[place] ?? 0) + (here - next) * weight;
      } else change[place] = (change[place] ?? 0) + (apart - next) * weight;
    }
    let best = 0;
    for (let place = 1; place < change.length; place += 1)
      if ((change[place] ?? 0) < (change[best] ?? 0)) best = place;
    if ((change[best] ?? 0) + shared >= -1e-9) continue;
    medoids[best] = each;
    assign(state, size, distances);
    count();
    isBetter = true;
  }
  return isBetter;
}
