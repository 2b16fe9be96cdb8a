import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The way from a page of the ledger to a file that is looked at by itself. */
export function AloneWay({ to }: { readonly to: '/paths' | '/experience' | '/drivers' }) {
  const { t } = useTranslation('shell');
  return (
    <Link to={to} search={{ file: 'new' }} className="link-button">
      {t('lookAtFile')}
    </Link>
  );
}
