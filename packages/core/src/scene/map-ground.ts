import type { MapHead, MapName, MapSpan } from './journey-map.ts';
import {
  type Frame,
  feltHeight,
  laneHeight,
  type MapPhase,
  type MapStep,
  phaseGap,
  stepLines,
  stepSize,
  touchpointsIn,
} from './map-frame.ts';
import { type Mark, textLines } from './scene.ts';
import { wrap } from './text-width.ts';

/** How far above the map its lit column begins, under what is said of it. */
const LIT_ABOVE = 24;

/** A band for each phase. */
export function bandSpans(phases: readonly MapPhase[], frame: Frame): readonly MapSpan[] {
  return spansOf(phases, frame, (phase, x) => {
    const width = touchpointsIn(phase.steps).length * frame.slot;
    const height = frame.levels.bottom;
    return [
      { kind: 'rect', x, y: 0, width, height, tone: 'band', paint: 'soft', radius: 12 },
      ...litMarks(phase, x, frame),
    ];
  });
}

/** From above the map down its column, so that what is said of the touchpoint above the map runs into it. */
function litMarks({ steps }: MapPhase, left: number, { slot, levels }: Frame): readonly Mark[] {
  const index = touchpointsIn(steps).findIndex(({ isLit }) => isLit);
  if (index < 0) return [];
  const x = left + index * slot + 3;
  return [
    {
      kind: 'rect',
      x,
      y: -LIT_ABOVE,
      width: slot - 6,
      height: levels.bottom + LIT_ABOVE,
      tone: 'lit',
      paint: 'soft',
      radius: 10,
    },
  ];
}

/** The name of each phase, and its steps. */
export function headSpans(phases: readonly MapPhase[], frame: Frame): readonly MapHead[] {
  const names = new Map<string, readonly MapName[]>();
  const spans = spansOf(phases, frame, (phase, x) => {
    const own = namesOf(phase, x, frame);
    names.set(phase.id, own);
    return [...own.flatMap(nameMarks), ...stepMarks(phase.steps, x, frame)];
  });
  return spans.map((span) => ({ ...span, names: names.get(span.key) ?? [] }));
}

function spansOf(
  phases: readonly MapPhase[],
  { slot }: Frame,
  marksOf: (phase: MapPhase, x: number) => readonly Mark[],
): readonly MapSpan[] {
  let x = 0;
  return phases.flatMap((phase) => {
    const count = touchpointsIn(phase.steps).length;
    if (count === 0) return [];
    const span = { key: phase.id, x, width: count * slot, marks: marksOf(phase, x) };
    x += span.width + phaseGap;
    return [span];
  });
}

function namesOf(phase: MapPhase, x: number, frame: Frame): readonly MapName[] {
  const width = touchpointsIn(phase.steps).length * frame.slot;
  const style = { size: 13.5, weight: 600, tone: 'ink' } as const;
  const lines = wrap(phase.name, { ...style, width: width - 22, linesMax: 1 });
  const place = { x: x + 12, y: 23, right: x + width - 10 };
  return [
    { key: phase.id, title: phase.name, lines, ...style, ...place },
    ...placedSteps(phase.steps, x, frame).map(
      ({ step, left, right }): MapName => ({
        key: `${phase.id}/${step.id}`,
        title: step.name,
        lines: stepLines(step, frame.slot),
        x: left + (step.isMoment ? 23 : 12),
        y: frame.levels.step + 23,
        right: right - 10,
        ...{ size: stepSize, weight: 400 },
        tone: step.isMoment ? 'ink' : 'muted',
      }),
    ),
  ];
}

function nameMarks({ lines, right: _, key: __, ...style }: MapName): readonly Mark[] {
  return textLines(lines, { ...style, anchor: 'start' });
}

interface PlacedStep {
  readonly step: MapStep;
  readonly left: number;
  readonly right: number;
}

