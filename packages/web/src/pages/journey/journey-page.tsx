import './journey.css';
import type { Overview } from '@bothways/core/contract';
import { Skeleton } from '@mantine/core';
import { getRouteApi, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOverview } from '../../api/overview.ts';
import { Command } from '../../parts/command.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { chosenJourneys, placedIn } from './journey-chosen.ts';
import { JourneyControls } from './journey-controls.tsx';
import { JourneyMapOrTable } from './journey-shown.tsx';
import { Matters } from './matters.tsx';
import { TouchpointPanel } from './touchpoint-panel.tsx';

const route = getRouteApi('/journey');

/** The journey: where the exchange is seen at one look. */
export function JourneyPage() {
  const { t } = useTranslation('journey');
  const { data, error, refetch } = useOverview();
  if (data !== undefined) return <Journey overview={data} />;
  return (
    <Page title={t('title')} lead={error === null ? '\u00a0' : undefined}>
      {error === null ? <Waiting /> : <Trouble error={error} retry={() => void refetch()} />}
    </Page>
  );
}

function Journey({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('journey');
  const format = useFormat(overview.currency);
  const search = route.useSearch();
  const { touchpoint: open } = useParams({ strict: false });
  const shown = chosenJourneys(overview, search.journey, open);
  const [first] = shown;
  const all = placedIn(overview.journeys);
  const places = placedIn(shown);
  const lit = overview.headline?.touchpoint.id;
  if (first === undefined)
    return (
      <Page title={t('title')}>
        <NoTouchpoints />
      </Page>
    );
  return (
    <Page
      title={shown.length === 1 ? first.name : t('all')}
      lead={leadOf(overview, t, format)}
      beside={<JourneyControls overview={overview} shown={shown} />}
    >
      <Matters
        overview={overview}
        placed={all.find(({ touchpoint }) => touchpoint.id === lit)}
        isHere={places.some(({ touchpoint }) => touchpoint.id === lit)}
        format={format}
      />
      <JourneyMapOrTable
        overview={overview}
        shown={shown}
        places={places}
        open={open}
        isTable={search.as === 'table'}
        format={format}
      />
      <TouchpointPanel overview={overview} places={all} open={open} format={format} />
    </Page>
  );
}

function leadOf(
  { period, made, encounters, people, currency }: Overview,
  t: ReturnType<typeof useTranslation<'journey'>>['t'],
  format: ReturnType<typeof useFormat>,
): string {
  if (period === null) return t('leadBelieved', { currency });
  const lead = t('lead', {
    encounters: format.count(encounters),
    people: format.count(people),
    from: format.day(period.from),
    to: format.day(period.to),
    currency,
  });
  return made.scaling?.isShort === true
    ? `${lead} ${t('leadShort', { days: format.count(made.scaling.days) })}`
    : lead;
}

/** As high as what comes, so that nothing jumps. */
function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="wait-matters" radius="lg" />
      <Skeleton className="wait-map" radius="lg" />
    </div>
  );
}

function NoTouchpoints() {
  const { t } = useTranslation('journey');
  return (
    <div className="state">
      <h2>{t('empty')}</h2>
      <p>{t('emptyWhy')}</p>
      <Command lines={['bothways draft journey.xlsx', 'bothways rebuild shop.bothways.yaml']} />
    </div>
  );
}
