import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export function WorthPage() {
  const { t } = useTranslation('worth');
  return <Page title={t('title')}>{null}</Page>;
}
