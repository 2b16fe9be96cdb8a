import './drivers.css';
import type { Drivers } from '@bothways/core/contract';
import { NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../../api/drivers.ts';
import { AloneWay } from '../../parts/alone-way.tsx';
import { AloneFile } from '../../parts/lazy-alone.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { DriversShown } from './drivers-shown.tsx';
import { nameOutcome, type Speaker, sayOutcome } from './say.ts';
import { type DriversSearch, driversSearch } from './search.ts';

/** What shapes value: which influences go with an outcome, how surely, and what to make of it. */
export function DriversPage() {
  const search = useSearch({ from: '/drivers' });
  if (search.file === undefined) return <DriversOfLedger search={search} />;
  return (
    <Suspense>
      <AloneFile<Drivers> kind="drivers" search={search}>
        {(reply) => <DriversOfFile data={reply} search={search} />}
      </AloneFile>
    </Suspense>
  );
}

function DriversOfFile({
  data,
  search,
}: {
  readonly data: Drivers;
  readonly search: DriversSearch;
}) {
  return (
    <DriversShown
      data={data}
      speaker={useSpeaker(data)}
      as={search.as ?? 'picture'}
      cost=""
      set={useSet(search)}
    />
  );
}

function DriversOfLedger({ search }: { readonly search: DriversSearch }) {
  const { t } = useTranslation('drivers');
  const { data, error, refetch } = useDrivers(search);
  if (error !== null)
    return (
      <Page title={t('title')}>
        <Trouble error={error} retry={() => void refetch()} />
        <AloneWay to="/drivers" />
      </Page>
    );
  if (data === undefined)
    return (
      <Page title={t('title')} lead={'\u00a0'}>
        <div role="status" aria-label={t('reading')}>
          <Skeleton height={150} radius="lg" mb={28} />
          <Skeleton height={320} radius="lg" mb={28} />
          <Skeleton height={420} radius="lg" />
        </div>
      </Page>
    );
  return <Shown data={data} search={search} />;
}

/** Changes what stands in the address. */
function useSet(search: DriversSearch): (change: Record<string, unknown>) => void {
  const navigate = useNavigate();
  return (change) => {
    void navigate({
      to: '/drivers',
      search: driversSearch({ ...search, ...change }),
      resetScroll: false,
    });
  };
}

function useSpeaker({ currency, by, outcome }: Drivers): Speaker {
  const { t, i18n } = useTranslation('drivers');
  return { t, by, outcome, format: useFormat(currency ?? 'EUR'), language: i18n.language };
}

function Shown({ data, search }: { readonly data: Drivers; readonly search: DriversSearch }) {
  const { t } = useTranslation('drivers');
  const set = useSet(search);
  const speaker = useSpeaker(data);
  const { outcome } = data;
  return (
    <Page
      title={t('title')}
      lead={outcome === null ? undefined : t('lead', { outcome: sayOutcome(speaker) })}
      beside={<Choose data={data} search={search} set={set} />}
    >
      <DriversShown
        data={data}
        speaker={speaker}
        as={search.as ?? 'picture'}
        cost={search.cost ?? ''}
        set={set}
      />
      <p className="drivers-file">
        <AloneWay to="/drivers" />
      </p>
    </Page>
  );
}

/** What is held against what, and through whose eyes: all of it stands in the address. */
function Choose({
  data,
  search,
  set,
}: {
  readonly data: Drivers;
  readonly search: DriversSearch;
  readonly set: (change: Record<string, unknown>) => void;
}) {
  const { t } = useTranslation('drivers');
  const { outcomes, outcome, segments, segment, by } = data;
  return (
    <div className="drivers-choose">
      {outcomes.length > 1 && (
        <NativeSelect
          label={t('outcomeLabel')}
          value={search.outcome ?? ''}
          onChange={({ currentTarget: { value } }) => set({ outcome: value })}
          data={[
            {
              value: '',
              label:
                outcome === null || search.outcome !== undefined
                  ? t('best')
                  : nameOutcome(outcome, t),
            },
            ...outcomes
              .filter(({ id }) => search.outcome !== undefined || id !== outcome?.id)
              .map((each) => ({ value: each.id, label: nameOutcome(each, t) })),
          ]}
        />
      )}
      {segments.length > 0 && (
        <NativeSelect
          label={t('segmentLabel')}
          value={segment ?? ''}
          onChange={({ currentTarget: { value } }) => set({ segment: value })}
          data={[
            { value: '', label: t('everybody') },
            ...segments.map(({ id, name }) => ({
              value: id,
              label: id === 'everyone' ? t('everyoneElse') : name,
            })),
          ]}
        />
      )}
      {data.byOther && (
        <SegmentedControl
          aria-label={t('byLabel')}
          value={by}
          onChange={(value) => set({ by: value })}
          data={[
            { value: 'influence', label: t('by.influence') },
            { value: 'touchpoint', label: t('by.touchpoint') },
          ]}
        />
      )}
    </div>
  );
}
