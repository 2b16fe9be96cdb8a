import type { TouchpointWhole } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { channelName } from '../../parts/known-words.ts';
import type { Said } from './touchpoint-words.ts';

const influences = ['brand', 'communications', 'purchase', 'product', 'service'] as const;

/** Where it stands, what people come for, and how much is known of it. */
export function TouchpointHead({
  touchpoint,
  said,
}: {
  readonly touchpoint: TouchpointWhole;
  readonly said: Said;
}) {
  const { t } = said;
  const shell = useTranslation('shell').t;
  const { journey, phase, step, channel, intention, quote, standing, momentOfTruth } = touchpoint;
  return (
    <div className="tp-head">
      <p className="tp-note">
        {t('where', { journey: journey.name, phase: phase.name, step: step.name })} ·{' '}
        {channelName(channel, shell)}
        {momentOfTruth && ` · ${t('moment')}`}
      </p>
      {intention !== null && <p className="tp-intention">{intention}</p>}
      {quote !== null && <blockquote>{quote}</blockquote>}
      {standing !== 'measured' && <p className="tp-standing">{t(`standing.${standing}`)}</p>}
      <HeadFacts touchpoint={touchpoint} said={said} />
    </div>
  );
}

function HeadFacts({
  touchpoint: { people, encounters, inAggregates, measured, owner, influence, period },
  said: { t, format },
}: {
  readonly touchpoint: TouchpointWhole;
  readonly said: Said;
}) {
  const shell = useTranslation('shell').t;
  const shapes = influences.find((each) => each === influence);
  const grades = [measured?.customer, measured?.business].flatMap((each) =>
    each?.kind === 'estimate' ? [each.grade] : [],
  );
  const grade = grades.toSorted().at(-1);
  return (
    <dl className="tp-facts">
      {encounters > 0 && (
        <>
          <div>
            <dt>{t('encounters')}</dt>
            <dd>
              {format.count(encounters)}
              {measured !== null && (
                <span className="cell-under">
                  {t('encountersNote', { yearly: format.short(measured.encounters) })}
                </span>
              )}
              {inAggregates > 0 && (
                <span className="cell-under">
                  {t('aggregated', { count: format.count(inAggregates) as never })}
                </span>
              )}
            </dd>
          </div>
          <div>
            <dt>{t('people')}</dt>
            <dd>{people === null ? shell('notSaid') : format.count(people)}</dd>
          </div>
        </>
      )}
      {period !== null && (
        <div>
          <dt>{t('period')}</dt>
          <dd>{t('periodFromTo', { from: format.day(period.from), to: format.day(period.to) })}</dd>
        </div>
      )}
      {grade !== undefined && (
        <div>
          <dt>{shell('howWell')}</dt>
          <dd>
            <Grade grade={grade} />
          </dd>
        </div>
      )}
      <div>
        <dt>{shell('owner')}</dt>
        <dd>{owner ?? shell('notSaid')}</dd>
      </div>
      <div>
        <dt>{t('influence', { ns: 'journey' })}</dt>
        <dd>
          {shapes === undefined
            ? (influence ?? shell('notSaid'))
            : t(`influences.${shapes}`, { ns: 'journey' })}
        </dd>
      </div>
    </dl>
  );
}
