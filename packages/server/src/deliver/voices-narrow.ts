import {
  lineHeight,
  type Mark,
  type Scene,
  textLines,
  textWidth,
  voiceBar,
  whiskerOver,
  wrap,
} from '@bothways/core/scene';
import { short, signed } from './numbers.ts';
import type { Voice, VoiceColumn, VoicePicture } from './voices.ts';

const nameSize = 14;
const smallSize = 12;
const labelSize = 12.5;
const barThickness = 12;
const pad = 10;

/** Marks that stand from `top` on, and where the next ones may start. */
interface Block {
  readonly marks: readonly Mark[];
  readonly bottom: number;
}

/** The same picture for a phone, top to bottom: left of the line what they give, right of it what they get. */
export function voicesNarrow(picture: VoicePicture, width: number): Scene {
  const head = headBlock(picture, width);
  let bottom = head.bottom;
  const marks: Mark[] = [...head.marks];
  for (const phase of picture.phases) {
    const block = phaseBlock(phase.name, phase.columns, picture, { width, top: bottom + 10 });
    marks.push(...block.marks);
    bottom = block.bottom;
  }
  return {
    width,
    height: bottom + 4,
    title: `The two voices along the journey: ${picture.journey}`,
    description: `Left of the line what they give, right of it what they get, in ${picture.currency} a year, at each touchpoint from top to bottom. The table below holds every number.`,
    marks,
  };
}

function headBlock({ scale, currency }: VoicePicture, width: number): Block {
  const middle = width / 2;
  const text = { kind: 'text', size: 13, weight: 600, y: 14 } as const;
  const axis = `bars end at ${currency}\u00a0${short(scale.cap)} a year`;
  return {
    marks: [
      { ...text, x: middle - 10, anchor: 'end', tone: 'captured', text: '← They give' },
      { ...text, x: middle + 10, anchor: 'start', tone: 'delivered', text: 'They get →' },
      {
        kind: 'text',
        x: middle,
        y: 33,
        size: smallSize,
        weight: 400,
        anchor: 'middle',
        tone: 'muted',
        text: axis,
      },
    ],
    bottom: 40,
  };
}

function phaseBlock(
  name: string,
  columns: readonly VoiceColumn[],
  picture: VoicePicture,
  { width, top }: { width: number; top: number },
): Block {
  const lines = wrap(name, { width: width - 2 * pad, size: nameSize, weight: 600, linesMax: 2 });
  const marks: Mark[] = [];
  let bottom = top + 8 + lines.length * lineHeight(nameSize);
  const barsTop = bottom;
  for (const column of columns) {
    const block = columnBlock(column, picture, { width, top: bottom + 6 });
    marks.push(...block.marks);
    bottom = block.bottom;
  }
  const band: Mark = {
    kind: 'rect',
    x: 0,
    y: top,
    width,
    height: bottom + 6 - top,
    tone: 'band',
    paint: 'soft',
    radius: 10,
  };
  const title: readonly Mark[] = textLines(lines, {
    x: pad,
    y: top + 21,
    size: nameSize,
    weight: 600,
    anchor: 'start',
    tone: 'muted',
    title: name,
  });
  return { marks: [band, ...title, ...marks], bottom: Math.max(bottom + 6, barsTop) };
}

function columnBlock(
  column: VoiceColumn,
  picture: VoicePicture,
  { width, top }: { width: number; top: number },
): Block {
  const inner = width - 2 * pad;
  const lines = wrap(column.name, { width: inner, size: nameSize, weight: 600, linesMax: 2 });
  const below = [
    column.channel,
    column.felt === null ? '' : `felt ${signed(column.felt.median)}`,
    column.note ?? '',
  ].filter((text) => text !== '');
  const under = wrap(below.join(' · '), {
    width: inner,
    size: smallSize,
    weight: 400,
    linesMax: 1,
  });
  const text = { x: pad, anchor: 'start', title: column.name } as const;
  const underY = top + 15 + lines.length * lineHeight(nameSize);
  const barsTop = underY + 11;
  const labels = barsTop + barThickness + 8 + 12;
  const sentence = column.isLit ? sentenceLines(picture, inner) : [];
  const bottom =
    labels + 8 + (sentence.length === 0 ? 0 : 6 + sentence.length * lineHeight(smallSize));
  const lit: readonly Mark[] = column.isLit
    ? [
        {
          kind: 'rect',
          x: 4,
          y: top,
          width: width - 8,
          height: bottom - top,
          tone: 'lit',
          paint: 'soft',
          radius: 8,
        },
      ]
    : [];
  return {
    marks: [
      ...lit,
      ...textLines(lines, { ...text, y: top + 16, size: nameSize, weight: 600, tone: 'ink' }),
      ...textLines(under, { ...text, y: underY, size: smallSize, weight: 400, tone: 'muted' }),
      ...bothBars(column, picture, { width, middleY: barsTop + barThickness / 2 + 4, labels }),
      ...textLines(sentence, {
        ...text,
        y: labels + 20,
        size: smallSize,
        weight: 600,
        tone: 'ink',
        title: picture.sentence,
      }),
    ],
    bottom,
  };
}

function sentenceLines({ sentence }: VoicePicture, width: number): readonly string[] {
  return wrap(`Matters most: ${sentence}`, { width, size: smallSize, weight: 600, linesMax: 6 });
}

function bothBars(
  column: VoiceColumn,
  { scale }: VoicePicture,
  { width, middleY, labels }: { width: number; middleY: number; labels: number },
): readonly Mark[] {
  const middle = width / 2;
  const lengthMax = middle - pad - whiskerOver;
  const sides = (
    [
      ['give', -1, 'captured'],
      ['get', 1, 'delivered'],
    ] as const
  ).flatMap(([way, sign, tone]) => [
    ...voiceBar(column[way], scale, {
      tone,
      along: (length, across) => [middle + sign * length, middleY + across],
      lengthMax,
      thickness: barThickness,
    }),
    ...sideLabels(column[way], column.isMeasured ? tone : 'muted', {
      x: middle + sign * 8,
      y: labels,
      sign,
      width: middle - pad - 8,
    }),
  ]);
  const centre: Mark = {
    kind: 'line',
    points: [
      [middle, middleY - 13],
      [middle, labels + 4],
    ],
    tone: 'ink',
    weight: 1.5,
  };
  return [...sides, centre];
}

/** Number first as read from the centre line, then what stands beside it. */
function sideLabels(
  voice: Voice,
  tone: Mark['tone'],
  { x, y, sign, width }: { x: number; y: number; sign: -1 | 1; width: number },
): readonly Mark[] {
  const anchor = sign < 0 ? 'end' : 'start';
  const text = { kind: 'text', y, size: labelSize, anchor, title: voice.told } as const;
  const taken = voice.label === '' ? 0 : textWidth(voice.label, labelSize, 600) + 6;
  const [outside] = wrap(voice.outside, {
    width: width - taken,
    size: labelSize,
    weight: 400,
    linesMax: 1,
  });
  return [
    ...(voice.label === ''
      ? []
      : [
          {
            ...text,
            x,
            text: voice.label,
            weight: 600,
            tone: voice.label === 'nothing' ? 'muted' : tone,
          } as const,
        ]),
    ...(outside === undefined
      ? []
      : [{ ...text, x: x + sign * taken, text: outside, weight: 400, tone } as const]),
  ];
}
