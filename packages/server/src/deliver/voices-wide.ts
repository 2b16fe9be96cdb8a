import { short } from './numbers.ts';
import { lineHeight, type Mark, type Scene, textLines } from './scene.ts';
import { wrap } from './text-width.ts';
import { outlineExtra, voiceBar, voiceReach } from './voice-bar.ts';
import type { Voice, VoiceColumn, VoicePicture } from './voices.ts';
import { type PhasePart, packRows } from './voices-pack.ts';

const margin = 64;
const phaseGap = 8;
const slotMin = 86;
const slotMax = 190;
const phaseHeight = 46;
const feltHeight = 54;
const labelSize = 11.5;
/** Room for the two lines of label beyond a bar. */
const labelRoom = 2 * lineHeight(labelSize) + 4;
const nameSize = 12;
const nameHeight = 78;
const noteSize = 13;

/** What all rows of one picture share. */
interface Frame {
  readonly picture: VoicePicture;
  readonly width: number;
  readonly slot: number;
  /** Pixels of the scale's cap. */
  readonly lengthMax: number;
  readonly isFelt: boolean;
}

/** Where things stand in one row, from top to bottom. */
interface Levels {
  readonly feltMiddle: number;
  readonly centre: number;
  readonly names: number;
  readonly bottom: number;
}

/**
 * The two voices along the journey, left to right: above the line what they get, below it what they give.
 * Shape: one scene a row, rows broken between phases, so that a printed page may break there too.
 */
export function voicesWide(picture: VoicePicture, width: number, height: number): readonly Scene[] {
  const rows = packRows(
    picture.phases,
    Math.max(1, Math.floor((width - margin) / (slotMin + phaseGap))),
  );
  const columns = rows.map((parts) => parts.reduce((sum, part) => sum + part.columns.length, 0));
  const gaps = phaseGap * (Math.max(...rows.map((parts) => parts.length)) - 1);
  const frame: Frame = {
    picture,
    width,
    slot: Math.min(slotMax, (width - margin - gaps) / Math.max(...columns)),
    lengthMax: (height - 2 * labelRoom) / 2,
    isFelt: picture.phases.some((phase) => phase.columns.some(({ felt }) => felt !== null)),
  };
  return rows.map((parts, index) => rowScene(parts, frame, `row ${index + 1} of ${rows.length}`));
}

function rowScene(parts: readonly PhasePart[], frame: Frame, place: string): Scene {
  const { picture, width } = frame;
  const columns = parts.flatMap((part) => part.columns);
  const up = roomFor(
    columns.map(({ get }) => get),
    frame,
  );
  const down = roomFor(
    columns.map(({ give }) => give),
    frame,
  );
  const feltTop = phaseHeight;
  const centre = feltTop + (frame.isFelt ? feltHeight : 0) + up;
  const names = centre + down;
  const levels: Levels = {
    feltMiddle: feltTop + feltHeight / 2,
    centre,
    names,
    bottom: names + nameHeight,
  };
  const lit = columns.find(({ isLit }) => isLit);
  const sentence = lit === undefined ? [] : sentenceMarks(lit, frame, levels);
  return {
    width,
    height: levels.bottom + (lit === undefined ? 0 : 16 + sentence.length * lineHeight(noteSize)),
    title: `The two voices along the journey: ${picture.journey}, ${place}`,
    description: `${parts.map(({ name }) => name).join(', ')}. Above the line what they get, below it what they give, in ${picture.currency} a year, at each of ${columns.length} touchpoints. The table below holds every number.`,
    marks: [
      ...phaseMarks(parts, frame, levels),
      ...axisMarks(frame, levels, up, down),
      ...columnMarks(parts, frame, levels),
      ...sentence,
    ],
  };
}

/** How much room a row needs on one side: its longest bar and the labels beyond it. */
function roomFor(voices: readonly Voice[], { picture, lengthMax }: Frame): number {
  return (
    Math.max(34, ...voices.map((voice) => voiceReach(voice, picture.scale, lengthMax))) +
    labelRoom +
    6
  );
}

/** Each column with the left edge of its slot. */
function placed(
  parts: readonly PhasePart[],
  slot: number,
): readonly { part: PhasePart; left: number }[] {
  let left = margin;
  return parts.map((part) => {
    const here = left;
    left += part.columns.length * slot + phaseGap;
    return { part, left: here };
  });
}

function phaseMarks(
  parts: readonly PhasePart[],
  { slot }: Frame,
  { bottom }: Levels,
): readonly Mark[] {
  return placed(parts, slot).flatMap(({ part, left }): readonly Mark[] => {
    const width = part.columns.length * slot;
    const lines = wrap(part.name, { width: width - 20, size: 13, weight: 600, linesMax: 2 });
    return [
      {
        kind: 'rect',
        x: left,
        y: 0,
        width,
        height: bottom,
        tone: 'band',
        paint: 'soft',
        radius: 10,
      },
      ...textLines(lines, {
        x: left + 10,
        y: 19,
        size: 13,
        weight: 600,
        anchor: 'start',
        tone: 'ink',
        title: part.name,
      }),
    ];
  });
}

