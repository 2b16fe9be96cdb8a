import type { JourneyEdge } from '../contract/journeys.ts';
import type { FlowWords } from './flow-graph.ts';
import type { LayerLook } from './flow-layers.ts';
import { edgeKey } from './flow-shown.ts';
import type { Box, Mark } from './scene.ts';
import { textWidth } from './text-width.ts';

type Point = readonly [number, number];

/** A way from one touchpoint to the next, as it is drawn. */
export interface FlowEdge {
  readonly key: string;
  readonly edge: JourneyEdge;
  readonly points: readonly Point[];
  readonly marks: readonly Mark[];
  /** Where its figures stand; null: there was no room, and only pointing and the table tell them. */
  readonly label: { readonly box: Box; readonly marks: readonly Mark[] } | null;
}

const WIDEST = 8;
const LABEL = { size: 11.5, weight: 400 } as const;

/** A line along a route, as thick as it is frequent, with its tip where it leads. */
export function edgeLine(
  edge: JourneyEdge,
  route:
    | { readonly points: readonly Point[] }
    | { readonly xs: readonly number[]; readonly layer: number; readonly isBack: boolean },
  look: LayerLook,
  most: number,
): FlowEdge {
  const isBack = 'isBack' in route && route.isBack;
  const drawn = 'points' in route ? route.points : along(route, look);
  const points = isBack ? drawn.toReversed() : drawn;
  const weight = 1.1 + (WIDEST - 1.1) * Math.min(1, edge.count / most);
  return {
    ...{ key: edgeKey(edge), edge, points, label: null },
    marks: [
      { kind: 'line', points, tone: 'muted', weight, ...(isBack ? { dashed: true } : {}) },
      { kind: 'line', points: tip(points, weight), tone: 'muted', weight: Math.min(2.4, weight) },
    ],
  };
}

/** Down from layer to layer: straight beside boxes, in a bow between the layers. */
function along(
  { xs, layer }: { readonly xs: readonly number[]; readonly layer: number },
  { height, layerGap }: LayerLook,
): readonly Point[] {
  const top = (index: number): number => (layer + index) * (height + layerGap);
  return xs.slice(1).flatMap((x, index) => {
    const before = xs[index] ?? x;
    const [from, to] = [top(index) + height, top(index + 1)];
    const bow = Array.from({ length: 11 }, (_, step): Point => {
      const part = step / 10;
      const eased = part * part * (3 - 2 * part);
      return [before + (x - before) * eased, from + (to - from) * part];
    });
    return index === xs.length - 2 ? bow : [...bow, [x, to + height] as const];
  });
}

/** An open arrow's head. */
function tip(points: readonly Point[], weight: number): readonly Point[] {
  const [end, before]: readonly [Point, Point] = [points.at(-1) ?? [0, 0], points.at(-3) ?? [0, 0]];
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const length = 6 + weight * 0.5;
  const wing = (turn: number): Point => [
    end[0] - length * Math.cos(angle + turn),
    end[1] - length * Math.sin(angle + turn),
  ];
  return [wing(0.5), end, wing(-0.5)];
}

/** Count and wait at each line where there is room, the most frequent first. */
export function labelled(
  lines: readonly FlowEdge[],
  boxes: readonly Box[],
  [from, to]: readonly [number, number],
  words: FlowWords,
): readonly FlowEdge[] {
  const taken: Box[] = [...boxes];
  const labels = new Map<string, FlowEdge['label']>();
  for (const { key, edge, points } of lines.toSorted((a, b) => b.edge.count - a.edge.count)) {
    const texts = [
      words.count(edge.count),
      ...(edge.waits === null ? [] : [words.wait(edge.waits.median)]),
    ];
    const width = Math.max(...texts.map((text) => textWidth(text, LABEL.size, LABEL.weight))) + 8;
    const box = PLACES.map((part) => {
      const [x, y] = points[Math.round((points.length - 1) * part)] ?? [0, 0];
      const left = Math.max(from, Math.min(to - width, x - width / 2));
      return { left, top: y - 15, right: left + width, bottom: y + 15 };
    }).find((each) => !taken.some((other) => overlap(each, other)));
    if (box === undefined) continue;
    taken.push(box);
    labels.set(key, { box, marks: labelMarks(texts, box) });
  }
  return lines.map((line) => ({ ...line, label: labels.get(line.key) ?? null }));
}

const PLACES = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.2, 0.8, 0.15, 0.85];

function labelMarks(texts: readonly string[], { left, top, right, bottom }: Box): readonly Mark[] {
  const [count = '', wait] = texts;
  const middle = { kind: 'text', x: (left + right) / 2, anchor: 'middle', ...LABEL } as const;
  return [
    {
      ...{ kind: 'rect', x: left, y: top, width: right - left, height: bottom - top },
      ...{ tone: 'paper', paint: 'fill', radius: 5 },
    },
    { ...middle, y: top + (wait === undefined ? 19 : 12), text: count, weight: 600, tone: 'ink' },
    ...(wait === undefined ? [] : [{ ...middle, y: top + 26, text: wait, tone: 'muted' } as const]),
  ];
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
