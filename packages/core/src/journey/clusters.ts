import { normalStream, uniformStream } from '../statistics/random.ts';
import { aroundMedoids, type Medoids } from './medoids.ts';
import { type Way, type WayDistances, wayDistances } from './way-distance.ts';

/** Journeys that went alike. Ways are named by their places among those that were given. */
export interface WayCluster {
  /** The real way in the middle of the others. */
  readonly medoid: number;
  readonly ways: readonly number[];
  /** Journeys that went by them. */
  readonly journeys: number;
  /** Mean likeness (Jaccard) with the same cluster found in samples drawn again, 0..1. */
  readonly stability: number;
}

export type WayClusters =
  | {
      readonly kind: 'found';
      /** Mean over journeys, -1..1: how much nearer they are to their own than to the next. */
      readonly silhouette: number;
      /** The largest first. */
      readonly clusters: readonly WayCluster[];
    }
  | { readonly kind: 'abstained'; readonly reason: string };

/** Ways that are compared, each with each; journeys that it takes; kinds that are tried. */
export const CLUSTER_LIMITS = { waysMax: 2_000, journeysLeast: 30, kindsMax: 8 } as const;
const WANTED = { silhouette: 0.25, stability: 0.75, draws: 20 };

/** Edits that are compared, about, where somebody waits: half a second of one processor. */
const EDITS_AT_ONCE = 72_000_000;

/**
 * How many of some ways, those with most journeys first, are compared each with each where somebody waits for it: as work
 * grows with the square of all their lengths, fewer of long ones.
 *
 * Shape: lengths as they are compared; at least 3.
 */
export function waysAtOnce(lengths: readonly number[]): number {
  const most = Math.sqrt(2 * EDITS_AT_ONCE);
  let [count, sum] = [0, 0];
  for (const length of lengths) {
    sum += length;
    if (sum > most) break;
    count += 1;
  }
  return Math.max(3, count);
}

/**
 * The few ways in which journeys go: as many kinds as part the journeys best, if they come out again in samples drawn anew.
 *
 * Shape: at most 2,000 ways, those with most journeys first; abstains where nothing parts them (mean silhouette below 0.25) or
 * where no number of kinds has all of them stable (Jaccard 0.75).
 * Source: Kaufman & Rousseeuw (1990) for silhouette and its reading; Hennig (2007), Cluster-wise assessment of cluster
 * stability, Comput. Stat. Data Anal. 52, for the bootstrap.
 */
export function clusterWays(ways: readonly Way[], seed = 1): WayClusters {
  const used = ways.slice(0, CLUSTER_LIMITS.waysMax);
  const weights = Float64Array.from(used, ({ count }) => count);
  const journeys = weights.reduce((sum, each) => sum + each, 0);
  if (journeys < CLUSTER_LIMITS.journeysLeast || used.length < 3)
    return abstained(
      `${journeys} journeys by ${used.length} ways; to sort them it takes ${CLUSTER_LIMITS.journeysLeast} by at least 3`,
    );
  const apart = wayDistances(used);
  const tried = kindsTried(apart, weights);
  const [best] = tried;
  if (best === undefined || best.silhouette < WANTED.silhouette)
    return abstained(
      `journeys do not fall into kinds: the best of ${tried.length} sortings has a silhouette of ${(best?.silhouette ?? 0).toFixed(2)}, and ${WANTED.silhouette} is the least that says anything`,
    );
  let nearest = 0;
  for (const { found, silhouette } of tried) {
    if (silhouette < WANTED.silhouette) break;
    const stability = stabilityOf(apart, weights, found, seed);
    nearest = Math.max(nearest, Math.min(...stability));
    if (stability.every((each) => each >= WANTED.stability))
      return { kind: 'found', silhouette, clusters: clustersOf(found, weights, stability) };
  }
  return abstained(
    `no sorting comes out again in samples drawn anew: of the best the weakest kind has a likeness of ${nearest.toFixed(2)}, and it takes ${WANTED.stability}`,
  );
}

function abstained(reason: string): WayClusters {
  return { kind: 'abstained', reason };
}

/** Sortings into 2, 3 ... kinds, the one that parts them best first. */
function kindsTried(
  apart: WayDistances,
  weights: Float64Array,
): readonly { readonly found: Medoids; readonly silhouette: number }[] {
  const most = Math.min(CLUSTER_LIMITS.kindsMax, apart.size - 1);
  return Array.from({ length: most - 1 }, (_, index) => {
    const found = aroundMedoids(apart, weights, index + 2);
    return { found, silhouette: silhouetteOf(apart, weights, found) };
  }).sort((a, b) => b.silhouette - a.silhouette);
}

