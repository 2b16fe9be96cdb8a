import type { JourneyActivity, JourneyEdge, JourneyVariant } from '../contract/journeys.ts';

/** From the fewest that still tell the way (0) to as many as can be told apart (10). */
export const DETAIL_MAX = 10;
/** Twelve touchpoints, where there are as many. */
export const DETAIL_USUAL = 4;

const NODES_FEW = 6;
const NODES_USUAL = 12;
const NODES_MOST = 30;
const EDGES_MOST = 120;

/** What is drawn of a journey's graph, and how much of the journeys that is. */
export interface FlowShown {
  readonly activities: readonly JourneyActivity[];
  readonly edges: readonly JourneyEdge[];
  /** Part of all direct successions that is drawn, 0..1. */
  readonly steps: number;
  /** Part of the journeys whose whole way is drawn, 0..1; counted over the variants that are known one by one. */
  readonly journeys: number;
}

/**
 * The part of a graph that is drawn: the most frequent touchpoints, the strongest way into and out of each, those that hold
 * all of it together, and then the strongest of all. So nothing that is drawn stands alone where it has a neighbour.
 */
export function flowShown(
  flow: {
    readonly activities: readonly JourneyActivity[];
    readonly edges: readonly JourneyEdge[];
    readonly variants: readonly JourneyVariant[];
  },
  detail: number,
): FlowShown {
  const activities = byCount(flow.activities, ({ encounters }) => encounters).slice(
    0,
    nodesMost(flow.activities.length, detail),
  );
  const kept = new Set(activities.map(({ id }) => id));
  const among = byCount(
    flow.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    ({ count }) => count,
  );
  const edges = strongest(among, detail);
  const pairs = new Set(edges.map(edgeKey));
  const isDrawn = ({ activities: way, length }: JourneyVariant): boolean =>
    way.length === length &&
    way.every((id) => kept.has(id)) &&
    way.every((id, at) => at === 0 || pairs.has(edgeKey({ from: way[at - 1] ?? '', to: id })));
  const all = sum(flow.edges.map(({ count }) => count));
  return {
    activities,
    edges,
    steps: all === 0 ? 1 : sum(edges.map(({ count }) => count)) / all,
    journeys: Math.min(1, sum(flow.variants.filter(isDrawn).map(({ share }) => share))),
  };
}

/** One name for a way from one touchpoint to the next. */
export function edgeKey({ from, to }: { readonly from: string; readonly to: string }): string {
  return JSON.stringify([from, to]);
}

function nodesMost(count: number, detail: number): number {
  const [few, usual, most] = [NODES_FEW, NODES_USUAL, NODES_MOST].map((each) =>
    Math.min(each, count),
  ) as [number, number, number];
  const part =
    detail <= DETAIL_USUAL
      ? few + ((usual - few) * detail) / DETAIL_USUAL
      : usual + ((most - usual) * (detail - DETAIL_USUAL)) / (DETAIL_MAX - DETAIL_USUAL);
  return Math.round(part);
}

/** Of edges in order of their counts: the first into and out of each node, then as many as the detail asks for. */
function strongest(edges: readonly JourneyEdge[], detail: number): readonly JourneyEdge[] {
  const wanted = sum(edges.map(({ count }) => count)) * (0.5 + (0.5 * detail) / DETAIL_MAX);
  const [into, out] = [new Set<string>(), new Set<string>()];
  const needed = new Set<JourneyEdge>();
  for (const edge of edges.filter(({ from, to }) => from !== to)) {
    if (into.has(edge.to) && out.has(edge.from)) continue;
    into.add(edge.to);
    out.add(edge.from);
    needed.add(edge);
  }
  for (const edge of joining(edges)) needed.add(edge);
  let told = sum([...needed].map(({ count }) => count));
  const kept = new Set(needed);
  for (const edge of edges) {
    if (told >= wanted || kept.size >= EDGES_MOST) break;
    if (kept.has(edge)) continue;
    kept.add(edge);
    told += edge.count;
  }
  return edges.filter((edge) => kept.has(edge));
}

/** Of edges in order of their counts: those that hold together what any of them hold together (Kruskal 1956). */
function joining(edges: readonly JourneyEdge[]): readonly JourneyEdge[] {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    const next = parent.get(id);
    return next === undefined ? id : root(next);
  };
  return edges.filter(({ from, to }) => {
    const [a, b] = [root(from), root(to)];
    if (a !== b) parent.set(a, b);
    return a !== b;
  });
}

function byCount<Each>(all: readonly Each[], count: (each: Each) => number): readonly Each[] {
  return all.toSorted((a, b) => count(b) - count(a));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