function axisMarks(
  { picture, width, lengthMax, isFelt }: Frame,
  levels: Levels,
  up: number,
  down: number,
): readonly Mark[] {
  const { scale, currency } = picture;
  const small = {
    kind: 'text',
    x: margin - 10,
    size: 11,
    weight: 400,
    anchor: 'end',
    tone: 'muted',
  } as const;
  const ticks = scale.ticks.slice(1).flatMap((tick) => {
    const length = (tick / scale.cap) * lengthMax;
    const both = [
      up - labelRoom >= length ? -length : null,
      down - labelRoom >= length ? length : null,
    ];
    return both.flatMap((offset): readonly Mark[] => {
      if (offset === null) return [];
      const y = levels.centre + offset;
      return [
        {
          kind: 'line',
          points: [
            [margin, y],
            [width, y],
          ],
          tone: 'rule',
          weight: 1,
        },
        { ...small, y: y + 4, text: short(tick) },
      ];
    });
  });
  const side = { kind: 'text', x: 0, size: 12, weight: 600, anchor: 'start' } as const;
  return [
    ...ticks,
    {
      kind: 'line',
      points: [
        [margin, levels.centre],
        [width, levels.centre],
      ],
      tone: 'ink',
      weight: 1.5,
    },
    { ...small, y: levels.centre + 4, text: currency },
    { ...side, y: levels.centre - up + 14, text: 'They get', tone: 'delivered' },
    { ...side, y: levels.centre + down - 6, text: 'They give', tone: 'captured' },
    ...(isFelt ? feltAxis(levels, width) : []),
  ];
}

function feltAxis({ feltMiddle }: Levels, width: number): readonly Mark[] {
  return [
    {
      kind: 'text',
      x: 0,
      y: feltMiddle + 4,
      text: 'Felt',
      size: 12,
      weight: 600,
      anchor: 'start',
      tone: 'ink',
    },
    {
      kind: 'line',
      points: [
        [margin, feltMiddle],
        [width, feltMiddle],
      ],
      tone: 'rule',
      weight: 1,
      dashed: true,
    },
  ];
}

function columnMarks(parts: readonly PhasePart[], frame: Frame, levels: Levels): readonly Mark[] {
  const columns = placed(parts, frame.slot).flatMap(({ part, left }) =>
    part.columns.map((column, index) => ({ column, left: left + index * frame.slot })),
  );
  return [
    ...columns.flatMap(({ column, left }) => litBand(column, left, frame, levels)),
    ...feltCurve(columns, frame, levels),
    ...columns.flatMap(({ column, left }) =>
      columnAt(column, left + frame.slot / 2, frame, levels),
    ),
  ];
}

function litBand(
  { isLit }: VoiceColumn,
  left: number,
  { slot }: Frame,
  { bottom }: Levels,
): readonly Mark[] {
  if (!isLit) return [];
  return [
    {
      kind: 'rect',
      x: left + 2,
      y: 42,
      width: slot - 4,
      height: bottom - 44,
      tone: 'lit',
      paint: 'soft',
      radius: 8,
    },
  ];
}

function feltCurve(
  columns: readonly { column: VoiceColumn; left: number }[],
  { slot }: Frame,
  { feltMiddle }: Levels,
): readonly Mark[] {
  const points = columns.flatMap(({ column, left }) =>
    column.felt === null
      ? []
      : [{ column, x: left + slot / 2, y: feltMiddle - column.felt.median * 20 }],
  );
  if (points.length === 0) return [];
  return [
    { kind: 'line', points: points.map(({ x, y }) => [x, y] as const), tone: 'muted', weight: 1.2 },
    ...points.map(
      ({ column, x, y }): Mark => ({
        kind: 'dot',
        x,
        y,
        radius: 4,
        tone: 'ink',
        paint: 'fill',
        title: `${column.name}: felt ${column.felt?.median.toFixed(2)} on -1 to +1`,
      }),
    ),
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
  const fit = {
    width: slot - 8,
    size: nameSize,
    weight: column.isLit ? 600 : 400,
    linesMax: 2,
  } as const;
  const lines = wrap(column.name, fit);
  const under = [
    ...wrap(column.channel, { ...fit, size: 10.5, weight: 400, linesMax: 1 }),
    column.note ?? '',
  ].filter((text) => text !== '');
  const text = { x, anchor: 'middle', title: column.name } as const;
  return [
    ...bars,
    ...textLines(lines, {
      ...text,
      y: names + 16,
      size: nameSize,
      weight: fit.weight,
      tone: 'ink',
    }),
    ...textLines(under, {
      ...text,
      y: names + 16 + lines.length * lineHeight(nameSize),
      size: 10.5,
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

function sentenceMarks(
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
