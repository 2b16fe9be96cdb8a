// The order within the layers of a graph, and where everything stands from left to right.

/** An edge from an upper to a lower layer; it takes a place in each layer between. */
export interface Lane {
  readonly upper: string;
  readonly lower: string;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** A node, or where a lane passes. */
interface Spot {
  readonly key: string;
  readonly node: string | null;
  readonly lane: number;
}

export interface Laid {
  readonly width: number;
  /** The middle of each node. */
  readonly nodes: ReadonlyMap<string, number>;
  /** For each lane: where it is in each layer, from its upper to its lower end. */
  readonly lanes: readonly (readonly number[])[];
}

type Layers = readonly (readonly Spot[])[];
/** Who is tied to whom in the layer above and below, and how strongly. */
type Ties = ReadonlyMap<string, readonly { readonly key: string; readonly weight: number }[]>;

const SWEEPS = 16;
const PASS_ROOM = 16;

/** Spots by layer, in the order in which fewest lanes cross among those that the sweeps come by. */
export function orderedLayers(
  ids: readonly string[],
  layerOf: ReadonlyMap<string, number>,
  lanes: readonly Lane[],
): Layers {
  const count = Math.max(0, ...layerOf.values()) + 1;
  let now: Layers = Array.from({ length: count }, (_, layer) => [
    ...ids
      .filter((id) => layerOf.get(id) === layer)
      .map((id) => ({ key: `n ${id}`, node: id, lane: -1 })),
    ...lanes.flatMap(({ from, to }, lane) =>
      from < layer && layer < to ? [{ key: passKey(lane, layer), node: null, lane }] : [],
    ),
  ]);
  const ties = tiesOf(lanes);
  let best = now;
  let fewest = crossings(best, ties);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    now = swept(now, ties, sweep % 2 === 0);
    const crossed = crossings(now, ties);
    if (crossed >= fewest) continue;
    [best, fewest] = [now, crossed];
  }
  return best;
}

/** Everything from left to right: near to what it is tied to, as far from each other as wanted. */
export function laidOut(
  layers: Layers,
  lanes: readonly Lane[],
  { width, gap, room: wide }: { width: number; gap: number; room: number },
): Laid {
  const ties = tiesOf(lanes);
  const room = (spot: Spot | undefined): number =>
    spot === undefined ? 0 : spot.node === null ? PASS_ROOM : width + gap;
  const at = new Map<string, number>();
  const widths = layers.map((layer) => layer.reduce((sum, each) => sum + room(each), 0));
  const all = Math.max(wide, ...widths);
  for (const layer of layers) {
    let x = (all - layer.reduce((sum, each) => sum + room(each), 0)) / 2;
    for (const spot of layer) {
      at.set(spot.key, x + room(spot) / 2);
      x += room(spot);
    }
  }
  for (let sweep = 0; sweep < 2 * SWEEPS; sweep += 1) {
    const order = sweep % 2 === 0 ? layers : layers.toReversed();
    for (const layer of order) {
      const wished = layer.map(({ key }) => pull(ties.get(key) ?? [], at) ?? at.get(key) ?? 0);
      const apart = layer.map((spot, index) =>
        index === 0 ? 0 : (room(layer[index - 1]) + room(spot)) / 2,
      );
      const bounds: readonly [number, number] = [room(layer[0]) / 2, all - room(layer.at(-1)) / 2];
      kept(wished, apart, bounds).forEach((x, index) => {
        const spot = layer[index];
        if (spot !== undefined) at.set(spot.key, x);
      });
    }
  }
  const spots = layers.flat();
  const left = Math.min(...spots.map((spot) => (at.get(spot.key) ?? 0) - room(spot) / 2));
  const right = Math.max(...spots.map((spot) => (at.get(spot.key) ?? 0) + room(spot) / 2));
  const x = (key: string): number => (at.get(key) ?? 0) - left;
  return {
    width: right - left,
    nodes: new Map(
      spots.flatMap(({ key, node }) => (node === null ? [] : [[node, x(key)] as const])),
    ),
    lanes: lanes.map(({ upper, lower, from, to }, lane) => [
      x(`n ${upper}`),
      ...Array.from({ length: Math.max(0, to - from - 1) }, (_, step) =>
        x(passKey(lane, from + step + 1)),
      ),
      x(`n ${lower}`),
    ]),
  };
}

