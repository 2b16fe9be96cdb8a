import type { BesideEnd, BesidePair, MoneyScale } from '@bothways/core/scene';
import { useTranslation } from 'react-i18next';
import { VoiceBars } from './voice-bars.tsx';

/** Today beside the future on a phone: a card a pair. */
export function BesideList({
  pairs,
  scale,
}: {
  readonly pairs: readonly BesidePair[];
  readonly scale: MoneyScale;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  return (
    <div className="list">
      <p className="list-head" aria-hidden="true">
        <span className="voice-give">← {t('give')}</span>
        <span className="voice-get">{t('get')} →</span>
      </p>
      <ul className="beside-list">
        {pairs.map(({ key, change, now, next, customer, business }) => (
          <li key={key} className="card">
            <p className="beside-change">
              <strong>{t(`changes.${change}`)}</strong>
              {change !== 'kept' && (
                <span>
                  {shell('customers')} {customer || '–'} · {shell('business')} {business || '–'}
                </span>
              )}
            </p>
            {change === 'kept' && now !== null ? (
              <End end={now} name={t('besideBoth')} scale={scale} />
            ) : (
              <>
                {now !== null && <End end={now} name={t('besideNow')} scale={scale} />}
                {next !== null && <End end={next} name={t('besideFuture')} scale={scale} />}
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function End({
  end,
  name,
  scale,
}: {
  readonly end: BesideEnd;
  readonly name: string;
  readonly scale: MoneyScale;
}) {
  return (
    <div className="beside-end">
      <span className="card-under">{name}</span>
      <span className="card-name">{end.names.join(' + ')}</span>
      <VoiceBars voices={end} scale={scale} />
    </div>
  );
}
