import type { JourneyActivity, JourneyEdge } from '../contract/journeys.ts';
import { type LayerLook, layered } from './flow-layers.ts';
import { edgeLine, type FlowEdge, labelled } from './flow-lines.ts';
import { edgeKey, type FlowShown } from './flow-shown.ts';
import { type Box, type Mark, moved, type Scene, textLines } from './scene.ts';
import { textWidth, wrap } from './text-width.ts';

/** How figures are said at a graph. */
export interface FlowWords {
  readonly title: string;
  readonly description: string;
  readonly count: (value: number) => string;
  /** How long it takes from one to the next: "2.1 days". */
  readonly wait: (seconds: number) => string;
  /** How many of a journey begin here, as a part: "82% begin". */
  readonly begin: (part: number) => string;
  readonly end: (part: number) => string;
}

export interface FlowNode {
  readonly id: string;
  readonly box: Box;
  readonly marks: readonly Mark[];
}

/** A journey's graph: as a picture, and where its parts stand, so that they can be pointed at. */
export interface FlowGraph extends Scene {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

const TITLE = { size: 13, weight: 600 } as const;
const FIGURE = { size: 12, weight: 400 } as const;
const PAD = 9;
/** For the dots at the corners of the boxes. */
const TOP = 7;
/** Fewer than this part of all journeys that begin or end somewhere are not said there. */
const WORTH_SAYING = 0.02;

/**
 * Who followed whom, from top to bottom: touchpoints as boxes, ways between them as lines as thick as they are frequent,
 * with their count and the usual wait. What runs upwards is dashed.
 *
 * Units: pixels; `width` is what is there, and the picture is wider only where its lines need it.
 */
export function flowGraph(
  { activities, edges }: Pick<FlowShown, 'activities' | 'edges'>,
  { cases, width, words }: { cases: number; width: number; words: FlowWords },
): FlowGraph {
  const look = lookFor(width);
  const ids = inOrder(activities);
  const weighed = edges.map(({ from, to, count }) => ({ from, to, weight: count }));
  const {
    width: wide,
    height,
    places,
    routes,
  } = layered(ids, weighed, new Map(activities.map(({ id, starts }) => [id, starts])), look);
  const known = new Map(edges.map((edge) => [edgeKey(edge), edge]));
  // Who stays where they are would make all other lines thin.
  const others = edges.filter(({ from, to }) => from !== to);
  const most = Math.max(1, ...others.map(({ count }) => count));
  const left = Math.max(0, (width - wide) / 2);
  const taken = activities.map(({ id }) => nodeBox(places.get(id), look));
  const lines = [
    ...routes.flatMap((route) => {
      const edge = known.get(edgeKey(route.edge));
      return edge === undefined ? [] : [edgeLine(edge, route, look, most)];
    }),
    ...edges.filter(({ from, to }) => from === to).map((edge) => circle(edge, places, look, most)),
  ];
  const drawn = labelled(lines, taken, [-left, wide + left], words).map((edge) => ({
    ...edge,
    points: edge.points.map(([x, y]) => [x + left, y + TOP] as const),
    marks: moved(edge.marks, left, TOP),
    label:
      edge.label === null
        ? null
        : { box: shifted(edge.label.box, left), marks: moved(edge.label.marks, left, TOP) },
  }));
  const boxes = activities.map((each) => {
    const box = nodeBox(places.get(each.id), look);
    const marks = moved(nodeMarks(each, box, { cases, words }), left, TOP);
    return { id: each.id, box: shifted(box, left), marks };
  });
  return {
    ...{ width: Math.max(width, wide), height: height + 2 * TOP, title: words.title },
    description: words.description,
    marks: [
      ...drawn.flatMap(({ marks }) => marks),
      ...drawn.flatMap(({ label }) => label?.marks ?? []),
      ...boxes.flatMap(({ marks }) => marks),
    ],
    ...{ nodes: boxes, edges: drawn },
  };
}

function shifted({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left + by, top: top + TOP, right: right + by, bottom: bottom + TOP };
}

/** On a phone boxes are narrower, and fewer stand beside each other. */
function lookFor(width: number): LayerLook {
  const isNarrow = width < 560;
  const look = isNarrow
    ? { width: 122, height: 66, gap: 30, layerGap: 62 }
    : { width: 164, height: 66, gap: 46, layerGap: 68 };
  const fit = Math.floor((width + look.gap) / (look.width + look.gap));
  return { ...look, room: width, besideMax: Math.max(2, Math.min(6, fit - (isNarrow ? 0 : 1))) };
}

/** Those first that journeys begin with: ties in the layers are settled in that order. */
function inOrder(activities: readonly JourneyActivity[]): readonly string[] {
  return activities
    .toSorted((a, b) => b.starts / (b.encounters || 1) - a.starts / (a.encounters || 1))
    .map(({ id }) => id);
}

function nodeBox(place: readonly [number, number] | undefined, look: LayerLook): Box {
  const [left, top] = place ?? [0, 0];
  return { left, top, right: left + look.width, bottom: top + look.height };
}

function nodeMarks(
  { name, planned, encounters, starts, ends }: JourneyActivity,
  { left, top, right, bottom }: Box,
  { cases, words }: { readonly cases: number; readonly words: FlowWords },
): readonly Mark[] {
  const width = right - left;
  const lines = wrap(name, { width: width - 2 * PAD, linesMax: 2, ...TITLE });
  const [begin, end] = [starts, ends].map((each) => (cases === 0 ? 0 : each / cases)) as [
    number,
    number,
  ];
  const said = figureIn(width - 8, words, { encounters, begin, end });
  const first = top + (lines.length === 1 ? 28 : 20);
  const box = { x: left, y: top, width, height: bottom - top, radius: 9 } as const;
  return [
    { kind: 'rect', ...box, tone: planned ? 'band' : 'paper', paint: 'fill' },
    { kind: 'rect', ...box, tone: 'muted', paint: 'outline', title: name },
    ...textLines(lines, {
      x: left + width / 2,
      y: first,
      anchor: 'middle',
      tone: 'ink',
      ...TITLE,
    }).map((mark): Mark => (mark.kind === 'text' ? { ...mark, title: name } : mark)),
    ...textLines([said], {
      ...{ x: left + width / 2, y: bottom - 9, anchor: 'middle', tone: 'muted' },
      ...FIGURE,
    }),
    ...(begin >= WORTH_SAYING
      ? [{ kind: 'dot', x: left + 1, y: top + 1, radius: 5, tone: 'ink', paint: 'fill' } as const]
      : []),
    ...(end >= WORTH_SAYING
      ? [
          {
            kind: 'dot',
            x: right - 1,
            y: bottom - 1,
            radius: 5,
            tone: 'ink',
            paint: 'outline',
          } as const,
        ]
      : []),
  ];
}

/** What stands under a name: how often, and which part begins or ends there, if there is room to say both whole. */
function figureIn(
  room: number,
  words: FlowWords,
  { encounters, begin, end }: Readonly<Record<'encounters' | 'begin' | 'end', number>>,
): string {
  const many = words.count(encounters);
  const most = Math.max(begin, end);
  if (most < WORTH_SAYING) return many;
  const whole = `${many} · ${begin >= end ? words.begin(begin) : words.end(end)}`;
  return textWidth(whole, FIGURE.size, FIGURE.weight) <= room ? whole : many;
}

/** A touchpoint that follows on itself: a small bow at its side. */
function circle(
  edge: JourneyEdge,
  places: ReadonlyMap<string, readonly [number, number]>,
  look: LayerLook,
  most: number,
): FlowEdge {
  const { right, top } = nodeBox(places.get(edge.from), look);
  const [y, reach] = [top + look.height / 2, Math.min(20, look.gap - 6)];
  const points = Array.from({ length: 13 }, (_, step) => {
    const angle = -Math.PI / 2 + (Math.PI * step) / 12;
    return [right + reach * Math.cos(angle), y + 13 * Math.sin(angle)] as const;
  });
  return edgeLine(edge, { points }, look, most);
}
