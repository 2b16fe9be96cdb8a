import type { Overview, ReportJourney } from '@bothways/core/contract';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { journeysIn } from './journey-chosen.ts';

const route = getRouteApi('/journey');

/** Which journey, and whether as a picture or as a table: both stand in the address. */
export function JourneyControls({
  overview,
  shown,
}: {
  readonly overview: Overview;
  readonly shown: readonly ReportJourney[];
}) {
  const { t } = useTranslation('journey');
  const go = useNavigate();
  const { as } = route.useSearch();
  const journeys = journeysIn(overview);
  const chosen = shown.length === 1 ? (shown[0]?.id ?? 'all') : 'all';
  return (
    <div className="controls">
      {journeys.length > 1 && (
        <NativeSelect
          aria-label={t('choose')}
          value={chosen}
          onChange={({ currentTarget: { value } }) =>
            void go({ to: '/journey', search: { journey: value, ...(as && { as }) } })
          }
          data={[
            ...journeys.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'all', label: t('all') },
          ]}
        />
      )}
      <SegmentedControl
        aria-label={t('view')}
        value={as ?? 'picture'}
        onChange={(value) =>
          void go({
            to: '.',
            search: ({ journey }: { journey?: string }) => ({
              ...(journey === undefined ? {} : { journey }),
              ...(value === 'table' ? { as: 'table' as const } : {}),
            }),
          })
        }
        data={[
          { value: 'picture', label: t('picture') },
          { value: 'table', label: t('table') },
        ]}
      />
    </div>
  );
}
