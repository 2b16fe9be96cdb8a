import type { Drivers, DriversNothing } from '@bothways/core/contract';
import { Estimated } from '../../parts/estimated.tsx';
import { Section } from '../../parts/section.tsx';
import { type Speaker, sayDriver, sayOutcome } from './say.ts';

/** Why nothing can be said, what it would take, and what is known all the same. */
export function None({
  data,
  result,
  speaker,
}: {
  readonly data: Drivers;
  readonly result: DriversNothing;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const { because, seen, needed } = result;
  const figures = {
    outcome: sayOutcome(speaker),
    seen: format.count(seen ?? 0),
    needed: format.count(needed ?? 0),
    r2: seen === null ? '' : percentFine(seen, speaker),
  };
  return (
    <>
      <section className="drivers-said" aria-labelledby="drivers-none">
        <h2 id="drivers-none" className="drivers-top">
          {t(`none.${because}`, figures)}
        </h2>
        <p>{t(`noneWhy.${because}`, figures)}</p>
        <p>
          <strong>{t(`noneDo.${because}`)}</strong>
        </p>
        {data.window !== null && (
          <p className="drivers-note">
            {data.why !== null && t(`why.${data.why}`)}{' '}
            {t('window', {
              from: format.day(data.window.from),
              days: format.count(data.window.days),
            })}
          </p>
        )}
      </section>
      {data.scores.length > 0 && (
        <Section id="drivers-doing" title={t('doing')} why={t('doingWhy')}>
          <ul className="driver-doing">
            {data.scores.map((score) => (
              <li key={`${score.id} ${score.score}`}>
                <span>
                  {sayDriver(score.name, speaker)}
                  {score.score === 'kept' && <small>{t('kept')}</small>}
                </span>
                <Estimated estimate={score.performance} write={format.index} />
                <small>
                  {score.performance.kind === 'estimate' && format.count(score.performance.n)}{' '}
                  {t(`rows.${data.rows}`)}
                </small>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** A small part of a whole, so that a tenth of a percent is not said to be nothing. */
function percentFine(part: number, { language }: Speaker): string {
  return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(part);
}
