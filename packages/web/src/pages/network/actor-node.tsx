import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { DrawnActor } from './drawn.ts';

export type ActorNodeOf = Node<
  { readonly actor: DrawnActor; readonly isOpen: boolean; readonly show: () => void },
  'actor'
>;

/** One actor: its name, what it is, and what it is left with. */
export function ActorNode({ data: { actor, isOpen, show } }: NodeProps<ActorNodeOf>) {
  return (
    <>
      <button
        type="button"
        className={`net-actor t-${actor.tone} nopan`}
        data-stop=""
        data-actor={actor.id}
        aria-expanded={isOpen}
        onClick={show}
      >
        <span className="net-name">{actor.name}</span>
        <span className="net-note">{actor.note}</span>
        <span className="net-figure">{actor.figure}</span>
        <span className="net-range">{actor.range}</span>
      </button>
      <Handle type="source" position={Position.Right} className="net-handle" />
      <Handle type="target" position={Position.Left} className="net-handle" />
    </>
  );
}
