import { type Mark, moved } from '@bothways/core/scene';
import { type Block, beside, text } from './blocks.ts';
import { logo } from './frame.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { madeAt, type Telling } from './told.ts';
import { SLIDE } from './write-pptx.ts';

export const MARGIN = 40;
export const TOP = 34;
export const width = SLIDE.width - 2 * MARGIN;

/** A slide around its parts: whose it is and which figures at its foot. `title` stands on it and is the slide's name. */
export function slideOf(
  telling: Telling,
  title: string,
  parts: readonly SheetPart[],
  outline = 1,
): Sheet {
  const { overview } = telling;
  const { marks } = beside([
    {
      x: 20,
      block: text(`Bothways · ${overview.model}`, width / 2, {
        size: 9,
        tone: 'muted',
        linesMax: 1,
      }),
    },
    {
      x: width / 2,
      block: text(madeAt(telling), width / 2, {
        size: 9,
        tone: 'muted',
        anchor: 'end',
        linesMax: 1,
      }),
    },
  ]);
  const foot: readonly Mark[] = [
    ...logo(MARGIN, SLIDE.height - 29, 12),
    ...moved(marks, MARGIN, SLIDE.height - 28),
  ];
  return {
    ...{ ...SLIDE, title, description: title, outline },
    parts: [...parts, { name: '', marks: foot }],
  };
}

/** A block at its place. */
export function part(block: Block, y: number, name = '', x = MARGIN): SheetPart {
  return { name, marks: moved(block.marks, x, y) };
}
