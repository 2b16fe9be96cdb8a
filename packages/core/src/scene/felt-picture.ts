import type { Mark, Scene } from './scene.ts';
import { lineHeight, textLines } from './scene.ts';
import { textWidth, wrap } from './text-width.ts';

/** A place of a journey with how it felt there, -1..+1; null: nobody was asked. */
export interface FeltStop {
  readonly key: string;
  readonly name: string;
  /** The phase that it stands in; stops of one group stand beside each other. */
  readonly group: string;
  readonly felt: { readonly median: number; readonly low: number; readonly high: number } | null;
  /** Under the name, how many said so or that nobody is asked: wordings, the longest first; the first that fits is shown. */
  readonly under: readonly string[];
  /** Shown on pointing. */
  readonly told: string;
  /** What sets it apart, such as "strongest"; empty: nothing. */
  readonly mark: string;
  /** One a strip: 0..1; null: cannot be said. */
  readonly parts: readonly (number | null)[];
}

/** How a picture of what was felt is said. */
export interface FeltWords {
  readonly title: string;
  readonly description: string;
  readonly best: string;
  readonly expected: string;
  readonly worst: string;
  /** What each strip of bars under the curve is. */
  readonly strips: readonly string[];
  readonly index: (value: number) => string;
  readonly percent: (part: number) => string;
}

type Point = readonly [number, number];

const LEFT = 112;
const COLUMN_MIN = 92;
const HEAD = 34;
const CURVE = 250;
const NAMES = 82;
const STRIP = 62;
const STRIP_BAR = 30;
const GAP = 6;
const TEXT = { kind: 'text', size: 12, weight: 400, tone: 'muted' } as const;

/**
 * How a journey felt, place by place: a curve through those where people were asked, with the range of each mean as a band, and under it
 * where the strongest and the last moments are. Between two places the curve only ever rises or only falls.
 *
 * Shape: as wide as `width`, or wider where its places need more room.
 */
export function feltPicture(
  stops: readonly FeltStop[],
  { width, words }: { readonly width: number; readonly words: FeltWords },
): Scene {
  const column = Math.max(COLUMN_MIN, (width - LEFT) / Math.max(1, stops.length));
  const whole = LEFT + column * stops.length;
  const hasGroups = stops.some(({ group }) => group !== '');
  const top = hasGroups ? HEAD : 8;
  const strips = words.strips
    .map((name, index) => ({ name, index }))
    .filter(({ index }) => {
      return stops.some(({ parts }) => (parts[index] ?? null) !== null);
    });
  const height = top + CURVE + NAMES + strips.length * STRIP + 4;
  const frame: Frame = { stops, words, column, whole, top, height };
  return {
    ...{ width: whole, height, title: words.title, description: words.description },
    marks: [
      ...(hasGroups ? groupMarks(frame) : []),
      ...gridMarks(frame),
      ...curveMarks(frame),
      ...nameMarks(frame),
      ...strips.flatMap(({ name, index }, at) => stripMarks(frame, name, index, at)),
    ],
  };
}

interface Frame {
  readonly stops: readonly FeltStop[];
  readonly words: FeltWords;
  readonly column: number;
  readonly whole: number;
  readonly top: number;
  readonly height: number;
}

/** The middle of a column. */
function middle({ column }: Frame, at: number): number {
  return LEFT + (at + 0.5) * column;
}

function level({ top }: Frame, felt: number): number {
  return top + CURVE / 2 - felt * (CURVE / 2 - 30);
}

/** Each phase on a ground of its own. */
function groupMarks(frame: Frame): readonly Mark[] {
  const { stops, column, height } = frame;
  return stops.flatMap(({ group }, at): readonly Mark[] => {
    if (at > 0 && stops[at - 1]?.group === group) return [];
    const next = stops.findIndex((each, other) => other > at && each.group !== group);
    const end = next < 0 ? stops.length : next;
    const [x, width] = [LEFT + at * column + GAP / 2, (end - at) * column - GAP];
    const [line = ''] = wrap(group, { width: width - 12, size: 13, weight: 600, linesMax: 1 });
    return [
      { ...{ kind: 'rect', x, y: 0, width, height }, tone: 'band', paint: 'fill', radius: 10 },
      {
        ...{ kind: 'text', x: x + 8, y: 22, text: line, size: 13, weight: 600 },
        ...{ anchor: 'start', tone: 'ink', title: group },
      },
    ];
  });
}

function gridMarks(frame: Frame): readonly Mark[] {
  const { words, whole } = frame;
  const levels = [
    [1, words.best],
    [0, words.expected],
    [-1, words.worst],
  ] as const;
  return levels.flatMap(([felt, name]): readonly Mark[] => {
    const y = level(frame, felt);
    const lines = wrap(name, { width: LEFT - 18, size: 12, weight: 400, linesMax: 2 });
    const points: readonly Point[] = [
      [LEFT, y],
      [whole - GAP / 2, y],
    ];
    return [
      { kind: 'line', points, tone: 'rule', weight: 1, dashed: felt !== 0 },
      ...textLines(lines, {
        ...{ x: 0, y: y + 4 - ((lines.length - 1) * lineHeight(12)) / 2, size: 12, weight: 400 },
        ...{ anchor: 'start', tone: 'muted' },
      }),
    ];
  });
}

