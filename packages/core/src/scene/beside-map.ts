import type { MapSpan } from './journey-map.ts';
import type { MapVoice } from './map-frame.ts';
import type { MoneyScale } from './money-scale.ts';
import { lineHeight, type Mark, type Tone, textLines } from './scene.ts';
import { textWidth, wrap } from './text-width.ts';
import { voiceBar, voiceReach } from './voice-bar.ts';

export type BesideChange = 'kept' | 'changed' | 'new' | 'gone';

/** One end of a pair: touchpoints of today, or those that would take their place. */
export interface BesideEnd {
  readonly names: readonly string[];
  readonly get: MapVoice;
  readonly give: MapVoice;
  readonly isMeasured: boolean;
}

export interface BesidePair {
  readonly key: string;
  readonly change: BesideChange;
  readonly now: BesideEnd | null;
  readonly next: BesideEnd | null;
  /** What becomes different, signed and short: "+4.1k"; empty: nothing can be said. */
  readonly customer: string;
  readonly business: string;
  readonly told: string;
}

export interface BesideWords {
  readonly now: string;
  readonly next: string;
  readonly get: string;
  readonly give: string;
  readonly customer: string;
  readonly business: string;
  readonly unit: string;
  readonly changes: Readonly<Record<BesideChange, string>>;
}

export interface BesideWish {
  /** Room there is, axis and all. */
  readonly width: number;
  /** Room for all of it; it is higher only where its words need more. */
  readonly height: number;
  readonly scale: MoneyScale;
  readonly words: BesideWords;
}

/** Two maps one above the other on one scale, pair under pair, with what becomes different between them. */
export interface BesideMap {
  readonly width: number;
  readonly height: number;
  readonly axisWidth: number;
  readonly axis: readonly Mark[];
  readonly lines: readonly Mark[];
  readonly columns: readonly MapSpan[];
}

const nameSize = 12.5;
const labelSize = 12;
const slotMin = 112;
const slotMax = 300;
const stripHeight = 70;
const barMin = 46;
const barMax = 130;

/** Lays both out. Same input, same map. */
export function besideMap(pairs: readonly BesidePair[], wish: BesideWish): BesideMap {
  const frame = frameOf(pairs, wish);
  return {
    width: frame.width,
    height: frame.bottom,
    axisWidth: frame.axisWidth,
    axis: axisMarks(frame),
    lines: [frame.now, frame.next].map(({ centre }) => ({
      kind: 'line',
      points: [
        [0, centre],
        [frame.width, centre],
      ],
      tone: 'ink',
      weight: 1.5,
    })),
    columns: pairs.map((pair, index) => ({
      key: pair.key,
      x: index * frame.slot,
      width: frame.slot,
      marks: columnMarks(pair, index * frame.slot, frame),
    })),
  };
}

/** Heights of one of the two maps. */
interface Half {
  readonly top: number;
  readonly names: number;
  readonly centre: number;
  readonly bottom: number;
}

interface Frame {
  readonly slot: number;
  readonly width: number;
  readonly axisWidth: number;
  readonly lengthMax: number;
  readonly now: Half;
  readonly strip: number;
  readonly next: Half;
  readonly bottom: number;
  readonly scale: MoneyScale;
  readonly words: BesideWords;
}

function frameOf(pairs: readonly BesidePair[], { width, height, scale, words }: BesideWish): Frame {
  const labels = [words.now, words.next, words.get, words.give, words.customer, words.business];
  const axisWidth = Math.min(
    150,
    Math.max(80, ...labels.map((label) => textWidth(label, 12.5, 600) + 18)),
  );
  const even = (width - axisWidth) / Math.max(1, pairs.length);
  const slot = Math.min(slotMax, Math.max(slotMin, even));
  const rows = (ends: readonly (BesideEnd | null)[]): number =>
    Math.max(1, ...ends.map((end) => namesIn(end, slot).length)) * lineHeight(nameSize);
  const [nowNames, nextNames] = [
    rows(pairs.map(({ now }) => now)),
    rows(pairs.map(({ next }) => next)),
  ];
  const label = lineHeight(labelSize) + 14;
  const fixed = nowNames + nextNames + 4 * label + stripHeight + 44;
  const lengthMax = Math.min(barMax, Math.max(barMin, (height - fixed) / 4));
  const half = (top: number, names: number): Half => {
    const centre = top + 24 + names + label + lengthMax;
    return { top, names: top + 26, centre, bottom: centre + lengthMax + label };
  };
  const now = half(0, nowNames);
  const strip = now.bottom + 2;
  const next = half(strip + stripHeight, nextNames);
  const bottom = next.bottom + 4;
  const all = { slot, width: slot * pairs.length, axisWidth, lengthMax };
  return { ...all, now, strip, next, bottom, scale, words };
}

