import { quantiles } from '../statistics/quantile.ts';
import type { Traces } from './traces.ts';

/** An activity of a graph: where it stands in the list of names, and how often. */
export interface FlowNode {
  readonly activity: number;
  readonly events: number;
  /** Journeys with at least one. */
  readonly cases: number;
  /** Journeys that begin, and that end with it. */
  readonly starts: number;
  readonly ends: number;
}

/** Seconds from one to the next: the median, and what a quarter of them stay below and above. */
export interface Waits {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** How often one activity follows directly on another. */
export interface FlowEdge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Null: the source says no times. */
  readonly waits: Waits | null;
}

export interface FlowGraph {
  /** The most frequent first, and so the edges; of equals the first met. */
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/**
 * The directly-follows graph of journeys: what follows on what, how often, and after how long. Exact, quartiles too.
 *
 * Source: van der Aalst (2016), Process Mining: Data Science in Action, ch. 6; methods.md 7.
 */
export function directlyFollows(traces: Traces): FlowGraph {
  const pairs = pairsOf(traces);
  const edges = pairs.counts.flatMap((count, pair): FlowEdge[] => {
    const key = pairs.keys[pair] ?? 0;
    const [from, to] = [Math.floor(key / traces.activities.length), key % traces.activities.length];
    return [{ from, to, count, waits: waitsOf(pairs, pair) }];
  });
  return {
    nodes: nodesOf(traces),
    edges: edges.sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to),
  };
}

interface Pairs {
  /** `from * activities + to` of each pair that was met. */
  readonly keys: readonly number[];
  readonly counts: readonly number[];
  /** The waits of pair `p`, in seconds, stand from `starts[p]` on. */
  readonly starts: Int32Array;
  readonly waits: Float64Array | null;
}

function pairsOf({ activities, starts, activityOf, at }: Traces): Pairs {
  const size = activities.length;
  const known = pairIndex(size);
  const keys: number[] = [];
  const counts: number[] = [];
  const pairOf = new Int32Array(activityOf.length).fill(-1);
  for (let j = 0; j + 1 < starts.length; j += 1)
    for (let place = (starts[j] ?? 0) + 1; place < (starts[j + 1] ?? 0); place += 1) {
      const key = (activityOf[place - 1] ?? 0) * size + (activityOf[place] ?? 0);
      let pair = known.get(key);
      if (pair === -1) {
        pair = keys.push(key) - 1;
        counts.push(0);
        known.set(key, pair);
      }
      counts[pair] = (counts[pair] ?? 0) + 1;
      pairOf[place] = pair;
    }
  const begins = new Int32Array(counts.length + 1);
  for (const [pair, count] of counts.entries()) begins[pair + 1] = (begins[pair] ?? 0) + count;
  if (at === null) return { keys, counts, starts: begins, waits: null };
  const next = begins.slice();
  const waits = new Float64Array(begins[counts.length] ?? 0);
  for (let place = 1; place < pairOf.length; place += 1) {
    const pair = pairOf[place] ?? -1;
    if (pair === -1) continue;
    const to = next[pair] ?? 0;
    waits[to] = ((at[place] ?? 0) - (at[place - 1] ?? 0)) / 1000;
    next[pair] = to + 1;
  }
  return { keys, counts, starts: begins, waits };
}

/** Activities up to which every pair has a place of its own. */
const DENSE_MAX = 1_024;

interface PairIndex {
  /** -1: not met yet. */
  get(key: number): number;
  set(key: number, pair: number): void;
}

function pairIndex(size: number): PairIndex {
  if (size <= DENSE_MAX) {
    const pairs = new Int32Array(size * size).fill(-1);
    return {
      get: (key) => pairs[key] ?? -1,
      set: (key, pair) => {
        pairs[key] = pair;
      },
    };
  }
  const pairs = new Map<number, number>();
  return { get: (key) => pairs.get(key) ?? -1, set: (key, pair) => void pairs.set(key, pair) };
}

function waitsOf({ starts, waits }: Pairs, pair: number): Waits | null {
  if (waits === null) return null;
  const [low = 0, median = 0, high = 0] = quantiles(
    waits.subarray(starts[pair], starts[pair + 1]),
    [0.25, 0.5, 0.75],
  );
  return { median, low, high };
}

function nodesOf({ activities, starts, activityOf }: Traces): readonly FlowNode[] {
  const counts = activities.map(() => ({ events: 0, cases: 0, starts: 0, ends: 0, last: -1 }));
  for (let j = 0; j + 1 < starts.length; j += 1) {
    const [from, until] = [starts[j] ?? 0, starts[j + 1] ?? 0];
    for (let place = from; place < until; place += 1) {
      const node = counts[activityOf[place] ?? 0];
      if (node === undefined) continue;
      node.events += 1;
      if (node.last !== j) node.cases += 1;
      node.last = j;
      if (place === from) node.starts += 1;
      if (place === until - 1) node.ends += 1;
    }
  }
  return counts
    .map(({ last: _, ...count }, activity) => ({ activity, ...count }))
    .filter(({ events }) => events > 0)
    .sort((a, b) => b.events - a.events || a.activity - b.activity);
}

/**
 * The edges that a picture shows: the most frequent ones, and of every activity the strongest that leads to it and the
 * strongest that leads on, so that none is left hanging.
 */
export function strongestEdges<Edge extends Pick<FlowEdge, 'from' | 'to' | 'count'>>(
  edges: readonly Edge[],
  most: number,
): readonly Edge[] {
  const ordered = [...edges].sort((a, b) => b.count - a.count);
  const kept = new Set<Edge>();
  const reached = new Set<unknown>();
  const left = new Set<unknown>();
  for (const edge of ordered) {
    if (edge.from === edge.to) continue;
    if (!reached.has(edge.to) || !left.has(edge.from)) kept.add(edge);
    reached.add(edge.to);
    left.add(edge.from);
  }
  for (const edge of ordered) if (kept.size < most) kept.add(edge);
  return ordered.filter((edge) => kept.has(edge));
}
