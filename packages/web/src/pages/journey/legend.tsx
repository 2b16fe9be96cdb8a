import { useTranslation } from 'react-i18next';

/** What the shapes of the map mean. */
export function Legend({
  isTorn,
  without = [],
}: {
  readonly isTorn: boolean;
  /** What the picture does not show. */
  readonly without?: readonly ('moment' | 'lit')[];
}) {
  const { t } = useTranslation('journey');
  return (
    <div className="legend">
      <ul>
        <li>
          <span className="sample sample-measured" />
          {t('legendMeasured')}
        </li>
        <li>
          <span className="sample sample-believed" />
          {t('legendBelieved')}
        </li>
        <li>
          <span className="sample sample-range" />
          {t('legendRange')}
        </li>
        {isTorn && (
          <li>
            <span className="sample sample-torn" />
            {t('legendTorn')}
          </li>
        )}
        {!without.includes('moment') && (
          <li>
            <span className="moment" />
            {t('legendMoment')}
          </li>
        )}
        {!without.includes('lit') && (
          <li>
            <span className="sample sample-lit" />
            {t('legendLit')}
          </li>
        )}
      </ul>
      <p>{t('how')}</p>
    </div>
  );
}
