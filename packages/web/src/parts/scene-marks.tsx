import type { Mark } from '@bothways/core/scene';
import { memo } from 'react';

/** A scene's marks as SVG. What they look like is the style sheet's business, by meaning: both themes share it. */
export const Marks = memo(function Marks({ marks }: { readonly marks: readonly Mark[] }) {
  // Marks have no name of their own, and a scene is never changed: another one is another list.
  return marks.map((mark, index) => <Shape key={`${mark.kind}${String(index)}`} mark={mark} />);
});

function Shape({ mark }: { readonly mark: Mark }) {
  switch (mark.kind) {
    case 'rect':
      return (
        <rect
          className={`t-${mark.tone} p-${mark.paint}`}
          x={round(mark.x)}
          y={round(mark.y)}
          width={round(mark.width)}
          height={round(mark.height)}
          rx={mark.radius ?? 2}
        >
          <Told text={mark.title} />
        </rect>
      );
    case 'line':
      return (
        <polyline
          className={`t-${mark.tone}${mark.dashed === true ? ' dashed' : ''}${mark.filled === true ? ' p-soft filled' : ''}`}
          strokeWidth={round(mark.weight)}
          points={mark.points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}
        />
      );
    case 'dot':
      return (
        <circle
          className={`t-${mark.tone} p-${mark.paint}`}
          cx={round(mark.x)}
          cy={round(mark.y)}
          r={round(mark.radius)}
        >
          <Told text={mark.title} />
        </circle>
      );
    case 'text':
      return (
        <text
          className={`t-${mark.tone} w-${mark.weight}`}
          x={round(mark.x)}
          y={round(mark.y)}
          fontSize={round(mark.size)}
          textAnchor={mark.anchor}
        >
          {mark.text}
          <Told text={mark.text.endsWith('…') ? mark.title : undefined} />
        </text>
      );
  }
}

function Told({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <title>{text}</title>;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
