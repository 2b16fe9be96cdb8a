import type { Point } from './relationship-scene.ts';

interface Circle extends Point {
  readonly radius: number;
}

const SAMPLES = 22;

/** A bent band from the edge of one circle to that of another, to the right of who goes along it, with a head. */
export function bandBetween(
  from: Circle,
  to: Circle,
  {
    width,
    curve,
    place,
  }: { readonly width: number; readonly curve: number; readonly place: number },
): { readonly path: string; readonly label: Point } {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const right = { x: -along.y, y: along.x };
  const bend = width / 2 + 5 + length * curve;
  const start = {
    x: from.x + along.x * (from.radius + 4),
    y: from.y + along.y * (from.radius + 4),
  };
  const tip = { x: to.x - along.x * (to.radius + 5), y: to.y - along.y * (to.radius + 5) };
  // Bands leave and reach a circle beside each other.
  const shift = Math.min(from.radius, to.radius) * 0.42;
  const [a, b] = [moved(start, right, shift), moved(tip, right, shift)];
  const control = moved({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, right, 2 * bend - shift);
  const head = Math.min(length * 0.3, 9 + width * 0.55);
  const reach = Math.max(1, Math.hypot(b.x - control.x, b.y - control.y));
  const last = { x: (b.x - control.x) / reach, y: (b.y - control.y) / reach };
  const end = moved(b, last, -head);
  const points = Array.from({ length: SAMPLES + 1 }, (_, at) =>
    pointAt(a, control, end, at / SAMPLES),
  );
  const [oneEdge, otherEdge] = [1, -1].map((sign) =>
    points.map((point, at) => {
      const next = points[Math.min(SAMPLES, at + 1)] ?? point;
      const before = points[Math.max(0, at - 1)] ?? point;
      const span = Math.max(1e-6, Math.hypot(next.x - before.x, next.y - before.y));
      const normal = { x: -(next.y - before.y) / span, y: (next.x - before.x) / span };
      return moved(point, normal, (sign * width) / 2);
    }),
  );
  const across = { x: -last.y, y: last.x };
  const corners = [moved(end, across, width / 2 + 5), b, moved(end, across, -(width / 2 + 5))];
  const outline = [...(oneEdge ?? []), ...corners, ...(otherEdge ?? []).toReversed()];
  return { path: `M${outline.map(written).join('L')}Z`, label: pointAt(a, control, end, place) };
}

function pointAt(a: Point, control: Point, b: Point, part: number): Point {
  const rest = 1 - part;
  return {
    x: rest * rest * a.x + 2 * rest * part * control.x + part * part * b.x,
    y: rest * rest * a.y + 2 * rest * part * control.y + part * part * b.y,
  };
}

function moved({ x, y }: Point, along: Point, by: number): Point {
  return { x: x + along.x * by, y: y + along.y * by };
}

function written({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
