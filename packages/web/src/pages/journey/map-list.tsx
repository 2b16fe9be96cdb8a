import type { MapPhase, MapTouchpoint, MoneyScale } from '@bothways/core/scene';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { VoiceBars } from './voice-bars.tsx';

/** The journey on a phone, top to bottom: right of the line what they get, left of it what they give. */
export function MapList({
  phases,
  scale,
}: {
  readonly phases: readonly MapPhase[];
  readonly scale: MoneyScale;
}) {
  const { t } = useTranslation('journey');
  return (
    <div className="list">
      <p className="list-head" aria-hidden="true">
        <span className="voice-give">← {t('give')}</span>
        <span className="voice-get">{t('get')} →</span>
      </p>
      {phases.map((phase) => (
        <section key={phase.id} className="list-phase">
          <h2>{phase.name}</h2>
          {phase.steps
            .filter(({ touchpoints }) => touchpoints.length > 0)
            .map((step) => (
              <div key={step.id}>
                <h3>
                  {step.isMoment && <span className="moment" title={t('moment')} />}
                  {step.name}
                </h3>
                <ul>
                  {step.touchpoints.map((touchpoint) => (
                    <li key={touchpoint.id}>
                      <Card touchpoint={touchpoint} scale={scale} />
                    </li>
                  ))}
                </ul>
              </div>
            ))}
        </section>
      ))}
    </div>
  );
}

function Card({
  touchpoint,
  scale,
}: {
  readonly touchpoint: MapTouchpoint;
  readonly scale: MoneyScale;
}) {
  const { t } = useTranslation('journey');
  const { id, name, channel, felt, note, isLit } = touchpoint;
  return (
    <Link
      to="/journey/$touchpoint"
      params={{ touchpoint: id }}
      search={true}
      resetScroll={false}
      className={isLit ? 'card is-lit' : 'card'}
      data-touchpoint={id}
    >
      <span className="card-name">{name}</span>
      <span className="card-under">
        {[channel, note, felt === null ? '' : `${t('felt')} ${felt.label}`]
          .filter((each) => each !== '')
          .join(' · ')}
      </span>
      <VoiceBars voices={touchpoint} scale={scale} />
    </Link>
  );
}