function curveMarks(frame: Frame): readonly Mark[] {
  const asked = frame.stops.flatMap(({ felt, told, mark }, at) => {
    if (felt === null) return [];
    const x = middle(frame, at);
    const point = (value: number): Point => [x, level(frame, value)];
    const { median, low, high } = felt;
    return [{ median, told, mark, at: point(median), low: point(low), high: point(high) }];
  });
  const curve = asked.slice(1).flatMap((now, index): readonly Mark[] => {
    const before = asked[index];
    if (before === undefined) return [];
    const band = [...rising(before.high, now.high), ...rising(before.low, now.low).toReversed()];
    return [
      { kind: 'line', points: band, tone: 'rule', weight: 0, filled: true },
      { kind: 'line', points: rising(before.high, now.high), tone: 'muted', weight: 0.8 },
      { kind: 'line', points: rising(before.low, now.low), tone: 'muted', weight: 0.8 },
      { kind: 'line', points: rising(before.at, now.at), tone: 'ink', weight: 2.2 },
    ];
  });
  return [...curve, ...asked.flatMap((each) => dotMarks(frame, each))];
}

function dotMarks(
  frame: Frame,
  {
    median,
    told,
    mark,
    at: [x, y],
    low,
    high,
  }: {
    readonly median: number;
    readonly told: string;
    readonly mark: string;
    readonly at: Point;
    readonly low: Point;
    readonly high: Point;
  },
): readonly Mark[] {
  const isBelow = median < 0;
  const text = frame.words.index(median);
  return [
    { kind: 'line', points: [low, high], tone: 'ink', weight: 1 },
    { kind: 'dot', x, y, radius: 5.5, tone: 'ink', paint: 'fill', title: told },
    {
      ...{ kind: 'text', x, text, size: 13, weight: 600, anchor: 'middle', tone: 'ink' },
      y: isBelow ? Math.max(low[1], y + 6) + 18 : Math.min(high[1], y - 6) - 8,
      title: told,
    },
    ...(mark === '' ? [] : markMarks(frame, mark, isBelow, [x, y])),
  ];
}

/** A ring about what stands out, and what it is, on the side where its number is not. */
function markMarks(
  { column }: Frame,
  mark: string,
  isBelow: boolean,
  [x, y]: Point,
): readonly Mark[] {
  const size = 12;
  const lines = wrap(mark, { width: column - 4, size, weight: 400, linesMax: 2 });
  const first = isBelow ? y - 16 - (lines.length - 1) * lineHeight(size) : y + 26;
  return [
    { kind: 'dot', x, y, radius: 10, tone: 'ink', paint: 'outline' },
    { kind: 'dot', x, y, radius: 5.5, tone: 'ink', paint: 'fill' },
    ...textLines(lines, { x, y: first, size, weight: 400, anchor: 'middle', tone: 'muted' }),
  ];
}

function rising([x1, y1]: Point, [x2, y2]: Point): readonly Point[] {
  return Array.from({ length: 25 }, (_, index) => {
    const part = index / 24;
    return [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part * part * (3 - 2 * part)] as const;
  });
}

function nameMarks(frame: Frame): readonly Mark[] {
  const { stops, column, top } = frame;
  const y = top + CURVE + 16;
  return stops.flatMap(({ name, under, felt, told }, at): readonly Mark[] => {
    const weight = felt === null ? 400 : 600;
    const room = { width: column - 12, size: 12.5, weight, linesMax: 3 } as const;
    const lines = wrap(name, room);
    const x = middle(frame, at);
    const fits = (text: string): boolean => textWidth(text, 11.5, 400) <= column - 6;
    const below = under.find(fits) ?? under.at(-1) ?? '';
    return [
      ...textLines(lines, {
        ...{ x, y, size: 12.5, weight, anchor: 'middle', title: told },
        tone: felt === null ? 'muted' : 'ink',
      }),
      {
        ...{ ...TEXT, x, size: 11.5, text: below, anchor: 'middle' },
        y: y + lines.length * lineHeight(12.5),
      },
    ];
  });
}

/** A bar a place: the part of real journeys. The largest is told apart. */
function stripMarks(frame: Frame, name: string, index: number, row: number): readonly Mark[] {
  const { stops, words, column, top } = frame;
  const y = top + CURVE + NAMES + (row + 1) * STRIP - 12;
  const parts = stops.map(({ parts: all }) => all[index] ?? null);
  const most = Math.max(...parts.map((part) => part ?? 0), 0.01);
  const width = Math.min(34, column * 0.4);
  const lines = wrap(name, { width: LEFT - 18, size: 12, weight: 400, linesMax: 3 });
  return [
    ...textLines(lines, {
      ...{ x: 0, y: y - 8 - (lines.length - 1) * 8, size: 12, weight: 400 },
      ...{ anchor: 'start', tone: 'muted' },
    }),
    ...parts.flatMap((part, at): readonly Mark[] => {
      if (part === null) return [];
      const x = middle(frame, at);
      const height = Math.max(1.5, (part / most) * STRIP_BAR);
      const isMost = part === most;
      const text = words.percent(part);
      const bar = { x: x - width / 2, y: y - height, width, height, radius: 2 } as const;
      const label: Mark = {
        ...{ kind: 'text', x, y: y - height - 5, text, size: 11.5, anchor: 'middle' },
        weight: isMost ? 600 : 400,
        tone: isMost ? 'ink' : 'muted',
      };
      return [
        { kind: 'rect', ...bar, tone: isMost ? 'ink' : 'rule', paint: 'fill', title: text },
        ...(textWidth(text, 11.5, 600) > column ? [] : [label]),
      ];
    }),
  ];
}
