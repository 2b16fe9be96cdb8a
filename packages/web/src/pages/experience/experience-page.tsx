import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export function ExperiencePage() {
  const { t } = useTranslation('experience');
  return <Page title={t('title')}>{t('lead')}</Page>;
}
