import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export function PathsPage() {
  const { t } = useTranslation('paths');
  return <Page title={t('title')}>{t('lead')}</Page>;
}
