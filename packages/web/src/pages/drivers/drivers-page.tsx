import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export function DriversPage() {
  const { t } = useTranslation('drivers');
  return <Page title={t('title')}>{t('lead')}</Page>;
}
