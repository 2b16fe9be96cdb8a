import {
  type MapPhase,
  type MapTouchpoint,
  type MapVoice,
  type Mark,
  type MoneyScale,
  voiceBar,
} from '@bothways/core/scene';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Marks } from '../../parts/scene-marks.tsx';

const width = 320;
const middle = width / 2;
const height = 26;

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
  const { id, name, channel, get, give, felt, note, isLit, isMeasured } = touchpoint;
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
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <Marks marks={barsOf(touchpoint, scale)} />
      </svg>
      <span className={isMeasured ? 'card-voices' : 'card-voices is-believed'}>
        <span className="voice-give">
          <span className="unseen-text">{t('give')}: </span>
          {labelOf(give)}
        </span>
        <span className="voice-get">
          <span className="unseen-text">{t('get')}: </span>
          {labelOf(get)}
        </span>
      </span>
    </Link>
  );
}

function labelOf({ label, outside }: MapVoice): string {
  return [label, outside].filter((each) => each !== '').join(' ') || '–';
}

function barsOf({ get, give }: MapTouchpoint, scale: MoneyScale): readonly Mark[] {
  const bar = (voice: MapVoice, sign: -1 | 1): readonly Mark[] =>
    voiceBar(voice, scale, {
      tone: sign > 0 ? 'delivered' : 'captured',
      along: (length, across) => [middle + sign * length, height / 2 + across],
      lengthMax: middle - 14,
      thickness: 12,
    });
  const line: Mark = {
    kind: 'line',
    points: [
      [middle, 0],
      [middle, height],
    ],
    tone: 'ink',
    weight: 1.5,
  };
  return [...bar(give, -1), ...bar(get, 1), line];
}
