import type { SurvivalStep } from '../contract/journeys-parts.ts';
import type { Mark, Scene, Tone } from './scene.ts';
import { textWidth } from './text-width.ts';

/** How a picture of exits is said. */
export interface ExitsWords {
  readonly title: string;
  readonly description: string;
  readonly completed: string;
  readonly underWay: string;
  readonly abandoned: string;
  readonly percent: (part: number) => string;
  readonly wait: (seconds: number) => string;
}

type Point = readonly [number, number];
type Bound = 'completed' | 'completedLow' | 'completedHigh' | 'gone' | 'goneLow' | 'goneHigh';

const LEFT = 44;
const TOP = 10;
const BOTTOM = 26;
const TEXT = { kind: 'text', size: 11.5, weight: 400, tone: 'muted' } as const;
/** What comes when all but so little is decided is left out on the right. */
const REST = 0.01;

/**
 * What became of journeys as time went by: completed grows from below, given up from above, and what is between them is still
 * under way. Both bounds are steps with their range as a wash.
 *
 * Units: pixels.
 */
export function exitsPicture(
  steps: readonly SurvivalStep[],
  { width, height, words }: { width: number; height: number; words: ExitsWords },
): Scene {
  const seconds = timeShown(steps);
  const right = width - 6;
  const x = (time: number): number => LEFT + (Math.min(time, seconds) / seconds) * (right - LEFT);
  const y = (part: number): number => TOP + (1 - part) * (height - TOP - BOTTOM);
  const line = (of: Bound): readonly Point[] =>
    stepped(steps, seconds, (step) => bound(step, of)).map(([time, part]) => [x(time), y(part)]);
  const wash = (upper: readonly Point[], lower: readonly Point[], tone: Tone): Mark => ({
    ...{ kind: 'line', points: [...upper, ...lower.toReversed()], tone, weight: 0, filled: true },
  });
  const edge = (part: number): readonly Point[] => [
    [LEFT, y(part)],
    [right, y(part)],
  ];
  const marks: readonly Mark[] = [
    ...axes({ seconds, width, height, words, x, y }),
    wash(line('completed'), edge(0), 'rule'),
    wash(edge(1), line('gone'), 'band'),
    wash(line('completedHigh'), line('completedLow'), 'muted'),
    wash(line('goneHigh'), line('goneLow'), 'muted'),
    { kind: 'line', points: line('completed'), tone: 'ink', weight: 1.8 },
    { kind: 'line', points: line('gone'), tone: 'ink', weight: 1.8, dashed: true },
    ...names(steps, seconds, { right, words, y }),
  ];
  return { width, height, title: words.title, description: words.description, marks };
}

/** The curve of those who are still under way (Kaplan-Meier), with its range. */
export function underWayPicture(
  steps: readonly SurvivalStep[],
  { width, height, words }: { width: number; height: number; words: ExitsWords },
): Scene {
  const seconds = timeShown(steps);
  const right = width - 6;
  const x = (time: number): number => LEFT + (Math.min(time, seconds) / seconds) * (right - LEFT);
  const y = (part: number): number => TOP + (1 - part) * (height - TOP - BOTTOM);
  const line = (of: (step: SurvivalStep) => number): readonly Point[] =>
    stepped(steps, seconds, of, 1).map(([time, part]) => [x(time), y(part)]);
  const upper = line(({ underWayHigh }) => underWayHigh);
  const lower = line(({ underWayLow }) => underWayLow);
  const marks: readonly Mark[] = [
    ...axes({ seconds, width, height, words, x, y }),
    {
      kind: 'line',
      points: [...upper, ...lower.toReversed()],
      tone: 'rule',
      weight: 0,
      filled: true,
    },
    { kind: 'line', points: line(({ underWay }) => underWay), tone: 'ink', weight: 2 },
  ];
  return { width, height, title: words.title, description: words.description, marks };
}

