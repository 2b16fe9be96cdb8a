import type { DrawnActor, DrawnPair } from './drawn.ts';
import { CARD, type Spot } from './layout.ts';

/** About how large a label is. */
const LABEL = { width: 236, line: 20, padding: 14 };
/** Where on its line a label may stand: the middle first. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the label of each pair stands, by key: on the line between the two, where it covers no other label and no card. */
export function labelSpots(
  actors: readonly DrawnActor[],
  pairs: readonly DrawnPair[],
): ReadonlyMap<string, Spot> {
  const cards = new Map(actors.map((each) => [each.id, each]));
  const taken: Box[] = actors.map(({ x, y }) => ({ x, y, ...CARD }));
  const spots = new Map<string, Spot>();
  const largest = (pair: DrawnPair): number => Math.max(...pair.ways.map(({ size }) => size));
  for (const pair of pairs.toSorted((one, other) => largest(other) - largest(one))) {
    const [a, b] = [cards.get(pair.a), cards.get(pair.b)];
    if (a === undefined || b === undefined) continue;
    const height = LABEL.padding + LABEL.line * (pair.ways.length + (pair.mark === null ? 0 : 1));
    const found = PLACES.map((part) => {
      const spot = {
        x: a.x + (b.x - a.x) * part + CARD.width / 2,
        y: a.y + (b.y - a.y) * part + CARD.height / 2,
      };
      const box = {
        x: spot.x - LABEL.width / 2,
        y: spot.y - height / 2,
        width: LABEL.width,
        height,
      };
      return { spot, box, covered: taken.reduce((sum, each) => sum + overlap(each, box), 0) };
    });
    const best = found.reduce((one, other) => (other.covered < one.covered ? other : one));
    taken.push(best.box);
    spots.set(pair.key, best.spot);
  }
  return spots;
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
