import {
  lineHeight,
  type Mark,
  outlineExtra,
  textLines,
  voiceBar,
  voiceReach,
  wrap,
} from '@bothways/core/scene';
import { signed } from './numbers.ts';
import type { Voice, VoiceColumn } from './voices.ts';
import {
  type Frame,
  type Levels,
  labelSize,
  margin,
  nameLines,
  nameSize,
  noteSize,
  placed,
  underSize,
} from './voices-frame.ts';
import type { PhasePart } from './voices-pack.ts';

/** Bars, labels, names and the felt curve of a row. */
export function columnMarks(
  parts: readonly PhasePart[],
  frame: Frame,
  levels: Levels,
): readonly Mark[] {
  const columns = placed(parts, frame.slot).flatMap(({ part, left }) =>
    part.columns.map((column, index) => ({ column, left: left + index * frame.slot })),
  );
  return [
    ...feltCurve(columns, frame, levels),
    ...columns.flatMap(({ column, left }) =>
      columnAt(column, left + frame.slot / 2, frame, levels),
    ),
  ];
}

/** A soft band behind the touchpoint that matters most. */
export function litMarks(
  parts: readonly PhasePart[],
  { slot }: Frame,
  { top, bottom }: Levels,
): readonly Mark[] {
  return placed(parts, slot).flatMap(({ part, left }) =>
    part.columns.flatMap(({ isLit }, index): readonly Mark[] =>
      isLit
        ? [
            {
              kind: 'rect',
              x: left + index * slot + 2,
              y: top - 4,
              width: slot - 4,
              height: bottom - top + 2,
              tone: 'lit',
              paint: 'soft',
              radius: 8,
            },
          ]
        : [],
    ),
  );
}

function feltCurve(
  columns: readonly { column: VoiceColumn; left: number }[],
  { slot }: Frame,
  { feltMiddle }: Levels,
): readonly Mark[] {
  const points = columns.flatMap(({ column: { name, felt }, left }) =>
    felt === null
      ? []
      : [{ name, felt: felt.median, x: left + slot / 2, y: feltMiddle - felt.median * 20 }],
  );
  if (points.length === 0) return [];
  return [
    { kind: 'line', points: points.map(({ x, y }) => [x, y] as const), tone: 'muted', weight: 1.2 },
    ...points.flatMap(({ name, felt, x, y }): readonly Mark[] => {
      const title = `${name}: felt ${signed(felt)} on −1 to +1`;
      return [
        { kind: 'dot', x, y, radius: 4, tone: 'ink', paint: 'fill', title },
        {
          kind: 'text',
          x,
          y: felt < 0 ? y + 17 : y - 9,
          text: signed(felt),
          size: 10.5,
          weight: 400,
          anchor: 'middle',
          tone: 'ink',
        },
      ];
    }),
  ];
}

function columnAt(
  column: VoiceColumn,
  x: number,
  frame: Frame,
  { centre, names }: Levels,
): readonly Mark[] {
  const { picture, lengthMax, slot } = frame;
  const thickness = Math.min(30, slot / 2 - 2 * outlineExtra);
  const bars = (
    [
      ['get', -1, 'delivered'],
      ['give', 1, 'captured'],
    ] as const
  ).flatMap(([way, sign, tone]) => {
    const voice = column[way];
    const along = (length: number, across: number) => [x + across, centre + sign * length] as const;
    const reach = Math.max(2, voiceReach(voice, picture.scale, lengthMax));
    const near = sign < 0 ? centre - reach - 7 : centre + reach + 6 + labelSize;
    return [
      ...voiceBar(voice, picture.scale, { tone, along, lengthMax, thickness }),
      ...labelMarks(voice, column.isMeasured ? tone : 'muted', x, near, sign, slot),
    ];
  });
  const { names: lines, under } = nameLines(column, slot);
  const text = { x, anchor: 'middle', title: column.name } as const;
  return [
    ...bars,
    ...textLines(lines, {
      ...text,
      y: names + 16,
      size: nameSize,
      weight: column.isLit ? 600 : 400,
      tone: 'ink',
    }),
    ...textLines(under, {
      ...text,
      y: names + 16 + lines.length * lineHeight(nameSize),
      size: underSize,
      weight: 400,
      tone: 'muted',
    }),
  ];
}

/** The number and what stands beside it, on the far side of a bar. `near`: baseline of the line next to the bar. */
function labelMarks(
  voice: Voice,
  tone: Mark['tone'],
  x: number,
  near: number,
  sign: -1 | 1,
  slot: number,
): readonly Mark[] {
  const fit = { width: slot - 6, size: labelSize, linesMax: 1 } as const;
  const lines = [
    ...wrap(voice.label, { ...fit, weight: 600 }).map((text) => ({ text, weight: 600 as const })),
    ...wrap(voice.outside, { ...fit, weight: 400 }).map((text) => ({ text, weight: 400 as const })),
  ];
  const ordered = sign < 0 ? [...lines].reverse() : lines;
  return ordered.map(({ text, weight }, index) => ({
    kind: 'text',
    x,
    y: near + sign * index * lineHeight(labelSize),
    text,
    size: labelSize,
    weight,
    anchor: 'middle',
    tone: text === 'nothing' ? 'muted' : tone,
    title: voice.told,
  }));
}

/** Why the lit touchpoint is lit, below its row. */
export function sentenceMarks(
  column: VoiceColumn,
  { picture, width }: Frame,
  { bottom }: Levels,
): readonly Mark[] {
  const text = `Matters most: ${column.name}. ${picture.sentence}`;
  const lines = wrap(text, { width: width - margin - 8, size: noteSize, weight: 600, linesMax: 3 });
  return textLines(lines, {
    x: margin,
    y: bottom + 22,
    size: noteSize,
    weight: 600,
    anchor: 'start',
    tone: 'ink',
    title: text,
  });
}
