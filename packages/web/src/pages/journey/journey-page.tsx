import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';

export function JourneyPage() {
  const { t } = useTranslation('journey');
  return <Page title={t('title')}>{null}</Page>;
}
