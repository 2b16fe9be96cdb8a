import { CLUSTER_LIMITS, clusterWays, type Traces, type Variants } from '@bothways/core/journey';

/** The few ways in which journeys go, each shown by a real one. */
export type ClustersSeen =
  | {
      readonly kind: 'found';
      readonly silhouette: number;
      /** Journeys that were sorted, and the variants that they took: those with most journeys. */
      readonly journeys: number;
      readonly variants: number;
      readonly clusters: readonly {
        readonly medoid: readonly string[];
        readonly journeys: number;
        /** Of those that were sorted. */
        readonly share: number;
        readonly stability: number;
      }[];
    }
  | { readonly kind: 'abstained'; readonly reason: string };

/** Sorts the journeys of a file into kinds. */
export function clustersSeen({ activities }: Traces, { variants }: Variants): ClustersSeen {
  const ways = variants.slice(0, CLUSTER_LIMITS.waysMax);
  const found = clusterWays(ways);
  if (found.kind === 'abstained') return found;
  const journeys = ways.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: 'found',
    silhouette: found.silhouette,
    journeys,
    variants: ways.length,
    clusters: found.clusters.map(({ medoid, journeys: own, stability }) => ({
      medoid: Array.from(ways[medoid]?.activities ?? [], (each) => activities[each] ?? ''),
      journeys: own,
      share: own / journeys,
      stability,
    })),
  };
}