function passKey(lane: number, layer: number): string {
  return `l ${lane} ${layer}`;
}

function tiesOf(lanes: readonly Lane[]): Ties {
  const ties = new Map<string, { key: string; weight: number }[]>();
  const tie = (a: string, b: string, weight: number): void => {
    ties.set(a, [...(ties.get(a) ?? []), { key: b, weight }]);
    ties.set(b, [...(ties.get(b) ?? []), { key: a, weight }]);
  };
  const heaviest = Math.max(1, ...lanes.map(({ weight }) => weight));
  lanes.forEach(({ upper, lower, from, to, weight }, lane) => {
    const keys = [
      `n ${upper}`,
      ...Array.from({ length: Math.max(0, to - from - 1) }, (_, step) =>
        passKey(lane, from + step + 1),
      ),
      `n ${lower}`,
    ];
    // A long line is straighter in the middle than at its ends.
    keys.slice(1).forEach((key, index) => {
      const isEnd = index === 0 || index === keys.length - 2;
      tie(keys[index] ?? '', key, (isEnd ? 1 : 4) * (0.15 + weight / heaviest));
    });
  });
  return ties;
}

function swept(layers: Layers, ties: Ties, isDown: boolean): Layers {
  const next = layers.map((layer) => [...layer]);
  const order = isDown ? next.keys() : [...next.keys()].reverse();
  for (const index of order) {
    const beside = next[index + (isDown ? -1 : 1)];
    const layer = next[index];
    if (beside === undefined || layer === undefined) continue;
    const at = new Map(beside.map(({ key }, place) => [key, place]));
    const own = new Map(
      layer.map(({ key }, place) => [key, pull(ties.get(key) ?? [], at) ?? place]),
    );
    next[index] = layer.toSorted((a, b) => (own.get(a.key) ?? 0) - (own.get(b.key) ?? 0));
  }
  return next;
}

/** The mean of where those stand to whom something is tied; null: nobody has a place. */
function pull(
  ties: readonly { readonly key: string; readonly weight: number }[],
  at: ReadonlyMap<string, number>,
): number | null {
  let [sum, weights] = [0, 0];
  for (const { key, weight } of ties) {
    const place = at.get(key);
    if (place === undefined) continue;
    sum += weight * place;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}

function crossings(layers: Layers, ties: Ties): number {
  let count = 0;
  layers.slice(1).forEach((layer, index) => {
    const above = new Map((layers[index] ?? []).map(({ key }, place) => [key, place]));
    const pairs = layer.flatMap(({ key }, place) =>
      (ties.get(key) ?? []).flatMap(({ key: other }) => {
        const up = above.get(other);
        return up === undefined ? [] : [[up, place] as const];
      }),
    );
    for (const [at, [a, b]] of pairs.entries())
      for (const [c, d] of pairs.slice(at + 1)) if ((a - c) * (b - d) < 0) count += 1;
  });
  return count;
}

/** As near to what is wished as distances and bounds allow (least squares, by pooling neighbours that are too near). */
function kept(
  wished: readonly number[],
  apart: readonly number[],
  [from, to]: readonly [number, number],
): readonly number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const each of apart) {
    offset += each;
    offsets.push(offset);
  }
  const pools: { sum: number; size: number }[] = [];
  wished.forEach((wish, index) => {
    let pool = { sum: wish - (offsets[index] ?? 0), size: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.size < pool.sum / pool.size) break;
      pools.pop();
      pool = { sum: last.sum + pool.sum, size: last.size + pool.size };
    }
    pools.push(pool);
  });
  return pools
    .flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size))
    .map((x, index) => Math.min(Math.max(x, from), to - offset) + (offsets[index] ?? 0));
}
