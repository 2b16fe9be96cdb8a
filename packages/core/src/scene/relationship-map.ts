import type { MapTouchpoint, MapVoice } from './map-frame.ts';
import type { MoneyScale } from './money-scale.ts';
import { lineHeight, type Mark, textLines } from './scene.ts';
import { wrap } from './text-width.ts';
import { voiceBar, voiceReach } from './voice-bar.ts';

/** A phase of a journey with its voices summed, under the lifecycle stage that it belongs to. */
export interface RelationshipCell {
  readonly key: string;
  readonly name: string;
  /** Its place among the stages. */
  readonly stage: number;
  readonly get: MapVoice;
  readonly give: MapVoice;
  readonly felt: MapTouchpoint['felt'];
  readonly isLit: boolean;
  readonly isMeasured: boolean;
}

/** A journey as one band of the whole relationship. */
export interface RelationshipRow {
  readonly id: string;
  readonly name: string;
  readonly get: MapVoice;
  readonly give: MapVoice;
  readonly felt: MapTouchpoint['felt'];
  readonly isMeasured: boolean;
  readonly cells: readonly RelationshipCell[];
}

export interface RelationshipWords {
  readonly get: string;
  readonly give: string;
  readonly felt: string;
  /** Names of the stages, from left to right. */
  readonly stages: readonly string[];
}

export interface RelationshipWish {
  /** Room there is, names and all; the map is wider where its stages need more. */
  readonly width: number;
  /** Room there is for all rows together; they are never lower than their words need. */
  readonly height: number;
  readonly scale: MoneyScale;
  readonly words: RelationshipWords;
}

/** A journey's band: what is pointed at, clicked and focused. */
export interface RelationshipBand {
  readonly key: string;
  readonly name: string;
  readonly y: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Its name and its sums, which stand still at the left. */
  readonly axis: readonly Mark[];
}

/**
 * The whole relationship at one look: each journey a band under the eight lifecycle stages, each of its phases with its two
 * voices summed, they get above the line and they give below it.
 *
 * Coordinates: pixels; `axis` marks have an x of their own, from the left edge of the names.
 */
export interface RelationshipMap {
  readonly width: number;
  readonly height: number;
  readonly axisWidth: number;
  readonly heads: readonly Mark[];
  readonly bands: readonly RelationshipBand[];
}

const slotMin = 104;
const headHeight = 30;
const gap = 8;
const nameRoom = 38;
const labelRoom = 16;
const feltRoom = 22;
const barMin = 22;
const barMax = 90;
const axisWidth = 190;

/** Lays the whole relationship out. Same input, same map. */
export function relationshipMap(
  rows: readonly RelationshipRow[],
  wish: RelationshipWish,
): RelationshipMap {
  const { stages } = wish.words;
  const slot = Math.max(slotMin, (wish.width - axisWidth) / Math.max(1, stages.length));
  const fixed = nameRoom + 2 * labelRoom + feltRoom + 8;
  const room = (wish.height - headHeight) / Math.max(1, rows.length) - gap - fixed;
  const lengthMax = Math.min(barMax, Math.max(barMin, room / 2));
  const height = fixed + 2 * lengthMax;
  const used = new Set(rows.flatMap(({ cells }) => cells.map(({ stage }) => stage)));
  return {
    width: slot * stages.length,
    height: headHeight + rows.length * (height + gap),
    axisWidth,
    heads: stages.flatMap((name, index) => headMarks(name, index, slot, used.has(index))),
    bands: rows.map((row, index) => {
      const place: Place = {
        ...{ y: headHeight + index * (height + gap), height, slot, lengthMax },
        ...{ width: slot * stages.length, scale: wish.scale, words: wish.words },
      };
      return {
        ...{ key: row.id, name: row.name, y: place.y, height },
        marks: [...bandMarks(place), ...cellsOf(row, place)],
        axis: axisMarks(row, place),
      };
    }),
  };
}

interface Place {
  readonly y: number;
  readonly height: number;
  readonly width: number;
  readonly slot: number;
  readonly lengthMax: number;
  readonly scale: MoneyScale;
  readonly words: RelationshipWords;
}

function headMarks(name: string, index: number, slot: number, isUsed: boolean): readonly Mark[] {
  const style = { size: 12.5, weight: isUsed ? 600 : 400 } as const;
  return textLines(wrap(name, { ...style, width: slot - 12, linesMax: 1 }), {
    ...style,
    x: (index + 0.5) * slot,
    y: 18,
    anchor: 'middle',
    tone: isUsed ? 'ink' : 'muted',
    title: name,
  });
}

