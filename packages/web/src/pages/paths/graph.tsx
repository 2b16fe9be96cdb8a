import type { JourneyEdge, JourneyFlow } from '@bothways/core/contract';
import {
  DETAIL_MAX,
  DETAIL_USUAL,
  edgeKey,
  type FlowGraph,
  type FlowShown,
  flowGraph,
  flowShown,
} from '@bothways/core/scene';
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { Marks } from '../../parts/scene-marks.tsx';
import { Section } from '../../parts/section.tsx';
import { GraphPanel } from './graph-panel.tsx';
import { GraphTable } from './graph-table.tsx';
import type { Said } from './said.ts';
import { changedBy } from './search.ts';

/** Who came where next: as a picture in which everything can be chosen, or as a table. */
export function Graph({
  flow,
  said,
  isLedger,
}: {
  readonly flow: JourneyFlow;
  readonly said: Said;
  readonly isLedger: boolean;
}) {
  const { t } = said;
  const { as } = useSearch({ from: '/paths' });
  const go = useNavigate({ from: '/paths' });
  return (
    <Section
      id="paths-graph"
      title={t('graph')}
      why={t('graphWhy')}
      beside={
        <SegmentedControl
          aria-label={t('view')}
          value={as ?? 'picture'}
          onChange={(value) =>
            void go({
              search: changedBy({ as: value === 'table' ? 'table' : undefined }),
              resetScroll: false,
            })
          }
          data={[
            { value: 'picture', label: t('picture') },
            { value: 'table', label: t('table') },
          ]}
        />
      }
    >
      {as === 'table' ? (
        <GraphTable flow={flow} said={said} />
      ) : (
        <GraphPicture flow={flow} said={said} isLedger={isLedger} />
      )}
    </Section>
  );
}

function GraphPicture({
  flow,
  said,
  isLedger,
}: {
  readonly flow: JourneyFlow;
  readonly said: Said;
  readonly isLedger: boolean;
}) {
  const { t, format, span } = said;
  const { detail = DETAIL_USUAL, at, to } = useSearch({ from: '/paths' });
  const go = useNavigate({ from: '/paths' });
  const [dragged, drag] = useState<number | null>(null);
  const now = dragged ?? detail;
  const drawn = useDeferredValue(now);
  const shown = useMemo(() => flowShown(flow, drawn), [flow, drawn]);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const graph = useMemo(() => {
    const words = {
      title: t('graphLabel'),
      description: t('graphTold', {
        nodes: format.count(shown.activities.length),
        edges: format.count(shown.edges.length),
      }),
      ...{ count: format.count, wait: span },
      begin: (part: number) => t('begins', { part: format.percent(part) }),
      end: (part: number) => t('ends', { part: format.percent(part) }),
    };
    return flowGraph(shown, { cases: flow.cases, width, words });
  }, [shown, flow, width, t, format, span]);
  const choose = (node: string | undefined, next?: string): void =>
    void go({ search: changedBy({ at: node, to: next }), resetScroll: false });
  return (
    <div className="flow-room">
      <div className="flow-main">
        <Detail
          value={now}
          shown={shown}
          flow={flow}
          said={said}
          onChange={drag}
          onEnd={(value) => {
            drag(null);
            void go({
              search: changedBy({ detail: value === DETAIL_USUAL ? undefined : value }),
              replace: true,
              resetScroll: false,
            });
          }}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="flow-scroll" ref={ref} aria-label={t('graphLabel')} tabIndex={0}>
          {width > 0 && <Drawn graph={graph} at={at} to={to} said={said} choose={choose} />}
        </section>
        <Legend said={said} />
      </div>
      <GraphPanel flow={flow} said={said} at={at} to={to} choose={choose} isLedger={isLedger} />
    </div>
  );
}

