import { useTranslation } from 'react-i18next';
import { useOverviewAgreed, useValuations, useYear } from '../../api/overview.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Worth } from './worth.tsx';

/** What it's worth: every opinion with a slider, and what the exchange comes to under it. */
export function WorthPage() {
  const { t } = useTranslation('worth');
  const [valuations, year, overview] = [useValuations(), useYear(), useOverviewAgreed()];
  const all = [valuations, year, overview];
  const error = all.find((each) => each.error !== null)?.error ?? null;
  const retry = () => {
    for (const each of all) if (each.error !== null) void each.refetch();
  };
  const isRead =
    valuations.data !== undefined && year.data !== undefined && overview.data !== undefined;
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error !== null && <Trouble error={error} retry={retry} />}
      {error === null && !isRead && (
        <p className="worth-wait" role="status">
          {t('loading', { ns: 'shell' })}
        </p>
      )}
      {isRead && <Worth valuations={valuations.data} year={year.data} overview={overview.data} />}
    </Page>
  );
}
