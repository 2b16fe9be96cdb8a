import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from './page.tsx';

/** An address where nothing is. */
export function Missing() {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('missingTitle')} lead={t('missingHint')}>
      <Link to="/journey" search={{}} className="link-button">
        {t('toJourney')}
      </Link>
    </Page>
  );
}
