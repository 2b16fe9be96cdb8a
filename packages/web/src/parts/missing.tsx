import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from './page.tsx';

/** An address where nothing is. */
export function Missing() {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('missingTitle')} lead={t('missingHint')}>
      <Button component={Link} to="/journey" variant="default">
        {t('toJourney')}
      </Button>
    </Page>
  );
}
