import type { Mark, Palette, Tone } from '@bothways/core/scene';

/** How a mark is drawn with one palette: colours as #rrggbb; null: not at all. */
export interface Ink {
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly strokeWidth: number;
  readonly dashed: boolean;
}

/**
 * The one place that says what a tone and a paint look like on paper, in a picture and on a slide.
 * `outline`: how thick an outline is drawn.
 */
export function inkOf(mark: Mark, palette: Palette, outline: number): Ink {
  const { tone } = mark;
  const colour = colourOf(tone, palette);
  switch (mark.kind) {
    case 'line':
      return {
        fill: 'filled' in mark && mark.filled === true ? colour : null,
        stroke: colour,
        strokeWidth: mark.weight,
        dashed: mark.dashed === true,
      };
    case 'text':
      return { fill: colour, stroke: null, strokeWidth: 0, dashed: false };
    case 'rect':
    case 'dot':
      if (mark.paint !== 'outline')
        return { fill: colour, stroke: null, strokeWidth: 0, dashed: false };
      return {
        fill: mark.kind === 'dot' ? palette.paper : null,
        stroke: colour,
        strokeWidth: outline,
        dashed: false,
      };
  }
}

/** A tone as #rrggbb. Grades are the ink, thinner the less is known. */
export function colourOf(tone: Tone, palette: Palette): string {
  switch (tone) {
    case 'grade-a':
      return palette.ink;
    case 'grade-b':
      return mixed(palette.ink, palette.paper, 0.62);
    case 'grade-c':
      return mixed(palette.ink, palette.paper, 0.34);
    case 'grade-d':
      return mixed(palette.ink, palette.paper, 0.14);
    default:
      return palette[tone];
  }
}

function mixed(a: string, b: string, part: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [one, other] = [a, b].map((each) => Number.parseInt(each.slice(at, at + 2), 16));
    return Math.round((one ?? 0) * part + (other ?? 0) * (1 - part));
  });
  return `#${parts.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
}
