import { CLUSTERS_MAX, type JourneyClusters, SEQUENCE_MAX } from '@bothways/core/contract';
import { clusterWays, type WayCluster, waysAtOnce } from '@bothways/core/journey';
import type { VariantSeen, VariantsSeen } from '../store/measure/journey-variants.ts';
import type { Exchanges } from './journeys-exchange.ts';
import { shareOfJourneys } from './journeys-words.ts';

/** So many ways at most, the most frequent, are compared each with each. */
const WAYS_COMPARED = 400;
/** Of a longer way so many touchpoints are compared. */
const COMPARED_LENGTH = 100;
const STABLE = 0.75;
const APART_MAX = 5;

/** The few ways in which journeys go, each by the real one in its middle, and what such a journey exchanges on average. */
export function clustersOf(
  seen: VariantsSeen,
  exchanges: Exchanges,
  knowsEnds: boolean,
): JourneyClusters {
  const most = seen.variants.slice(0, WAYS_COMPARED);
  const lengths = most.map(({ touchpoints }) => Math.min(touchpoints.length, COMPARED_LENGTH));
  const variants = most.slice(0, waysAtOnce(lengths));
  const names = [...new Set(variants.flatMap(({ touchpoints }) => touchpoints))];
  const numbers = new Map(names.map((name, index) => [name, index]));
  const found = clusterWays(
    variants.map(({ touchpoints, count }) => ({
      activities: Int32Array.from(
        touchpoints.slice(0, COMPARED_LENGTH),
        (name) => numbers.get(name) ?? 0,
      ),
      count,
    })),
  );
  if (found.kind === 'abstained') return found;
  const cases = variants.reduce((sum, { count }) => sum + count, 0);
  const all = meansOf(variants);
  return {
    kind: 'found',
    ...{ cases, variants: variants.length, covered: cases / seen.cases },
    silhouette: found.silhouette,
    clusters: found.clusters.slice(0, CLUSTERS_MAX).map((cluster) => {
      const mine = cluster.ways.flatMap((way) => variants[way] ?? []);
      const means = meansOf(mine);
      const { customer, business, joint } = exchanges.of(means, cluster.journeys);
      const completed = mine.reduce((sum, each) => sum + each.completed, 0);
      return {
        ...medoidOf(cluster, variants),
        cases: cluster.journeys,
        share: shareOfJourneys(cluster.journeys, cases),
        ...{ stability: cluster.stability, isStable: cluster.stability >= STABLE },
        completed: knowsEnds ? completed / cluster.journeys : null,
        encounters: [...means.values()].reduce((sum, mean) => sum + mean, 0),
        medianSeconds: weightedMedian(mine),
        ...{ customer, business, joint },
        more: setApart(means, all, cluster.journeys, cases),
      };
    }),
  };
}

function medoidOf(
  { medoid }: WayCluster,
  variants: readonly VariantSeen[],
): { readonly medoid: readonly string[]; readonly length: number } {
  const { touchpoints = [], length = 0 } = variants[medoid] ?? {};
  return { medoid: touchpoints.slice(0, SEQUENCE_MAX), length };
}

/** Encounters of a journey at each touchpoint, on average. */
function meansOf(variants: readonly VariantSeen[]): ReadonlyMap<string, number> {
  const journeys = variants.reduce((sum, { count }) => sum + count, 0);
  const means = new Map<string, number>();
  for (const { touchpoints, count } of variants)
    for (const each of touchpoints) means.set(each, (means.get(each) ?? 0) + count / journeys);
  return means;
}

/** What half of the journeys take no longer than, where each sequence is as long as its own middle. */
function weightedMedian(variants: readonly VariantSeen[]): number | null {
  const ordered = variants.toSorted((a, b) => a.medianSeconds - b.medianSeconds);
  const half = ordered.reduce((sum, { count }) => sum + count, 0) / 2;
  let passed = 0;
  for (const { medianSeconds, count } of ordered) {
    passed += count;
    if (passed >= half) return medianSeconds;
  }
  return null;
}

/** The touchpoints that journeys of a kind meet most unlike the others. */
function setApart(
  here: ReadonlyMap<string, number>,
  all: ReadonlyMap<string, number>,
  journeys: number,
  cases: number,
): { readonly activity: string; readonly here: number; readonly elsewhere: number }[] {
  const others = Math.max(1, cases - journeys);
  return [...all]
    .map(([activity, mean]) => {
      const mine = here.get(activity) ?? 0;
      const elsewhere = Math.max(0, (mean * cases - mine * journeys) / others);
      return { activity, here: mine, elsewhere };
    })
    .sort((a, b) => Math.abs(b.here - b.elsewhere) - Math.abs(a.here - a.elsewhere))
    .slice(0, APART_MAX);
}