/** Each touchpoint's name on lines of its own, six lines in all. */
function namesIn(end: BesideEnd | null, slot: number): readonly string[] {
  const names = end?.names ?? [];
  const style = { width: slot - 18, size: nameSize, weight: 600 } as const;
  const linesMax = names.length < 3 ? 3 : 2;
  return names.flatMap((name) => wrap(name, { ...style, linesMax })).slice(0, 6);
}

function columnMarks(pair: BesidePair, x: number, frame: Frame): readonly Mark[] {
  const { slot, now, next, strip, words } = frame;
  const isKept = pair.change === 'kept';
  const band = (half: Half): Mark => ({
    ...{ kind: 'rect', x: x + 4, y: half.top, width: slot - 8, height: half.bottom - half.top },
    ...{ tone: 'band', paint: 'soft', radius: 12 },
  });
  const middle = x + slot / 2;
  const line = (text: string, index: number, tone: Tone, weight: 400 | 600): readonly Mark[] =>
    textLines([text], {
      ...{ x: middle, y: strip + 20 + index * 19, size: 12.5, weight },
      ...{ anchor: 'middle', tone, title: pair.told },
    });
  return [
    band(now),
    band(next),
    ...endMarks(pair.now, middle, now, frame),
    ...endMarks(pair.next, middle, next, frame),
    ...line(words.changes[pair.change], 0, isKept ? 'muted' : 'ink', isKept ? 400 : 600),
    ...(isKept
      ? []
      : [
          ...line(pair.customer || '–', 1, 'ink', 600),
          ...line(pair.business || '–', 2, 'ink', 600),
        ]),
  ];
}

function endMarks(
  end: BesideEnd | null,
  middle: number,
  half: Half,
  frame: Frame,
): readonly Mark[] {
  const { slot, scale, lengthMax } = frame;
  const style = { size: nameSize, weight: 600, anchor: 'middle' } as const;
  if (end === null) return textLines(['–'], { ...style, x: middle, y: half.names, tone: 'muted' });
  const bar = (voice: MapVoice, sign: -1 | 1): readonly Mark[] => {
    const tone = sign < 0 ? 'delivered' : 'captured';
    const weight = end.isMeasured ? 600 : 400;
    const reach = Math.max(2, voiceReach(voice, scale, lengthMax));
    const label = { size: labelSize, weight, width: slot - 14, linesMax: 1 } as const;
    return [
      ...voiceBar(voice, scale, {
        ...{ tone, lengthMax, thickness: Math.min(38, slot / 3.2) },
        along: (length, across) => [middle + across, half.centre + sign * length],
      }),
      ...textLines(wrap(voice.label || voice.outside, label), {
        ...{ size: labelSize, weight, anchor: 'middle', x: middle, title: voice.told },
        y: sign < 0 ? half.centre - reach - 8 : half.centre + reach + 16,
        tone: end.isMeasured ? tone : 'muted',
      }),
    ];
  };
  return [
    ...textLines(namesIn(end, slot), {
      ...{ ...style, x: middle, y: half.names, tone: 'ink', title: end.names.join(', ') },
    }),
    ...bar(end.get, -1),
    ...bar(end.give, 1),
  ];
}

function axisMarks({ now, next, strip, words, axisWidth, lengthMax }: Frame): readonly Mark[] {
  const at = (
    text: string,
    y: number,
    tone: Tone,
    weight: 400 | 600,
    size = 12.5,
  ): readonly Mark[] =>
    textLines(wrap(text, { width: axisWidth - 8, size, weight, linesMax: 1 }), {
      ...{ x: 0, y, size, weight, anchor: 'start', tone, title: text },
    });
  const half = ({ names, centre }: Half, name: string): readonly Mark[] => [
    ...at(name, names, 'ink', 600, 14),
    ...at(words.get, centre - lengthMax - 8, 'delivered', 600),
    ...at(words.give, centre + lengthMax + 16, 'captured', 600),
    ...textLines([words.unit], {
      ...{ x: axisWidth - 12, y: centre + 4, size: 11, weight: 400 },
      ...{ anchor: 'end', tone: 'muted' },
    }),
  ];
  return [
    ...half(now, words.now),
    ...at(words.customer, strip + 39, 'muted', 400),
    ...at(words.business, strip + 58, 'muted', 400),
    ...half(next, words.next),
  ];
}
