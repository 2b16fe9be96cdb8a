import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export function FindingsPage() {
  const { t } = useTranslation('findings');
  return <Page title={t('title')}>{null}</Page>;
}
