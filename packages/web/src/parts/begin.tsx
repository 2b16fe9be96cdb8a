import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** No ledger yet: the way to where one begins. */
export function Begin() {
  const { t } = useTranslation('shell');
  return (
    <div className="state">
      <h2>{t('beginTitle')}</h2>
      <p>{t('beginLead')}</p>
      <Link to="/start" className="link-button">
        {t('beginGo')}
      </Link>
    </div>
  );
}
