import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export function DataPage() {
  const { t } = useTranslation('data');
  return <Page title={t('title')}>{null}</Page>;
}
