import './experience.css';
import type { Experience } from '@bothways/core/contract';
import { NativeSelect, Skeleton } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useExperience } from '../../api/experience.ts';
import { AloneWay } from '../../parts/alone-way.tsx';
import { AloneFile } from '../../parts/lazy-alone.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { ExperienceShown } from './experience-shown.tsx';
import { changedBy } from './search.ts';

const route = getRouteApi('/experience');

/** How it felt: moment by moment, as it is remembered, and against what was expected. */
export function ExperiencePage() {
  const search = route.useSearch();
  if (search.file === undefined) return <ExperienceOfLedger />;
  return (
    <Suspense>
      <AloneFile<Experience> kind="experience" search={search}>
        {(reply) => <ExperienceShown reply={reply} />}
      </AloneFile>
    </Suspense>
  );
}

function ExperienceOfLedger() {
  const { t } = useTranslation('experience');
  const search = route.useSearch();
  const { data, error, refetch } = useExperience(search);
  const format = useFormat('EUR');
  if (error !== null)
    return (
      <Page title={t('title')}>
        <Trouble error={error} retry={() => void refetch()} />
        <AloneWay to="/experience" />
      </Page>
    );
  if (data === undefined)
    return (
      <Page title={t('title')} lead={'\u00a0'}>
        <div role="status" aria-label={t('reading')}>
          <Skeleton height={190} radius="lg" mb={24} />
          <Skeleton height={520} radius="lg" />
        </div>
      </Page>
    );
  const { period, felt, encounters } = data;
  const lead =
    felt === 0 || period === null
      ? t('leadNone', { encounters: format.count(encounters) })
      : t('lead', {
          ...{ felt: format.count(felt), encounters: format.count(encounters) },
          ...{ from: format.day(period.from), to: format.day(period.to) },
        });
  return (
    <Page title={t('title')} lead={lead} beside={<Controls reply={data} />}>
      <ExperienceShown reply={data} />
    </Page>
  );
}

/** Which journey, and through whose eyes: both stand in the address. */
function Controls({ reply }: { readonly reply: Experience }) {
  const { t } = useTranslation('experience');
  const go = useNavigate({ from: '/experience' });
  const { journeys, journey, segments, segment } = reply;
  return (
    <div className="ex-controls">
      {journeys.length > 1 && (
        <NativeSelect
          aria-label={t('journey')}
          value={journey.id}
          onChange={({ currentTarget: { value } }) =>
            void go({ search: changedBy({ journey: value }) })
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
      <AloneWay to="/experience" />
    </div>
  );
}
