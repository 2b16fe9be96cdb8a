// Pages are composed of blocks: marks with their top left at 0,0, put beside and under each other. Units: points of paper.
import {
  lineHeight,
  type Mark,
  moved,
  type Tone,
  textLines,
  textWidth,
  type Weight,
  wrap,
} from '@bothways/core/scene';

export interface Block {
  readonly marks: readonly Mark[];
  readonly height: number;
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly tone?: Tone;
  readonly linesMax?: number;
  readonly anchor?: 'start' | 'end';
}

export const nothing: Block = { marks: [], height: 0 };

/** A text in lines of at most `width`. What has to be cut says the whole as its title. */
export function text(said: string, width: number, style: TextStyle): Block {
  const { size, weight = 400, tone = 'ink', linesMax = 60, anchor = 'start' } = style;
  const lines = wrap(said, { width, size, weight, linesMax });
  const x = anchor === 'end' ? width : 0;
  const marks = textLines(lines, { x, y: size * 0.98, size, weight, anchor, tone, title: said });
  return { marks, height: lines.length * lineHeight(size) };
}

/** One under another; blocks of no height take no gap. */
export function stack(blocks: readonly Block[], gap: number): Block {
  let y = 0;
  const marks = blocks
    .filter(({ height }) => height > 0)
    .flatMap((block) => {
      const at = y;
      y += block.height + gap;
      return moved(block.marks, 0, at);
    });
  return { marks, height: Math.max(0, y - gap) };
}

/** Side by side, each with its left edge. */
export function beside(blocks: readonly { readonly x: number; readonly block: Block }[]): Block {
  return {
    marks: blocks.flatMap(({ x, block }) => moved(block.marks, x, 0)),
    height: Math.max(0, ...blocks.map(({ block }) => block.height)),
  };
}

/** A block on a ground of its own. `width`: of the whole. */
export function panel(
  block: Block,
  { width, padding, tone }: { width: number; padding: number; tone: Tone },
): Block {
  const height = block.height + 2 * padding;
  const ground: Mark = {
    ...{ kind: 'rect', x: 0, y: 0, width, height, tone, paint: 'soft', radius: 7 },
  } as const;
  return { marks: [ground, ...moved(block.marks, padding, padding)], height };
}

export function space(height: number): Block {
  return { marks: [], height };
}

export function rule(width: number, tone: Tone = 'rule', weight = 0.75): Block {
  const points = [
    [0, 0.5],
    [width, 0.5],
  ] as const;
  return { marks: [{ kind: 'line', points, tone, weight }], height: 1 };
}

/** Marks of a picture in another measure, smaller or larger. */
export function scaled(marks: readonly Mark[], factor: number): readonly Mark[] {
  return marks.map((mark) => scaledMark(mark, factor));
}

function scaledMark(mark: Mark, factor: number): Mark {
  switch (mark.kind) {
    case 'line':
      return {
        ...mark,
        points: mark.points.map(([x, y]) => [x * factor, y * factor] as const),
        weight: mark.weight * factor,
      };
    case 'rect':
      return {
        ...{ ...mark, x: mark.x * factor, y: mark.y * factor },
        ...{ width: mark.width * factor, height: mark.height * factor },
        radius: (mark.radius ?? 2) * factor,
      };
    case 'dot':
      return { ...mark, x: mark.x * factor, y: mark.y * factor, radius: mark.radius * factor };
    case 'text':
      return { ...mark, x: mark.x * factor, y: mark.y * factor, size: mark.size * factor };
  }
}

/** How wide a text is set, in points. */
export function widthOf(said: string, size: number, weight: Weight = 400): number {
  return textWidth(said, size, weight);
}
