// What stands around every page: whose it is at the top, which figures and which page at the bottom.
import { type Mark, moved, type Tone } from '@bothways/core/scene';
import { fill } from '@bothways/core/words';
import { type Block, beside, text, widthOf } from './blocks.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { madeAt, type Telling } from './told.ts';

export interface PaperSize {
  readonly width: number;
  readonly height: number;
}

/** ISO 216, in points. */
export const papers = {
  a4: { width: 595.28, height: 841.89 },
  a4Wide: { width: 841.89, height: 595.28 },
  a3Wide: { width: 1190.55, height: 841.89 },
} as const satisfies Readonly<Record<string, PaperSize>>;

export const MARGIN = 40;
/** Where the content of a page begins and ends. */
export const TOP = 62;
export const BOTTOM = 52;

/** The mark of Bothways: one bar up, one down, on a line. */
export function logo(x: number, y: number, size: number): readonly Mark[] {
  const bar = (dx: number, dy: number, tone: Tone): Mark => ({
    ...({ kind: 'rect', x: x + dx * size, y: y + dy * size, width: 0.25 * size } as const),
    ...({ height: 0.34 * size, radius: 0.06 * size, tone, paint: 'fill' } as const),
  });
  const points = [
    [x, y + size / 2],
    [x + size, y + size / 2],
  ] as const;
  return [
    bar(0.19, 0.09, 'delivered'),
    bar(0.56, 0.56, 'captured'),
    { kind: 'line', points, tone: 'ink', weight: 0.07 * size },
  ];
}

/** Pages of paper around their contents, with the page's number where there are several. */
export function framed(
  telling: Telling,
  size: PaperSize,
  contents: readonly {
    readonly title: string;
    readonly description: string;
    readonly parts: readonly SheetPart[];
    readonly outline?: number;
  }[],
): readonly Sheet[] {
  return contents.map(({ title, description, parts, outline = 0.9 }, index) => ({
    ...size,
    ...{ title, description, outline },
    parts: [
      { name: '', marks: head(telling, size) },
      ...parts,
      { name: '', marks: foot(telling, size, index + 1, contents.length) },
    ],
  }));
}

function head({ overview, speech }: Telling, { width }: PaperSize): readonly Mark[] {
  const date = speech.format.day(overview.generatedAt);
  const { marks } = beside([
    { x: MARGIN + 17, block: text('Bothways', 100, { size: 9, weight: 600 }) },
    {
      x: MARGIN + 24 + widthOf('Bothways', 9, 600),
      block: text(overview.model, width / 2, { size: 9, tone: 'muted', linesMax: 1 }),
    },
    {
      x: width - MARGIN - 200,
      block: text(date, 200, { size: 9, tone: 'muted', anchor: 'end', linesMax: 1 }),
    },
  ]);
  return [...logo(MARGIN, 29, 12), ...moved(marks, 0, 30)];
}

function foot(
  telling: Telling,
  { width, height }: PaperSize,
  page: number,
  pages: number,
): readonly Mark[] {
  const blanks = { page: String(page), pages: String(pages) };
  const right = pages > 1 ? fill(telling.speech.own.page, blanks) : '';
  const made: Block = text(madeAt(telling), width - 2 * MARGIN - 80, {
    ...{ size: 7.5, tone: 'muted', linesMax: 1 },
  });
  const number = text(right, 80, { size: 7.5, tone: 'muted', anchor: 'end' });
  const { marks } = beside([
    { x: MARGIN, block: made },
    { x: width - MARGIN - 80, block: number },
  ]);
  const points = [
    [MARGIN, height - 36],
    [width - MARGIN, height - 36],
  ] as const;
  return [{ kind: 'line', points, tone: 'rule', weight: 0.6 }, ...moved(marks, 0, height - 28)];
}
