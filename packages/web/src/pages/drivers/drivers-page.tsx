import './drivers.css';
import type { Drivers } from '@bothways/core/contract';
import { NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDrivers } from '../../api/drivers.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { DriversShown } from './drivers-shown.tsx';
import { nameOutcome, type Speaker, sayOutcome } from './say.ts';
import { type DriversSearch, driversSearch } from './search.ts';

/** What shapes value: which influences go with an outcome, how surely, and what to make of it. */
export function DriversPage() {
  const { t } = useTranslation('drivers');
  const search = useSearch({ from: '/drivers' });
  const { data, error, refetch } = useDrivers(search);
  if (error !== null)
    return (
      <Page title={t('title')}>
        <Trouble error={error} retry={() => void refetch()} />
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

function Shown({ data, search }: { readonly data: Drivers; readonly search: DriversSearch }) {
  const { t, i18n } = useTranslation('drivers');
  const format = useFormat(data.currency ?? 'EUR');
  const navigate = useNavigate();
  const set = (change: Record<string, unknown>): void => {
    void navigate({
      to: '/drivers',
      search: driversSearch({ ...search, ...change }),
      resetScroll: false,
    });
  };
  const { by, outcome } = data;
  const speaker: Speaker = { t, format, by, outcome, language: i18n.language };
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
