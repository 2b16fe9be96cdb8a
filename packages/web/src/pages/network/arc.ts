import { CARD, type Spot } from './layout.ts';

/** A bent line between two cards, from edge to edge, as an SVG path and the corners of its head. */
export interface Arc {
  readonly line: string;
  readonly head: string;
}

const GAP = 5;

/** `bend`: how far its middle lies beside the straight line, to the left of who goes along it. */
export function arcOf(
  from: Spot,
  to: Spot,
  { bend, width }: { readonly bend: number; readonly width: number },
): Arc {
  const [a, b] = [middleOf(from), middleOf(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const left = { x: (b.y - a.y) / length, y: -(b.x - a.x) / length };
  const control = {
    x: (a.x + b.x) / 2 + left.x * 2 * bend,
    y: (a.y + b.y) / 2 + left.y * 2 * bend,
  };
  const [start, tip] = [edgeTowards(a, control), edgeTowards(b, control)];
  const reach = Math.hypot(tip.x - control.x, tip.y - control.y) || 1;
  const along = { x: (tip.x - control.x) / reach, y: (tip.y - control.y) / reach };
  const size = 9 + width * 0.7;
  const end = { x: tip.x - along.x * size, y: tip.y - along.y * size };
  const half = width / 2 + 4;
  const corners = [
    tip,
    { x: end.x - along.y * half, y: end.y + along.x * half },
    { x: end.x + along.y * half, y: end.y - along.x * half },
  ];
  return {
    line: `M${pair(start)} Q${pair(control)} ${pair(end)}`,
    head: corners.map(pair).join(' '),
  };
}

function middleOf({ x, y }: Spot): Spot {
  return { x: x + CARD.width / 2, y: y + CARD.height / 2 };
}

/** Where a line from the middle of a card leaves it. */
function edgeTowards(middle: Spot, to: Spot): Spot {
  const [x, y] = [to.x - middle.x, to.y - middle.y];
  const scale = Math.min(
    (CARD.width / 2 + GAP) / (Math.abs(x) || 1e-9),
    (CARD.height / 2 + GAP) / (Math.abs(y) || 1e-9),
  );
  return { x: middle.x + x * scale, y: middle.y + y * scale };
}

function pair({ x, y }: Spot): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
