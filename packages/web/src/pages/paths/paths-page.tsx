import './paths.css';
import type { JourneysReply } from '@bothways/core/contract';
import { NativeSelect, Skeleton } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useJourneys } from '../../api/journeys.ts';
import { AloneWay } from '../../parts/alone-way.tsx';
import { AloneFile } from '../../parts/lazy-alone.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { leadOf } from './facts.tsx';
import { PathsShown } from './paths-shown.tsx';
import { changedBy } from './search.ts';

const route = getRouteApi('/paths');

/** What happened: the journeys people really took, beside the plan. */
export function PathsPage() {
  const search = route.useSearch();
  if (search.file === undefined) return <PathsOfLedger />;
  return (
    <Suspense>
      <AloneFile<JourneysReply> kind="journeys" search={search}>
        {(reply) => reply.journey !== null && <PathsShown reply={reply} flow={reply.journey} />}
      </AloneFile>
    </Suspense>
  );
}

function PathsOfLedger() {
  const { t } = useTranslation('paths');
  const search = route.useSearch();
  const { data, error, refetch } = useJourneys(search);
  const format = useFormat('EUR');
  if (error !== null)
    return (
      <Page title={t('title')}>
        <Trouble error={error} retry={() => void refetch()} />
        <AloneWay to="/paths" />
      </Page>
    );
  if (data === undefined)
    return (
      <Page title={t('title')} lead={'\u00a0'}>
        <div role="status" aria-label={t('reading')}>
          <Skeleton height={96} radius="lg" mb={24} />
          <Skeleton height={520} radius="lg" />
        </div>
      </Page>
    );
  return (
    <Page
      title={t('title')}
      lead={data.journey === null ? undefined : leadOf(data.journey, t, format)}
      beside={<Controls reply={data} />}
    >
      {data.journey === null ? <Empty /> : <PathsShown reply={data} flow={data.journey} />}
    </Page>
  );
}

/** Which journey, and through whose eyes: both stand in the address. */
function Controls({ reply }: { readonly reply: JourneysReply }) {
  const { t } = useTranslation('paths');
  const go = useNavigate({ from: '/paths' });
  const { journeys, journey, segments, segment } = reply;
  return (
    <div className="paths-controls">
      {journeys.length > 1 && (
        <NativeSelect
          aria-label={t('journey')}
          value={journey?.id ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void go({ search: changedBy({ journey: value, at: undefined, to: undefined }) })
          }
          data={journeys.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {segments.length > 0 && (
        <NativeSelect
          aria-label={t('segment')}
          value={segment?.id ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void go({ search: changedBy({ segment: value === '' ? undefined : value }) })
          }
          data={[
            { value: '', label: t('everybody') },
            ...segments.map(({ id, name }) => ({
              value: id,
              label: id === 'everyone' ? t('everyoneElse') : name,
            })),
          ]}
        />
      )}
      <AloneWay to="/paths" />
    </div>
  );
}

function Empty() {
  const { t } = useTranslation('paths');
  return (
    <div className="state">
      <h2>{t('none')}</h2>
      <p>{t('noneWhy')}</p>
      <Link to="/data" className="link-button">
        {t('toData')}
      </Link>
    </div>
  );
}