/** The mean over journeys of (b - a) / max(a, b): a to those of their kind, b to those of the next. */
export function silhouetteOf(
  { size, distances }: WayDistances,
  weights: Float64Array,
  { medoids, nearest }: Medoids,
): number {
  const whole = new Float64Array(medoids.length);
  for (const [point, place] of nearest.entries())
    whole[place] = (whole[place] ?? 0) + (weights[point] ?? 0);
  let [sum, all] = [0, 0];
  const to = new Float64Array(medoids.length);
  for (let point = 0; point < size; point += 1) {
    const weight = weights[point] ?? 0;
    all += weight;
    const own = nearest[point] ?? 0;
    if ((whole[own] ?? 0) <= 1) continue;
    to.fill(0);
    for (let other = 0, at = point * size; other < size; other += 1, at += 1) {
      const place = nearest[other] ?? 0;
      to[place] = (to[place] ?? 0) + (distances[at] ?? 0) * (weights[other] ?? 0);
    }
    const near = (to[own] ?? 0) / ((whole[own] ?? 0) - 1);
    let next = Number.POSITIVE_INFINITY;
    for (let place = 0; place < to.length; place += 1)
      if (place !== own && (whole[place] ?? 0) > 0)
        next = Math.min(next, (to[place] ?? 0) / (whole[place] ?? 1));
    if (next < Number.POSITIVE_INFINITY)
      sum += (weight * (next - near)) / Math.max(next, near, 1e-12);
  }
  return all > 0 ? sum / all : 0;
}

function stabilityOf(
  apart: WayDistances,
  weights: Float64Array,
  found: Medoids,
  seed: number,
): readonly number[] {
  const kinds = found.medoids.length;
  const sums = new Float64Array(kinds);
  for (let draw = 0; draw < WANTED.draws; draw += 1) {
    const drawn = drawnAgain(weights, seed, draw);
    const again = aroundMedoids(apart, drawn, kinds);
    for (const [kind, likeness] of likest(found, again, drawn).entries())
      sums[kind] = (sums[kind] ?? 0) + likeness;
  }
  return Array.from(sums, (sum) => sum / WANTED.draws);
}

/** How many journeys of each way a sample of as many would hold: Poisson, by the normal where there are many. */
function drawnAgain(weights: Float64Array, seed: number, draw: number): Float64Array {
  const uniform = uniformStream(seed, 'clusters', String(draw));
  const normal = normalStream(seed, 'clusters', 'many', String(draw));
  return weights.map((mean, index) => {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(index)));
    let [count, chance] = [0, Math.exp(-mean)];
    for (let left = uniform(index) - chance; left > 0 && count < 1_000; left -= chance) {
      count += 1;
      chance *= mean / count;
    }
    return count;
  });
}

/** For each kind its likeness with the likest of the other sorting, over the journeys that were drawn. */
function likest(one: Medoids, other: Medoids, drawn: Float64Array): readonly number[] {
  const kinds = one.medoids.length;
  const both = new Float64Array(kinds * kinds);
  const [own, next] = [new Float64Array(kinds), new Float64Array(kinds)];
  for (const [point, weight] of drawn.entries()) {
    const [first, second] = [one.nearest[point] ?? 0, other.nearest[point] ?? 0];
    both[first * kinds + second] = (both[first * kinds + second] ?? 0) + weight;
    own[first] = (own[first] ?? 0) + weight;
    next[second] = (next[second] ?? 0) + weight;
  }
  return Array.from(own, (mine, first) =>
    Math.max(
      ...Array.from(next, (theirs, second) => {
        const shared = both[first * kinds + second] ?? 0;
        return shared / Math.max(1e-12, mine + theirs - shared);
      }),
    ),
  );
}

function clustersOf(
  { medoids, nearest }: Medoids,
  weights: Float64Array,
  stability: readonly number[],
): readonly WayCluster[] {
  return Array.from(medoids, (medoid, kind) => {
    const ways = [...nearest.keys()].filter((point) => nearest[point] === kind);
    const journeys = ways.reduce((sum, point) => sum + (weights[point] ?? 0), 0);
    return { medoid, ways, journeys, stability: stability[kind] ?? 0 };
  }).sort((a, b) => b.journeys - a.journeys);
}
