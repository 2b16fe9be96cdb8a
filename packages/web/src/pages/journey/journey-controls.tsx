import type { Overview, ReportFuture } from '@bothways/core/contract';
import { SegmentedControl } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LensChoice } from './lens.tsx';
import { changedBy } from './search.ts';

const route = getRouteApi('/journey');

/** Through whose eyes, beside what, and whether as a picture or as a table: all of it stands in the address. */
export function JourneyControls({
  overview,
  future,
}: {
  readonly overview: Overview;
  /** What would take the place of the journey shown; undefined: nothing. */
  readonly future: ReportFuture | undefined;
}) {
  const { t } = useTranslation('journey');
  const go = useNavigate();
  const { as, beside } = route.useSearch();
  return (
    <>
      {overview.segments.length > 0 && <LensChoice overview={overview} />}
      {future !== undefined && (
        <SegmentedControl
          aria-label={t('beside')}
          value={beside ?? 'now'}
          onChange={(value) =>
            void go({
              to: '.',
              search: changedBy({ beside: value === 'future' ? 'future' : undefined }),
            })
          }
          data={[
            { value: 'now', label: t('besideNow') },
            { value: 'future', label: t('besideFuture') },
          ]}
        />
      )}
      <SegmentedControl
        aria-label={t('view')}
        value={as ?? 'picture'}
        onChange={(value) =>
          void go({ to: '.', search: changedBy({ as: value === 'table' ? 'table' : undefined }) })
        }
        data={[
          { value: 'picture', label: t('picture') },
          { value: 'table', label: t('table') },
        ]}
      />
    </>
  );
}
