import './live.css';
import { Button, Skeleton } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Live, type LiveState, useLive, useLiveNames } from '../../api/live.ts';
import { useSources } from '../../api/sources.ts';
import { Page } from '../../parts/page.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { Came } from './came.tsx';
import { LiveFilters } from './live-filters.tsx';
import { LiveList } from './live-list.tsx';
import { Pulse } from './pulse.tsx';
import { Teach } from './teach.tsx';
import { unknownIn } from './unknown.ts';
import { isWanted } from './wanted.ts';

/** What comes in while one looks, and what each event became. */
export function LivePage() {
  const { t } = useTranslation('live');
  const { source, name, outcome } = useSearch({ from: '/live' });
  // Not asked anew with every letter.
  const [calledSo] = useDebouncedValue(name, 300);
  const { live, state } = useLive({ source, name: calledSo, outcome });
  // What stood on the page when it was paused; null: it goes on.
  const [paused, setPaused] = useState<Live | null>(null);
  const toggle = (): void => setPaused(paused === null ? live : null);
  useHotkeys([['space', toggle]], ['INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'A', 'PRE', 'SUMMARY']);
  const hasEvents = live.events.length > 0;
  const isLookedFor = (source ?? name ?? outcome) !== undefined;
  const isStandingBy = useLiveNames(null).data?.isStandingBy === true;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      beside={
        <div className="live-beside">
          <State state={state} isPaused={paused !== null} />
          <Pulse seconds={live.seconds} />
          <Button variant="default" onClick={toggle} disabled={!hasEvents}>
            {t(paused === null ? 'pause' : 'goOn')}
          </Button>
        </div>
      }
    >
      {isStandingBy && <p className="live-missed">{t('standsBy')}</p>}
      {hasEvents || (live.hasBegun && isLookedFor) ? (
        <Shown live={paused ?? live} now={live} goOn={() => setPaused(null)} />
      ) : live.hasBegun ? (
        <Teach isListening={state === 'open'} />
      ) : (
        <Skeleton height={320} radius="lg" />
      )}
    </Page>
  );
}

function State({ state, isPaused }: { readonly state: LiveState; readonly isPaused: boolean }) {
  const { t } = useTranslation('live');
  return (
    <span className="live-state" data-state={isPaused ? 'paused' : state} role="status">
      {isPaused ? t('paused') : t(`state.${state}`)}
    </span>
  );
}

function Shown({
  live,
  now,
  goOn,
}: {
  /** What stands there, and what has come. */
  readonly live: Live;
  readonly now: Live;
  readonly goOn: () => void;
}) {
  const { t } = useTranslation('live');
  const search = useSearch({ from: '/live' });
  const go = useNavigate({ from: '/live' });
  const format = useFormat('EUR');
  const sources = useSources();
  const known = useLiveNames(null);
  const names = useLiveNames(unknownIn(live.events, known.data)).data ?? known.data;
  const later = Math.max(0, now.soFar - live.soFar);
  const wanted = live.events.filter((event) => isWanted(event, search));
  const seen = [...new Set(live.events.map(({ source }) => source))];
  const all = [...new Set([...(sources.data?.sources ?? []).map(({ name }) => name), ...seen])];
  return (
    <div className="live">
      <Came seconds={now.seconds} />
      <LiveFilters sources={all.toSorted()} />
      {later > 0 && (
        <p className="live-later">
          {t('waiting', { count: later, events: format.count(later) })}
          <button type="button" onClick={goOn}>
            {t('showThem')}
          </button>
        </p>
      )}
      {live.missed > 0 && (
        <p className="live-missed">{t('missed', { events: format.count(live.missed) })}</p>
      )}
      {wanted.length === 0 ? (
        <p className="live-none">
          {t('noneOfThese')}
          <button type="button" onClick={() => void go({ search: {} })}>
            {t('showAll')}
          </button>
        </p>
      ) : (
        <LiveList events={wanted} names={names} />
      )}
    </div>
  );
}
