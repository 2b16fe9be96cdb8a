import '@xyflow/react/dist/base.css';
import { Panel, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ActorNode, type ActorNodeOf } from './actor-node.tsx';
import type { DrawnActor, DrawnPair } from './drawn.ts';
import { labelSpots } from './label-spots.ts';
import { CARD } from './layout.ts';
import { PairEdge, type PairEdgeOf } from './pair-edge.tsx';

export interface PictureProps {
  readonly actors: readonly DrawnActor[];
  readonly pairs: readonly DrawnPair[];
  readonly openActor: (id: string) => void;
  readonly openPair: (key: string) => void;
  /** What is open. */
  readonly open: string | null;
}

const nodeTypes = { actor: ActorNode };
const edgeTypes = { pair: PairEdge };

/** Actors and what goes both ways between them; each can be opened. */
export function Picture(props: PictureProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ actors, pairs, openActor, openPair, open }: PictureProps) {
  const { t } = useTranslation('network');
  const nodes = useMemo(
    () =>
      actors.map(
        (actor): ActorNodeOf => ({
          ...{ id: actor.id, type: 'actor', position: { x: actor.x, y: actor.y }, ...CARD },
          data: { actor, isOpen: open === actor.id, show: () => openActor(actor.id) },
        }),
      ),
    [actors, open, openActor],
  );
  const edges = useMemo(() => {
    const largest = Math.max(0, ...pairs.flatMap(({ ways }) => ways.map(({ size }) => size)));
    const labels = labelSpots(actors, pairs);
    return pairs.map(
      (pair): PairEdgeOf => ({
        ...{ id: pair.key, type: 'pair', source: pair.a, target: pair.b },
        data: {
          pair,
          largest,
          label: labels.get(pair.key) ?? { x: 0, y: 0 },
          isOpen: open === pair.key,
          show: () => openPair(pair.key),
        },
      }),
    );
  }, [actors, pairs, open, openPair]);
  return (
    <section className="net-picture" aria-label={t('map')} onKeyDown={walk}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        fitView
        fitViewOptions={{ padding: 0.04, maxZoom: 1.25 }}
        minZoom={0.2}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        disableKeyboardA11y
        proOptions={{ hideAttribution: true }}
      >
        <Zoom />
      </ReactFlow>
      <p className="unseen-text">{t('mapHint')}</p>
    </section>
  );
}

function Zoom() {
  const { t } = useTranslation('network');
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <Panel position="bottom-right" className="net-zoom">
      <button type="button" aria-label={t('zoomOut')} onClick={() => void zoomOut()}>
        −
      </button>
      <button type="button" onClick={() => void fitView({ padding: 0.04, maxZoom: 1.25 })}>
        {t('fit')}
      </button>
      <button type="button" aria-label={t('zoomIn')} onClick={() => void zoomIn()}>
        +
      </button>
    </Panel>
  );
}

/** Arrow keys lead through actors and what is between them. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
  const at =
    document.activeElement instanceof HTMLElement ? stops.indexOf(document.activeElement) : -1;
  if (at === -1) return;
  event.preventDefault();
  stops[(at + step + stops.length) % stops.length]?.focus();
}
