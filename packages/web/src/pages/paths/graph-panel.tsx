import type { JourneyActivity, JourneyEdge, JourneyFlow } from '@bothways/core/contract';
import { CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Said } from './said.ts';

type Choose = (at: string | undefined, to?: string) => void;
/** So many ways into and out of a touchpoint are listed. */
const WAYS_MAX = 8;

/** The figures of what was chosen at the graph: a touchpoint, or the way from one to the next. */
export function GraphPanel({
  flow,
  said,
  at,
  to,
  choose,
  isLedger,
}: {
  readonly flow: JourneyFlow;
  readonly said: Said;
  readonly at: string | undefined;
  readonly to: string | undefined;
  readonly choose: Choose;
  readonly isLedger: boolean;
}) {
  const { t } = said;
  const activity = flow.activities.find(({ id }) => id === at);
  const edge = flow.edges.find((each) => each.from === at && each.to === to);
  if (activity === undefined)
    return (
      <aside className="flow-panel is-empty">
        <p className="flow-panel-title">{t('choose')}</p>
        <p>{t('chooseWhy')}</p>
      </aside>
    );
  return (
    <aside className="flow-panel" aria-label={activity.name}>
      <CloseButton
        className="flow-close"
        aria-label={t('close')}
        onClick={() => choose(undefined)}
      />
      {edge === undefined ? (
        <NodeFacts {...{ activity, flow, said, choose }} />
      ) : (
        <EdgeFacts {...{ activity, edge, said, choose }} />
      )}
      {isLedger && (
        <Link to="/touchpoint/$id" params={{ id: to ?? activity.id }} className="link-button">
          {t('toTouchpoint')}
        </Link>
      )}
    </aside>
  );
}

function NodeFacts({
  activity,
  flow,
  said,
  choose,
}: {
  readonly activity: JourneyActivity;
  readonly flow: JourneyFlow;
  readonly said: Said;
  readonly choose: Choose;
}) {
  const { t, format, span } = said;
  const { id, name, encounters, cases, starts, ends, medianDuration, phase, step } = activity;
  const of = (part: number): string =>
    t('ofAll', { part: format.percent(flow.cases === 0 ? 0 : part / flow.cases) });
  const others = flow.edges.filter(({ from, to }) => from === id || to === id);
  return (
    <>
      <p className="flow-panel-title">{name}</p>
      <p className="paths-why">
        {phase === null ? t('noPlace') : [phase, step].filter((each) => each !== null).join(' · ')}
      </p>
      <dl>
        <Figure name={t('encounters')}>{format.count(encounters)}</Figure>
        <Figure name={t('inJourneys')} why={of(cases)}>
          {format.count(cases)}
        </Figure>
        <Figure name={t('beginHere')} why={of(starts)}>
          {format.count(starts)}
        </Figure>
        <Figure name={t('endHere')} why={of(ends)}>
          {format.count(ends)}
        </Figure>
        {medianDuration !== null && <Figure name={t('duration')}>{span(medianDuration)}</Figure>}
      </dl>
      <Ways
        title={t('after')}
        none={t('nothingAfter')}
        ways={others.filter(({ from }) => from === id)}
        {...{ said, choose, end: 'to' }}
      />
      <Ways
        title={t('before')}
        none={t('nothingBefore')}
        ways={others.filter(({ to }) => to === id)}
        {...{ said, choose, end: 'from' }}
      />
    </>
  );
}

function EdgeFacts({
  activity,
  edge,
  said,
  choose,
}: {
  readonly activity: JourneyActivity;
  readonly edge: JourneyEdge;
  readonly said: Said;
  readonly choose: Choose;
}) {
  const { t, format, span, name } = said;
  const { waits } = edge;
  return (
    <>
      <p className="flow-panel-title">
        <button type="button" onClick={() => choose(edge.from)}>
          {name(edge.from)}
        </button>
        <span aria-hidden="true"> → </span>
        <button type="button" onClick={() => choose(edge.to)}>
          {name(edge.to)}
        </button>
      </p>
      <dl>
        <Figure name={t('howOften')}>{format.count(edge.count)}</Figure>
        <Figure name={t('partOfFrom', { from: activity.name })}>
          {format.percent(activity.encounters === 0 ? 0 : edge.count / activity.encounters)}
        </Figure>
        {waits !== null && (
          <Figure
            name={t('wait')}
            why={t('waitHalf', { low: span(waits.low), high: span(waits.high) })}
          >
            {span(waits.median)}
          </Figure>
        )}
      </dl>
    </>
  );
}

function Ways({
  title,
  none,
  ways,
  end,
  said,
  choose,
}: {
  readonly title: string;
  readonly none: string;
  readonly ways: readonly JourneyEdge[];
  readonly end: 'from' | 'to';
  readonly said: Said;
  readonly choose: Choose;
}) {
  const { format, span, name } = said;
  return (
    <>
      <h3>{title}</h3>
      {ways.length === 0 ? (
        <p className="paths-why">{none}</p>
      ) : (
        <ul className="flow-ways">
          {ways
            .toSorted((a, b) => b.count - a.count)
            .slice(0, WAYS_MAX)
            .map((each) => (
              <li key={each[end]}>
                <button type="button" onClick={() => choose(each.from, each.to)}>
                  {name(each[end])}
                </button>
                <span>
                  {format.count(each.count)}
                  {each.waits !== null && (
                    <span className="paths-why">{span(each.waits.median)}</span>
                  )}
                </span>
              </li>
            ))}
        </ul>
      )}
    </>
  );
}

function Figure({
  name,
  why,
  children,
}: {
  readonly name: string;
  readonly why?: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {why !== undefined && <span className="paths-why">{why}</span>}
      </dd>
    </div>
  );
}
