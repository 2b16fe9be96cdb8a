import { fromThreads, type JourneyHere } from './journey-here.ts';

/** A touchpoint of a journey as it really went. */
export interface GraphNode {
  readonly touchpoint: string;
  readonly encounters: number;
  /** Journeys with at least one. */
  readonly cases: number;
  readonly starts: number;
  readonly ends: number;
  /** Journeys given up of which it was the last. */
  readonly left: number;
  /** Seconds; null: no encounter says it. */
  readonly medianDuration: number | null;
}

/** One touchpoint directly behind another; waits in seconds. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly waits: { readonly median: number; readonly low: number; readonly high: number };
}

export interface JourneyGraph {
  /** The most frequent first, and so the edges. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * The directly-follows graph of a journey, by one pass over its threads: what each encounter comes behind stands beside it.
 * Counts, medians and quartiles are exact.
 *
 * Shape: a node for every touchpoint, an edge for every pair that was seen.
 * Source: van der Aalst (2016), Process Mining: Data Science in Action, ch. 6; quantiles of type 7, as in core.
 */
export async function journeyGraph(here: JourneyHere): Promise<JourneyGraph> {
  const [pairs, nodes] = await Promise.all([
    here.facts.rows<PairRow>(graphSql(here)),
    here.facts.rows<NodeRow>(
      `SELECT toString(touchpoint) AS touchpoint, uniqExact(instance) AS cases, countIf(place = places AND end = 'abandoned') AS left,
         quantileExactInclusive(0.5)(duration_s) AS duration, count(duration_s) AS timed
       FROM ${fromThreads(here)} GROUP BY touchpoint`,
    ),
  ]);
  const beside = new Map(nodes.map((node) => [node.touchpoint, node]));
  const places = Map.groupBy(pairs, ({ to }) => to);
  const sum = (rows: readonly PairRow[], of: (row: PairRow) => string): number =>
    rows.reduce((total, row) => total + Number(of(row)), 0);
  return {
    nodes: [...places]
      .map(([touchpoint, rows]): GraphNode => {
        const { cases, left, duration, timed } = beside.get(touchpoint) ?? NOBODY;
        return {
          ...{ touchpoint, cases: Number(cases), left: Number(left) },
          encounters: sum(rows, ({ count }) => count),
          starts: sum(
            rows.filter(({ isStart }) => isStart === 1),
            ({ count }) => count,
          ),
          ends: sum(rows, ({ ends }) => ends),
          medianDuration: timed === '0' ? null : duration,
        };
      })
      .sort((a, b) => b.encounters - a.encounters || byText(a.touchpoint, b.touchpoint)),
    edges: pairs
      .filter(({ isStart }) => isStart === 0)
      .map(({ from, to, count, waits: [low = 0, median = 0, high = 0] }) => ({
        ...{ from, to, count: Number(count), waits: { median, low, high } },
      })),
  };
}

interface PairRow {
  readonly from: string;
  readonly to: string;
  /** 1: the journey begins with it, and nothing stands before. */
  readonly isStart: number;
  readonly count: string;
  readonly ends: string;
  readonly waits: readonly number[];
}
interface NodeRow {
  readonly touchpoint: string;
  readonly cases: string;
  readonly left: string;
  readonly duration: number | null;
  readonly timed: string;
}
const NOBODY = { cases: '0', left: '0', duration: null, timed: '0' } as const;

/** The graph by itself, as the bench holds it against SQL written by hand. */
export function graphSql(here: JourneyHere): string {
  return `SELECT toString(before) AS from, toString(touchpoint) AS to, place = 1 AS isStart, count() AS count, countIf(place = places) AS ends,
      quantilesExactInclusive(0.25, 0.5, 0.75)(wait_s) AS waits
    FROM ${fromThreads(here)} GROUP BY before, touchpoint, isStart ORDER BY count DESC, from, to`;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
