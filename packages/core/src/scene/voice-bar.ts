import type { MoneyScale } from './money-scale.ts';
import type { Mark, Tone } from './scene.ts';

/** A number with its range, as it is drawn. */
export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What is drawn of one direction at one touchpoint, and the words told on pointing at it. */
export interface BarVoice {
  readonly measured: Interval | null;
  readonly believed: Interval | null;
  readonly told: string;
}

/**
 * Where bars of one direction grow from, and how: `along` turns (length, offset across) into scene coordinates.
 * One description serves bars up, down, left and right.
 */
export interface BarPlace {
  readonly tone: Tone;
  readonly along: (length: number, across: number) => readonly [number, number];
  /** Pixels of the scale's cap. */
  readonly lengthMax: number;
  /** Thickness of the measured bar; the believed outline is wider by `outlineExtra` on both sides. */
  readonly thickness: number;
}

export const outlineExtra = 4;
const lengthMin = 2;
/** How far a whisker may stick out beyond the cap before it is cut. */
export const whiskerOver = 10;

/** How long something is drawn: at least a visible tick, at most the cap. */
export function barLength(value: number, scale: MoneyScale, lengthMax: number): number {
  if (value <= 0) return 0;
  return Math.min(lengthMax, Math.max(lengthMin, (value / scale.cap) * lengthMax));
}

/** Believed as outline, measured as fill, the range of what counts as a thin whisker; torn where larger than the cap. */
export function voiceBar(voice: BarVoice, scale: MoneyScale, place: BarPlace): readonly Mark[] {
  const { measured, believed } = voice;
  const shown = measured ?? believed;
  return [
    ...(measured === null ? [] : [moneyBar(measured, scale, place, 'fill', voice.told)]),
    ...(believed === null
      ? []
      : [moneyBar(believed, scale, place, 'outline', measured === null ? voice.told : undefined)]),
    ...(shown === null || shown.median <= 0 ? [] : doubt(shown, scale, place)),
  ].flat();
}

/** How far the marks of a voice reach. */
export function voiceReach(voice: BarVoice, scale: MoneyScale, lengthMax: number): number {
  const shown = voice.measured ?? voice.believed;
  const lengths = [voice.measured, voice.believed].map((each) =>
    barLength(each?.median ?? 0, scale, lengthMax),
  );
  const whisker = shown === null || shown.median <= 0 ? 0 : whiskerEnd(shown, scale, lengthMax);
  return Math.max(...lengths, whisker);
}

/** One bar; where it is longer than the cap, torn. */
export function moneyBar(
  { median }: Pick<Interval, 'median'>,
  scale: MoneyScale,
  place: BarPlace,
  paint: 'fill' | 'outline',
  title?: string,
): readonly Mark[] {
  const length = barLength(median, scale, place.lengthMax);
  if (length === 0) return [];
  const half = place.thickness / 2 + (paint === 'outline' ? outlineExtra : 0);
  const [x1, y1] = place.along(0, -half);
  const [x2, y2] = place.along(length, half);
  const box: Mark = {
    kind: 'rect',
    x: Math.min(x1, x2),
    y: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
    tone: place.tone,
    paint,
    ...(title === undefined ? {} : { title }),
  };
  if (median <= scale.cap) return [box];
  return paint === 'fill' ? [box, ...torn(place)] : [open(place, length, half)];
}

/** An outline that goes on beyond the scale: without its far end. */
function open(place: BarPlace, length: number, half: number): Mark {
  const points = [
    place.along(length, -half),
    place.along(0, -half),
    place.along(0, half),
    place.along(length, half),
  ];
  return { kind: 'line', points, tone: place.tone, weight: 1.3, dashed: true };
}

/** Two slanted cuts through a bar that is longer than drawn. */
function torn(place: BarPlace): readonly Mark[] {
  const half = place.thickness / 2 + 1;
  return [0.8, 0.86].map((part) => {
    const at = part * place.lengthMax;
    const points = [place.along(at - 4, -half), place.along(at + 4, half)] as const;
    return { kind: 'line', points, tone: 'paper', weight: 2.5 } as const;
  });
}

function whiskerEnd({ high }: Interval, scale: MoneyScale, lengthMax: number): number {
  return Math.min(lengthMax + (high > scale.cap ? whiskerOver : 0), (high / scale.cap) * lengthMax);
}

function doubt(interval: Interval, scale: MoneyScale, place: BarPlace): readonly Mark[] {
  if (interval.median > scale.cap) return [];
  const from = barLength(Math.max(0, interval.low), scale, place.lengthMax);
  const to = whiskerEnd(interval, scale, place.lengthMax);
  if (to - from < 2) return [];
  const line = (points: readonly (readonly [number, number])[]): Mark => ({
    kind: 'line',
    points,
    tone: 'ink',
    weight: 1,
  });
  const cap = (at: number): Mark => line([place.along(at, -3), place.along(at, 3)]);
  return [line([place.along(from, 0), place.along(to, 0)]), cap(from), cap(to)];
}
