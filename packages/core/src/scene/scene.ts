// A picture as plain data: what stands where, and what it means. The page, a PDF and slides print the same scene.
import { textWidth, type Weight } from './text-width.ts';

/** What a mark means; how that looks is up to whoever prints it. */
export type Tone =
  | 'delivered'
  | 'captured'
  | 'ink'
  | 'muted'
  | 'rule'
  | 'band'
  | 'lit'
  | 'paper'
  | 'grade-a'
  | 'grade-b'
  | 'grade-c'
  | 'grade-d';

/** `fill`: measured. `outline`: believed. `soft`: a wash behind something. */
export type Paint = 'fill' | 'outline' | 'soft';

/** Units: pixels of the scene, x to the right, y down. A `title` tells more on pointing. */
export type Mark =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly tone: Tone;
      readonly paint: Paint;
      readonly radius?: number;
      readonly title?: string;
    }
  | {
      readonly kind: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly tone: Tone;
      readonly weight: number;
      readonly dashed?: boolean;
      /** An area: washed with its tone between its points instead of drawn along them. */
      readonly filled?: boolean;
    }
  | {
      readonly kind: 'dot';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly tone: Tone;
      readonly paint: Paint;
      readonly title?: string;
    }
  | TextMark;

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: Weight;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly tone: Tone;
  /** The whole; shown on pointing where the text had to be cut. */
  readonly title?: string;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** The accessible name, and one or two sentences of what is to be seen. */
  readonly title: string;
  readonly description: string;
  readonly marks: readonly Mark[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a text stands: from its ascenders to its descenders. */
export function textBox({ x, y, text, size, weight, anchor }: TextMark): Box {
  const width = textWidth(text, size, weight);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  return { left, top: y - size * 0.8, right: left + width, bottom: y + size * 0.25 };
}

/** Lines of text one under another, the first with its baseline at y. */
export function textLines(
  lines: readonly string[],
  mark: Omit<TextMark, 'kind' | 'text'>,
): readonly Mark[] {
  return lines.map((text, index) => ({
    ...mark,
    kind: 'text',
    text,
    y: mark.y + index * lineHeight(mark.size),
  }));
}

export function lineHeight(size: number): number {
  return Math.ceil(size * 1.3);
}

/** The marks of one scene placed inside another. */
export function moved(marks: readonly Mark[], dx: number, dy: number): readonly Mark[] {
  return marks.map((mark) =>
    mark.kind === 'line'
      ? { ...mark, points: mark.points.map(([x, y]) => [x + dx, y + dy] as const) }
      : { ...mark, x: mark.x + dx, y: mark.y + dy },
  );
}