function Detail({
  value,
  shown,
  flow,
  said,
  onChange,
  onEnd,
}: {
  readonly value: number;
  readonly shown: FlowShown;
  readonly flow: JourneyFlow;
  readonly said: Said;
  readonly onChange: (value: number) => void;
  readonly onEnd: (value: number) => void;
}) {
  const { t, format } = said;
  const says = t('detailSays', {
    nodes: format.count(shown.activities.length),
    all: format.count(flow.activitiesInAll),
    steps: format.percent(shown.steps),
    journeys: format.percent(shown.journeys),
  });
  return (
    <div className="flow-detail">
      <label>
        <span>{t('detail')}</span>
        <input
          type="range"
          min={0}
          max={DETAIL_MAX}
          step={1}
          value={value}
          aria-valuetext={says}
          onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
          onPointerUp={({ currentTarget }) => onEnd(Number(currentTarget.value))}
          onKeyUp={({ currentTarget }) => onEnd(Number(currentTarget.value))}
          onBlur={({ currentTarget }) => onEnd(Number(currentTarget.value))}
        />
      </label>
      <p aria-live="polite">{says}</p>
    </div>
  );
}

function Drawn({
  graph,
  at,
  to,
  said,
  choose,
}: {
  readonly graph: FlowGraph;
  readonly at: string | undefined;
  readonly to: string | undefined;
  readonly said: Said;
  readonly choose: (at: string | undefined, to?: string) => void;
}) {
  const { name } = said;
  const chosen = at !== undefined && to !== undefined ? edgeKey({ from: at, to }) : null;
  const isLit = (key: string, from: string, next: string): boolean =>
    chosen === null ? at === from || at === next : key === chosen;
  const lit = graph.edges.filter(({ key, edge }) => isLit(key, edge.from, edge.to));
  const look = (key: string, { from, to: next }: JourneyEdge): string =>
    isLit(key, from, next)
      ? 'flow-edge is-lit'
      : lit.length > 0
        ? 'flow-edge is-quiet'
        : 'flow-edge';
  return (
    <div className="flow-drawn" style={{ width: graph.width, height: graph.height }}>
      <svg
        width={graph.width}
        height={graph.height}
        role="img"
        aria-label={`${graph.title}. ${graph.description}`}
      >
        {graph.edges.map(({ key, edge, marks }) => (
          <g key={key} className={look(key, edge)}>
            <Marks marks={marks} />
          </g>
        ))}
        {graph.edges.map(({ key, edge, label }) =>
          label === null ? null : (
            <g key={key} className={look(key, edge)}>
              <Marks marks={label.marks} />
            </g>
          ),
        )}
        {graph.nodes.map(({ id, marks }) => (
          <g key={id}>
            <Marks marks={marks} />
          </g>
        ))}
      </svg>
      {graph.nodes.map(({ id, box }) => (
        <button
          key={id}
          type="button"
          className="flow-node"
          aria-pressed={at === id && to === undefined}
          aria-label={name(id)}
          style={placed(box)}
          onClick={() => choose(at === id && to === undefined ? undefined : id)}
        />
      ))}
      {graph.edges.map(({ key, edge, label }) =>
        label === null ? null : (
          <button
            key={key}
            type="button"
            className="flow-way"
            aria-pressed={key === chosen}
            aria-label={toldOf(edge, said)}
            style={placed(label.box)}
            onClick={() => (key === chosen ? choose(undefined) : choose(edge.from, edge.to))}
          />
        ),
      )}
    </div>
  );
}

function toldOf({ from, to, count, waits }: JourneyEdge, { t, format, span, name }: Said): string {
  const said = { from: name(from), to: name(to), many: format.count(count) };
  return waits === null
    ? t('wayCounted', said)
    : t('wayTold', { ...said, wait: span(waits.median) });
}

function placed({ left, top, right, bottom }: FlowGraph['nodes'][number]['box']) {
  return { left, top, width: right - left, height: bottom - top };
}

function Legend({ said: { t } }: { readonly said: Said }) {
  return (
    <ul className="flow-legend">
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="5" className="t-ink p-fill" />
        </svg>
        {t('markStart')}
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="5" className="t-ink p-outline" />
        </svg>
        {t('markEnd')}
      </li>
      <li>
        <svg width="26" height="14" aria-hidden="true">
          <polyline className="t-muted dashed" strokeWidth="2" points="0,7 26,7" />
        </svg>
        {t('markBack')}
      </li>
    </ul>
  );
}
