// A graph laid out in layers, from top to bottom (Sugiyama, Tagawa, Toda 1981): who follows stands below.
import { type Laid, type Lane, laidOut, orderedLayers } from './flow-order.ts';

export interface LayerEdge {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

export interface LayerLook {
  /** Of a node, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Between two nodes of one layer, and between two layers. */
  readonly gap: number;
  readonly layerGap: number;
  /** What there is from left to right; more is taken only where it is needed. */
  readonly room: number;
  /** So many nodes stand beside each other at most. */
  readonly besideMax: number;
}

export interface Layered {
  readonly width: number;
  readonly height: number;
  /** Left upper corner of each node. */
  readonly places: ReadonlyMap<string, readonly [number, number]>;
  /** In the order of the edges: through which points each goes, from upper to lower node, and whether it runs upwards. */
  readonly routes: readonly {
    readonly edge: LayerEdge;
    readonly isBack: boolean;
    /** Where it crosses the middle of each layer from its upper to its lower node. */
    readonly xs: readonly number[];
    readonly layer: number;
  }[];
}

/**
 * Lays nodes out in layers, so that most of what happens runs downwards and few lines cross. Edges to oneself are left out;
 * `begins`: how many journeys begin with a node.
 */
export function layered(
  ids: readonly string[],
  edges: readonly LayerEdge[],
  begins: ReadonlyMap<string, number>,
  look: LayerLook,
): Layered {
  const others = edges.filter(({ from, to }) => from !== to);
  const isBack = backwards(others, ranks(ids, others, begins));
  const down = others.map((edge) => {
    const back = isBack.has(edge);
    return { edge, back, upper: back ? edge.to : edge.from, lower: back ? edge.from : edge.to };
  });
  const layerOf = layers(ids, down, look.besideMax);
  const lanes: Lane[] = down.map(({ edge, upper, lower }) => ({
    ...{ upper, lower, weight: edge.weight },
    ...{ from: layerOf.get(upper) ?? 0, to: layerOf.get(lower) ?? 0 },
  }));
  const laid: Laid = laidOut(orderedLayers(ids, layerOf, lanes), lanes, look);
  const height = Math.max(0, ...layerOf.values()) + 1;
  return {
    width: laid.width,
    height: height * (look.height + look.layerGap) - look.layerGap,
    places: new Map(
      ids.map((id) => [
        id,
        [
          (laid.nodes.get(id) ?? 0) - look.width / 2,
          (layerOf.get(id) ?? 0) * (look.height + look.layerGap),
        ],
      ]),
    ),
    routes: ported(
      down.map(({ edge, back, upper, lower }, index) => ({
        ...{ edge, isBack: back, xs: laid.lanes[index] ?? [], upper, lower },
        layer: lanes[index]?.from ?? 0,
      })),
      look.width,
    ),
  };
}

type Route = Layered['routes'][number] & { readonly upper: string; readonly lower: string };

/** Lines that leave or reach a node at one side stand beside each other there, in the order of where they go. */
function ported(routes: readonly Route[], width: number): Layered['routes'] {
  const shifts = routes.map(() => [0, 0] as [number, number]);
  for (const end of ['upper', 'lower'] as const) {
    const sides = Map.groupBy(routes.keys(), (index) => routes[index]?.[end] ?? '');
    for (const side of sides.values()) {
      const leads = (index: number): number => {
        const { xs = [], isBack = false } = routes[index] ?? {};
        return ((end === 'upper' ? xs[1] : xs.at(-2)) ?? 0) + (isBack ? 0.5 : 0);
      };
      const apart = Math.min(22, (0.76 * width) / side.length);
      side
        .toSorted((a, b) => leads(a) - leads(b))
        .forEach((index, place) => {
          const shift = shifts[index];
          if (shift !== undefined)
            shift[end === 'upper' ? 0 : 1] = (place - (side.length - 1) / 2) * apart;
        });
    }
  }
  return routes.map(({ edge, isBack, xs, layer }, index) => {
    const [first, last] = shifts[index] ?? [0, 0];
    const moved = xs.map((x, at) => (at === 0 ? x + first : at === xs.length - 1 ? x + last : x));
    return { edge, isBack, xs: moved, layer };
  });
}

/**
 * Edges that run upwards. The way by which each node is reached most runs down, where that closes no circle with stronger ones;
 * the others run down where they lead to who is usually met later.
 */
function backwards(
  edges: readonly LayerEdge[],
  rank: ReadonlyMap<string, number>,
): ReadonlySet<LayerEdge> {
  const below = new Map<string, string[]>();
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (below.get(from) ?? []).some((each) => reaches(each, to, seen));
  };
  const put = (upper: string, lower: string): void => {
    below.set(upper, [...(below.get(upper) ?? []), lower]);
  };
  const ordered = edges.toSorted((a, b) => b.weight - a.weight);
  const reached = new Set<string>();
  const settled = new Set<LayerEdge>();
  for (const edge of ordered) {
    if (reached.has(edge.to)) continue;
    reached.add(edge.to);
    if (reaches(edge.to, edge.from)) continue;
    settled.add(edge);
    put(edge.from, edge.to);
  }
  const back = new Set<LayerEdge>();
  for (const edge of ordered) {
    if (settled.has(edge)) continue;
    const { from, to } = edge;
    const isLater = (rank.get(to) ?? 0) > (rank.get(from) ?? 0);
    const runsDown = isLater ? !reaches(to, from) : reaches(from, to);
    if (!runsDown) back.add(edge);
    if (runsDown) put(from, to);
    else put(to, from);
  }
  return back;
}

/**
 * How early each node is usually met: where it would rest if every edge were a spring of length one, as strong as it is
 * frequent, and those that journeys begin with were tied to the top.
 *
 * Source: De Bacco, Larremore & Moore (2018), A physical model for efficient ranking in networks, Sci. Adv. 4(7).
 */
function ranks(
  ids: readonly string[],
  edges: readonly LayerEdge[],
  begins: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const rank = new Map(ids.map((id) => [id, 0]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const id of ids) {
      let weights = begins.get(id) ?? 0;
      let sum = 0;
      for (const { from, to, weight } of edges) {
        if (to === id) sum += weight * ((rank.get(from) ?? 0) + 1);
        else if (from === id) sum += weight * ((rank.get(to) ?? 0) - 1);
        else continue;
        weights += weight;
      }
      if (weights > 0) rank.set(id, sum / weights);
    }
  return rank;
}

const ROUNDS = 120;

/** Each node one layer below the lowest that it follows, or the next that has room. */
function layers(
  ids: readonly string[],
  down: readonly { readonly upper: string; readonly lower: string }[],
  besideMax: number,
): ReadonlyMap<string, number> {
  const layerOf = new Map<string, number>();
  const filled: number[] = [];
  const above = new Map(
    ids.map((id) => [id, down.filter(({ lower }) => lower === id).map(({ upper }) => upper)]),
  );
  const waiting = new Set(ids);
  while (waiting.size > 0) {
    // All run down from who is met earlier, so somebody always has all above placed.
    const id =
      [...waiting].find((each) => (above.get(each) ?? []).every((one) => !waiting.has(one))) ?? '';
    let layer = Math.max(-1, ...(above.get(id) ?? []).map((each) => layerOf.get(each) ?? -1)) + 1;
    while ((filled[layer] ?? 0) >= besideMax) layer += 1;
    filled[layer] = (filled[layer] ?? 0) + 1;
    layerOf.set(id, layer);
    waiting.delete(id);
  }
  return layerOf;
}
