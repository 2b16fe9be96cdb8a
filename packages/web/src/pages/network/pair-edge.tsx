import { type Edge, EdgeLabelRenderer, type EdgeProps, useInternalNode } from '@xyflow/react';
import { arcOf } from './arc.ts';
import { type DrawnPair, type DrawnWay, strengthOf, widthOf } from './drawn.ts';
import type { Spot } from './layout.ts';
import { MarkIcon } from './mark.tsx';

export type PairEdgeOf = Edge<
  {
    readonly pair: DrawnPair;
    readonly largest: number;
    readonly label: Spot;
    readonly isOpen: boolean;
    readonly show: () => void;
  },
  'pair'
>;

/** Both ways between two actors, with what flows on a label that opens it. */
export function PairEdge({ source, target, data }: EdgeProps<PairEdgeOf>) {
  const a = useInternalNode(source)?.internals.positionAbsolute;
  const b = useInternalNode(target)?.internals.positionAbsolute;
  if (a === undefined || b === undefined || data === undefined) return null;
  const { pair, largest, label, isOpen, show } = data;
  const strength = pair.mark === null ? 'none' : strengthOf(pair.mark.state);
  return (
    <>
      {pair.ways.map((way) => (
        <WayDrawn
          key={way.from}
          way={way}
          from={way.from === source ? a : b}
          to={way.from === source ? b : a}
          isBoth={pair.ways.length > 1}
          width={widthOf(way.size, largest)}
        />
      ))}
      <EdgeLabelRenderer>
        <button
          type="button"
          className="net-label nopan"
          data-strength={strength}
          data-stop=""
          data-pair={pair.key}
          aria-label={pair.said}
          aria-expanded={isOpen}
          style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          onClick={show}
        >
          {pair.ways.map((way) => (
            <span key={way.from} className={`net-way t-${way.tone}`}>
              <span
                className="net-arrow"
                style={turned(way.from === source ? a : b, way.from === source ? b : a)}
              >
                →
              </span>
              <span className="net-amount">{way.figure}</span>
              <span className="net-what">{way.what}</span>
            </span>
          ))}
          {pair.mark !== null && strength !== 'none' && (
            <span className="net-mark">
              <MarkIcon strength={strength} />
              {pair.mark.words}
            </span>
          )}
        </button>
      </EdgeLabelRenderer>
    </>
  );
}

function turned(from: Spot, to: Spot): { readonly rotate: string } {
  const degrees = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return { rotate: `${Math.round(degrees)}deg` };
}

function WayDrawn({
  way,
  from,
  to,
  isBoth,
  width,
}: {
  readonly way: DrawnWay;
  readonly from: Spot;
  readonly to: Spot;
  readonly isBoth: boolean;
  readonly width: number;
}) {
  const { line, head } = arcOf(from, to, { bend: isBoth ? 30 + width : 0, width });
  return (
    <g className={`net-ribbon t-${way.tone}`} style={{ opacity: way.opacity }}>
      <path d={line} style={{ strokeWidth: width }} />
      <polygon points={head} />
    </g>
  );
}
