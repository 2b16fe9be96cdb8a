import { lineHeight, type Mark, type Scene, textLines, voiceReach } from '@bothways/core/scene';
import { short } from './numbers.ts';
import type { Voice, VoicePicture } from './voices.ts';
import { columnMarks, litMarks, sentenceMarks } from './voices-column.ts';
import {
  type Frame,
  feltHeight,
  type Levels,
  labelRoom,
  margin,
  nameLines,
  nameSize,
  noteSize,
  phaseGap,
  phaseLines,
  placed,
  slotMax,
  slotMin,
  underSize,
} from './voices-frame.ts';
import { type PhasePart, packRows } from './voices-pack.ts';

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
  const slot = Math.min(slotMax, (width - margin - gaps) / Math.max(...columns));
  const frame: Frame = {
    picture,
    width,
    slot,
    right: Math.max(
      ...rows.map(
        (parts, index) => margin + (columns[index] ?? 0) * slot + phaseGap * (parts.length - 1),
      ),
    ),
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
  const levels = levelsOf(parts, frame, up, down);
  const lit = columns.find(({ isLit }) => isLit);
  const sentence = lit === undefined ? [] : sentenceMarks(lit, frame, levels);
  return {
    width,
    height: levels.bottom + (lit === undefined ? 0 : 16 + sentence.length * lineHeight(noteSize)),
    title: `The two voices along the journey: ${picture.journey}, ${place}`,
    description: `${parts.map(({ name }) => name).join(', ')}. Above the line what they get, below it what they give, in ${picture.currency} a year, at each of ${columns.length} touchpoints. The table below holds every number.`,
    marks: [
      ...phaseMarks(parts, frame, levels),
      ...litMarks(parts, frame, levels),
      ...axisMarks(frame, levels, up, down),
      ...columnMarks(parts, frame, levels),
      ...sentence,
    ],
  };
}

function levelsOf(
  parts: readonly PhasePart[],
  { slot, isFelt }: Frame,
  up: number,
  down: number,
): Levels {
  const phaseRows = Math.max(...parts.map((part) => phaseLines(part, slot).length));
  const top = 12 + phaseRows * lineHeight(13);
  const centre = top + (isFelt ? feltHeight : 0) + up;
  const below = parts
    .flatMap(({ columns }) => columns)
    .map((column) => nameLines(column, slot))
    .map(
      ({ names, under }) =>
        names.length * lineHeight(nameSize) + under.length * lineHeight(underSize),
    );
  const names = centre + down;
  return {
    top,
    feltMiddle: top + feltHeight / 2,
    centre,
    names,
    bottom: names + 14 + Math.max(...below),
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

function phaseMarks(
  parts: readonly PhasePart[],
  { slot }: Frame,
  { bottom }: Levels,
): readonly Mark[] {
  return placed(parts, slot).flatMap(({ part, left }): readonly Mark[] => {
    const width = part.columns.length * slot;
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
      ...textLines(phaseLines(part, slot), {
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
  { picture, right, lengthMax, isFelt }: Frame,
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
            [right, y],
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
        [right, levels.centre],
      ],
      tone: 'ink',
      weight: 1.5,
    },
    { ...small, y: levels.centre + 4, text: currency },
    { ...side, y: levels.centre - up + 14, text: 'They get', tone: 'delivered' },
    { ...side, y: levels.centre + down - 6, text: 'They give', tone: 'captured' },
    ...(isFelt ? feltAxis(levels, right) : []),
  ];
}

function feltAxis({ feltMiddle }: Levels, right: number): readonly Mark[] {
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
        [right, feltMiddle],
      ],
      tone: 'rule',
      weight: 1,
      dashed: true,
    },
  ];
}
