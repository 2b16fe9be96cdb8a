import {
  type Frame,
  labelSize,
  laneHeight,
  type MapPlace,
  type MapVoice,
  nameLines,
  nameSize,
  noteSize,
} from './map-frame.ts';
import { lineHeight, type Mark, textLines } from './scene.ts';
import { wrap } from './text-width.ts';
import { outlineExtra, voiceBar, voiceReach } from './voice-bar.ts';

/** One touchpoint from top to bottom: its name, its channel, its voices. */
export function columnMarks(place: MapPlace, frame: Frame): readonly Mark[] {
  const { touchpoint, x } = place;
  const { slot, levels } = frame;
  const middle = x + slot / 2;
  return [
    ...textLines(nameLines(touchpoint, slot), {
      x: middle,
      y: levels.names + 12,
      size: nameSize,
      weight: 600,
      anchor: 'middle',
      tone: 'ink',
      title: touchpoint.name,
    }),
    ...laneMarks(place, frame),
    ...voiceMarks(touchpoint.get, -1, place, frame),
    ...voiceMarks(touchpoint.give, 1, place, frame),
    ...noteMarks(touchpoint.note, middle, frame),
  ];
}

/** Where the touchpoint stands among the channels, and the way from the one before. */
function laneMarks({ touchpoint, x }: MapPlace, frame: Frame): readonly Mark[] {
  const { slot, levels, channels, places } = frame;
  const rowOf = (channel: string): number =>
    levels.lanes + (channels.indexOf(channel) + 0.5) * laneHeight;
  const [middle, y] = [x + slot / 2, rowOf(touchpoint.channel)];
  const before = places[places.findIndex((each) => each.touchpoint === touchpoint) - 1];
  const from = before === undefined ? undefined : rowOf(before.touchpoint.channel);
  const guides = channels.map(
    (channel): Mark => ({
      kind: 'line',
      points: [
        [x + 8, rowOf(channel)],
        [x + slot - 8, rowOf(channel)],
      ],
      tone: 'rule',
      weight: 1,
    }),
  );
  const way: readonly Mark[] =
    before === undefined || from === undefined
      ? []
      : [
          {
            kind: 'line',
            points: bend(before.x + slot / 2, from, middle, y),
            tone: 'muted',
            weight: 1.5,
          },
        ];
  return [
    ...guides,
    ...way,
    {
      kind: 'dot',
      x: middle,
      y,
      radius: 5,
      tone: touchpoint.isMeasured ? 'ink' : 'muted',
      paint: touchpoint.isMeasured ? 'fill' : 'outline',
      title: touchpoint.channel,
    },
  ];
}

/** From one point to another, level at both ends. */
function bend(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): readonly (readonly [number, number])[] {
  if (y1 === y2)
    return [
      [x1 + 6, y1],
      [x2 - 6, y2],
    ];
  return Array.from({ length: 13 }, (_, index) => {
    const part = index / 12;
    const ease = part * part * (3 - 2 * part);
    return [x1 + 6 + (x2 - x1 - 12) * part, y1 + (y2 - y1) * ease] as const;
  });
}

function voiceMarks(
  voice: MapVoice,
  sign: -1 | 1,
  { touchpoint, x }: MapPlace,
  { slot, levels, scale, lengthMax }: Frame,
): readonly Mark[] {
  const tone = sign < 0 ? 'delivered' : 'captured';
  const middle = x + slot / 2;
  const reach = Math.max(2, voiceReach(voice, scale, lengthMax));
  const near = sign < 0 ? levels.centre - reach - 8 : levels.centre + reach + 6 + labelSize;
  const bars = voiceBar(voice, scale, {
    tone,
    along: (length, across) => [middle + across, levels.centre + sign * length],
    lengthMax,
    thickness: Math.min(38, slot / 2.6 - 2 * outlineExtra),
  });
  const fit = { width: slot - 10, size: labelSize, linesMax: 1 } as const;
  const lines = ([600, 400] as const).flatMap((weight) =>
    wrap(weight === 600 ? voice.label : voice.outside, { ...fit, weight }).map((text) => ({
      text,
      weight,
    })),
  );
  const ordered = sign < 0 ? lines.toReversed() : lines;
  return [
    ...bars,
    ...ordered.map(
      ({ text, weight }, index): Mark => ({
        kind: 'text',
        x: middle,
        y: near + sign * index * lineHeight(labelSize),
        text,
        size: labelSize,
        weight,
        anchor: 'middle',
        tone: touchpoint.isMeasured ? tone : 'muted',
        title: voice.told,
      }),
    ),
  ];
}

function noteMarks(note: string, x: number, { slot, levels }: Frame): readonly Mark[] {
  return wrap(note, { width: slot - 10, size: noteSize, weight: 400, linesMax: 1 }).map((text) => ({
    kind: 'text',
    x,
    y: levels.bottom - 10,
    text,
    size: noteSize,
    weight: 400,
    anchor: 'middle',
    tone: 'muted',
    title: note,
  }));
}