function bandMarks({ y, height, width }: Place): readonly Mark[] {
  return [{ kind: 'rect', x: 0, y, width, height, tone: 'band', paint: 'soft', radius: 12 }];
}

/** Phases of the same stage stand beside each other in its column. */
function cellsOf({ cells }: RelationshipRow, place: Place): readonly Mark[] {
  const stages = Map.groupBy(cells, ({ stage }) => stage);
  return [...stages].flatMap(([stage, some]) => {
    const width = place.slot / some.length;
    return some.flatMap((cell, index) =>
      cellMarks(cell, stage * place.slot + index * width, width, place),
    );
  });
}

function cellMarks(
  cell: RelationshipCell,
  x: number,
  width: number,
  { y, height, lengthMax, scale }: Place,
): readonly Mark[] {
  const middle = x + width / 2;
  const centre = y + nameRoom + labelRoom + lengthMax + 3;
  const name = { size: 11.5, weight: cell.isLit ? 600 : 400 } as const;
  const bar = (voice: MapVoice, sign: -1 | 1): readonly Mark[] => {
    const tone = sign < 0 ? 'delivered' : 'captured';
    const reach = Math.min(lengthMax + 4, Math.max(3, voiceReach(voice, scale, lengthMax)));
    const label = { size: 11.5, weight: cell.isMeasured ? 600 : 400 } as const;
    return [
      ...voiceBar(voice, scale, {
        ...{ tone, lengthMax, thickness: Math.min(34, width / 2.8) },
        along: (length, across) => [middle + across, centre + sign * length],
      }),
      ...textLines(
        wrap(voice.label || voice.outside, { ...label, width: width - 8, linesMax: 1 }),
        {
          ...label,
          x: middle,
          y: sign < 0 ? centre - reach - 6 : centre + reach + 14,
          anchor: 'middle',
          tone: cell.isMeasured ? tone : 'muted',
          title: voice.told,
        },
      ),
    ];
  };
  const inside = { x: x + 4, y: y + 4, width: width - 8, height: height - 8 };
  return [
    {
      kind: 'rect',
      ...inside,
      tone: cell.isLit ? 'lit' : 'paper',
      paint: 'soft',
      radius: 9,
      title: cell.name,
    },
    ...textLines(wrap(cell.name, { ...name, width: width - 18, linesMax: 2 }), {
      ...name,
      x: middle,
      y: y + 20,
      anchor: 'middle',
      tone: 'ink',
      title: cell.name,
    }),
    {
      kind: 'line',
      points: [
        [x + 10, centre],
        [x + width - 10, centre],
      ],
      tone: 'ink',
      weight: 1.2,
    },
    ...bar(cell.get, -1),
    ...bar(cell.give, 1),
    ...feltMarks(cell.felt, middle, y + height - 11),
  ];
}

function feltMarks(felt: MapTouchpoint['felt'], x: number, y: number): readonly Mark[] {
  if (felt === null) return [];
  return [
    { kind: 'dot', x: x - 20, y: y - 4, radius: 3, tone: 'ink', paint: 'fill', title: felt.told },
    ...textLines([felt.label], {
      ...{ x: x - 12, y, size: 11, weight: 400, anchor: 'start', tone: 'ink', title: felt.told },
    }),
  ];
}

function axisMarks(row: RelationshipRow, { y, words }: Place): readonly Mark[] {
  const { name, get, give, felt, isMeasured } = row;
  const title = { size: 14, weight: 600 } as const;
  const lines = wrap(name, { ...title, width: axisWidth - 24, linesMax: 3 });
  const size = 12.5;
  const below = y + 24 + lines.length * lineHeight(title.size) + 2;
  const said = [
    { word: words.get, voice: get.label || get.outside, tone: 'delivered', told: get.told },
    { word: words.give, voice: give.label || give.outside, tone: 'captured', told: give.told },
    ...(felt === null
      ? []
      : [{ word: words.felt, voice: felt.label, tone: 'muted', told: felt.told } as const]),
  ] as const;
  return [
    ...textLines(lines, { ...title, x: 0, y: y + 22, anchor: 'start', tone: 'ink', title: name }),
    ...said.flatMap(({ word, voice, tone, told }, index) =>
      textLines([`${word} ${voice === '' ? '–' : voice}`], {
        ...{ size, weight: isMeasured && tone !== 'muted' ? 600 : 400, x: 0, anchor: 'start' },
        y: below + index * (lineHeight(size) + 2),
        tone,
        title: told,
      }),
    ),
  ];
}