function placedSteps(
  steps: readonly MapStep[],
  from: number,
  { slot }: Frame,
): readonly PlacedStep[] {
  let x = from;
  return steps
    .filter(({ touchpoints }) => touchpoints.length > 0)
    .map((step) => {
      const left = x;
      x += step.touchpoints.length * slot;
      return { step, left, right: x };
    });
}

/** The line over each step, and the dot of a moment of truth. */
function stepMarks(steps: readonly MapStep[], from: number, frame: Frame): readonly Mark[] {
  const { levels, words } = frame;
  return placedSteps(steps, from, frame).flatMap(({ step, left, right }): readonly Mark[] => {
    const y = levels.step + 6;
    return [
      {
        kind: 'line',
        points: [
          [left + 12, y],
          [right - 12, y],
        ],
        tone: step.isMoment ? 'ink' : 'rule',
        weight: step.isMoment ? 2 : 1.5,
      },
      ...(step.isMoment ? [diamond(left + 15.5, y + 13, words.moment)] : []),
    ];
  });
}

function diamond(x: number, y: number, title: string): Mark {
  return { kind: 'dot', x, y, radius: 3.5, tone: 'ink', paint: 'fill', title };
}

/** The axis at the left, and the lines that run through the whole map. */
export function groundMarks(frame: Frame): { axis: readonly Mark[]; lines: readonly Mark[] } {
  const { levels, scale, lengthMax, words, width } = frame;
  const across = (y: number, tone: Mark['tone'], weight: number, dashed = false): Mark => ({
    kind: 'line',
    points: [
      [0, y],
      [width, y],
    ],
    tone,
    weight,
    dashed,
  });
  const isFelt = levels.voicesTop > levels.felt;
  const feltMiddle = levels.felt + feltHeight / 2;
  const ticks = scale.ticks.slice(1).flatMap((tick) => {
    const length = (tick / scale.cap) * lengthMax;
    return [levels.centre - length, levels.centre + length]
      .filter((y) => y > levels.voicesTop + 12 && y < levels.voicesBottom - 12)
      .map((y) => ({ y, text: words.tick(tick) }));
  });
  return {
    axis: [
      ...laneLabels(frame),
      ...(isFelt ? [side(words.felt, feltMiddle + 4, 'ink')] : []),
      side(words.get, levels.voicesTop + 14, 'delivered'),
      side(words.give, levels.voicesBottom - 4, 'captured'),
      ...ticks
        .filter(({ y }) => y > levels.voicesTop + 26 && y < levels.voicesBottom - 18)
        .map(({ y, text }) => small(text, y + 4, frame)),
      small(words.unit, levels.centre + 4, frame),
    ],
    lines: [
      ...ticks.map(({ y }) => across(y, 'rule', 1)),
      ...(isFelt ? [across(feltMiddle, 'rule', 1, true)] : []),
      across(levels.centre, 'ink', 1.5),
    ],
  };
}

function side(text: string, y: number, tone: Mark['tone']): Mark {
  return { kind: 'text', x: 0, y, text, size: 12.5, weight: 600, anchor: 'start', tone };
}

function small(text: string, y: number, { axisWidth }: Frame): Mark {
  const x = axisWidth - 12;
  return { kind: 'text', x, y, text, size: 11, weight: 400, anchor: 'end', tone: 'muted' };
}

function laneLabels({ channels, levels, axisWidth }: Frame): readonly Mark[] {
  return channels.flatMap((channel, index): readonly Mark[] => {
    const [text = ''] = wrap(channel, {
      width: axisWidth - 14,
      size: 11.5,
      weight: 400,
      linesMax: 1,
    });
    const y = levels.lanes + (index + 0.5) * laneHeight + 4;
    const title = channel;
    return [
      {
        kind: 'text',
        x: 0,
        y,
        text,
        size: 11.5,
        weight: 400,
        anchor: 'start',
        tone: 'muted',
        title,
      },
    ];
  });
}
