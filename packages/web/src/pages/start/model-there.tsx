import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Command } from '../../parts/command.tsx';

/** A model is in use here: it is not replaced by another. */
export function ModelThere({ name }: { readonly name: string }) {
  const { t } = useTranslation('start');
  return (
    <div className="job" role="note">
      <div>
        <p>{t('modelThere', { name })}</p>
        <p className="job-hint">{t('modelThereHint')}</p>
        <Command lines={['bothways serve --data ./another']} />
        <p className="start-back">
          <Link to="/journey" search={{}} className="link-button">
            {t('toJourney')}
          </Link>
        </p>
      </div>
    </div>
  );
}
