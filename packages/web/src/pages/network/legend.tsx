import { useTranslation } from 'react-i18next';
import { MarkIcon } from './mark.tsx';

/** What widths, colours and signs mean. */
export function Legend() {
  const { t } = useTranslation('network');
  return (
    <ul className="net-legend">
      <li>
        <span className="net-key-box" />
        {t('legendBox')}
      </li>
      <li>
        <span className="net-key t-delivered" />
        {t('legendTo')}
      </li>
      <li>
        <span className="net-key t-captured" />
        {t('legendFrom')}
      </li>
      <li>
        <span className="net-key t-ink" />
        {t('legendOther')}
      </li>
      <li>
        <span className="net-key-wide t-ink" />
        {t('legendWide')}
      </li>
      <li>
        <span className="net-key-pale t-ink" />
        {t('legendPale')}
      </li>
      <li>
        <span className="net-mark" data-strength="broken">
          <MarkIcon strength="broken" />
        </span>
        {t('legendBroken')}
      </li>
      <li>
        <span className="net-mark" data-strength="doubt">
          <MarkIcon strength="doubt" />
        </span>
        {t('legendDoubt')}
      </li>
    </ul>
  );
}