/** Until when a picture goes: where all but a little of what is ever decided is decided. */
function timeShown(steps: readonly SurvivalStep[]): number {
  const last = steps.at(-1);
  if (last === undefined) return 1;
  const decided = ({ completed, abandoned }: SurvivalStep): number => completed + abandoned;
  const end = steps.find((each) => decided(each) >= decided(last) - REST) ?? last;
  return Math.max(1, Math.min(last.seconds, end.seconds * 1.06));
}

function bound(step: SurvivalStep, of: Bound): number {
  switch (of) {
    case 'completed':
    case 'completedLow':
    case 'completedHigh':
      return step[of];
    case 'gone':
      return 1 - step.abandoned;
    case 'goneLow':
      return 1 - step.abandonedHigh;
    case 'goneHigh':
      return 1 - step.abandonedLow;
  }
}

/** Corners of what stays as it is until the next step. */
function stepped(
  steps: readonly SurvivalStep[],
  seconds: number,
  value: (step: SurvivalStep) => number,
  first = value(NOBODY),
): readonly Point[] {
  const points: Point[] = [[0, first]];
  let before = first;
  for (const step of steps) {
    if (step.seconds > seconds) break;
    const now = value(step);
    points.push([step.seconds, before], [step.seconds, now]);
    before = now;
  }
  return [...points, [seconds, before]];
}

const NOBODY: SurvivalStep = {
  ...{ seconds: 0, atRisk: 0, underWay: 1, underWayLow: 1, underWayHigh: 1 },
  ...{ completed: 0, completedLow: 0, completedHigh: 0 },
  ...{ abandoned: 0, abandonedLow: 0, abandonedHigh: 0 },
};

function axes({
  seconds,
  width,
  height,
  words,
  x,
  y,
}: {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly words: ExitsWords;
  readonly x: (time: number) => number;
  readonly y: (part: number) => number;
}): readonly Mark[] {
  const parts = [0, 0.25, 0.5, 0.75, 1];
  return [
    ...parts.flatMap((part): readonly Mark[] => [
      {
        kind: 'line',
        points: [
          [LEFT, y(part)],
          [width - 6, y(part)],
        ],
        tone: 'rule',
        weight: 1,
      },
      { ...TEXT, x: LEFT - 8, y: y(part) + 4, anchor: 'end', text: words.percent(part) },
    ]),
    ...ticks(seconds, width).map(
      (time, index, all): Mark => ({
        ...{ ...TEXT, x: x(time), y: height - 6, text: time === 0 ? '0' : words.wait(time) },
        anchor:
          index === 0
            ? 'start'
            : index === all.length - 1 && x(time) > width - 40
              ? 'end'
              : 'middle',
      }),
    ),
  ];
}

const ROUND = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200],
  ...[1, 2, 5, 7, 10, 14, 20, 30, 60, 90, 180, 365, 730, 1460, 3650].map((days) => days * 86_400),
];

/** Round times, as many as have room. */
function ticks(seconds: number, width: number): readonly number[] {
  const most = Math.max(2, Math.floor((width - LEFT) / 110));
  const step = ROUND.find((each) => seconds / each <= most) ?? seconds / most;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
}

/** What each part is, in it, where it is high enough at its end. */
function names(
  steps: readonly SurvivalStep[],
  seconds: number,
  {
    right,
    words,
    y,
  }: { readonly right: number; readonly words: ExitsWords; readonly y: (part: number) => number },
): readonly Mark[] {
  const last = steps.filter((each) => each.seconds <= seconds).at(-1);
  if (last === undefined) return [];
  const { completed, abandoned } = last;
  const at = (from: number, to: number, name: string): readonly Mark[] => {
    const text = `${name} ${words.percent(to - from)}`;
    if (y(from) - y(to) < 20 || textWidth(text, 12, 600) > right - LEFT) return [];
    return [
      {
        ...{ kind: 'text', size: 12, weight: 600, tone: 'ink', anchor: 'end', text },
        ...{ x: right - 8, y: (y(from) + y(to)) / 2 + 4 },
      },
    ];
  };
  return [
    ...at(0, completed, words.completed),
    ...at(completed, 1 - abandoned, words.underWay),
    ...at(1 - abandoned, 1, words.abandoned),
  ];
}
