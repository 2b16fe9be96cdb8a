import { CLUSTERS_MAX, type JourneyClusters, SEQUENCE_MAX } from '@bothways/core/contract';
import { wilson } from '@bothways/core/experience';
import {
  clusterWays,
  type Traces,
  type Variant,
  type Variants,
  waysAtOnce,
} from '@bothways/core/journey';

/** So many ways at most, the most frequent, are compared each with each; of a longer one its beginning. */
const WAYS_COMPARED = 400;
const COMPARED_LENGTH = 100;
const STABLE = 0.75;
const APART_MAX = 5;
const UNVALUED = { kind: 'abstained', reason: 'nothing in a file by itself is valued' } as const;

/** The kinds of journeys of a file, each by the real one in its middle, as the ledger's page says them. */
export function journeyKinds(
  { activities }: Traces,
  { variants: all }: Variants,
  journeys: number,
): JourneyClusters {
  const most = all.slice(0, WAYS_COMPARED);
  const lengths = most.map(({ activities: way }) => Math.min(way.length, COMPARED_LENGTH));
  const ways = most.slice(0, waysAtOnce(lengths));
  const found = clusterWays(
    ways.map((way) => ({ ...way, activities: way.activities.subarray(0, COMPARED_LENGTH) })),
  );
  if (found.kind === 'abstained') return found;
  const cases = ways.reduce((sum, { count }) => sum + count, 0);
  const everywhere = totals(ways, activities.length);
  return {
    kind: 'found',
    ...{ cases, variants: ways.length, covered: cases / Math.max(1, journeys) },
    silhouette: found.silhouette,
    clusters: found.clusters.slice(0, CLUSTERS_MAX).map(({ medoid, ways: own, ...cluster }) => {
      const way = ways[medoid]?.activities ?? new Int32Array();
      const here = totals(
        own.flatMap((each) => ways[each] ?? []),
        activities.length,
      );
      const others = Math.max(1, cases - cluster.journeys);
      const apart = activities
        .map((activity, at) => ({
          activity,
          here: (here[at] ?? 0) / cluster.journeys,
          elsewhere: ((everywhere[at] ?? 0) - (here[at] ?? 0)) / others,
        }))
        .sort((a, b) => Math.abs(b.here - b.elsewhere) - Math.abs(a.here - a.elsewhere));
      return {
        medoid: Array.from(way.subarray(0, SEQUENCE_MAX), (each) => activities[each] ?? ''),
        ...{ length: way.length, cases: cluster.journeys },
        share: { ...wilson(cluster.journeys / cases, cases, cases), grade: 'A' as const },
        ...{ stability: cluster.stability, isStable: cluster.stability >= STABLE },
        ...{ completed: null, medianSeconds: null },
        encounters: here.reduce((sum, each) => sum + each, 0) / cluster.journeys,
        ...{ customer: UNVALUED, business: UNVALUED, joint: UNVALUED },
        more: apart.slice(0, APART_MAX),
      };
    }),
  };
}

/** Encounters by activity over all journeys that went by some ways. */
function totals(ways: readonly Variant[], activities: number): Float64Array {
  const sums = new Float64Array(activities);
  for (const { activities: way, count } of ways)
    for (const each of way) sums[each] = (sums[each] ?? 0) + count;
  return sums;
}
