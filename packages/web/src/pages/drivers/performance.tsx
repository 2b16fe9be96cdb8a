import type { DriverShown, DriversFound } from '@bothways/core/contract';
import { Section } from '../../parts/section.tsx';
import { type Speaker, sayDriver, writeScore } from './say.ts';

/** Importance against performance: where to work, where to keep it up, and what is undecided. */
export function Performance({
  found,
  speaker,
}: {
  readonly found: DriversFound;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const points = found.drivers.flatMap((driver) => {
    const { share, performance, scale } = driver;
    if (share.kind === 'abstained' || performance.kind === 'abstained') return [];
    const part = (value: number): number => (value - scale.low) / (scale.high - scale.low);
    return [
      {
        driver,
        share,
        low: part(performance.low),
        middle: part(performance.median),
        high: part(performance.high),
      },
    ];
  });
  if (points.length < 2) return null;
  const right = 1.06 * Math.max(...points.map(({ share }) => share.high));
  const ends = points.flatMap(({ low, high }) => [low, high]);
  const room = Math.max(0.04, 0.24 * (Math.max(...ends) - Math.min(...ends)));
  const [bottom, top] = [Math.min(...ends) - room, Math.max(...ends) + room];
  const across = (value: number): number => (100 * Math.max(0, value)) / right;
  const up = (value: number): number => (100 * (value - bottom)) / (top - bottom);
  return (
    <Section id="drivers-ip" title={t('ip')} why={t('ipWhy')}>
      <div className="ip-room">
        <div className="ip" aria-hidden="true">
          <span className="ip-corner ip-nw">{t('quadrants.more-than-needed')}</span>
          <span className="ip-corner ip-ne">{t('quadrants.keep-up')}</span>
          <span className="ip-corner ip-sw">{t('quadrants.low-priority')}</span>
          <span className="ip-corner ip-se">{t('quadrants.concentrate')}</span>
          <span className="ip-upright" style={{ left: `${across(found.lines.share)}%` }} />
          <span className="ip-level" style={{ bottom: `${up(found.lines.performance)}%` }} />
          {points.map(({ driver, share, low, high }) => (
            <span
              key={`${driver.id} range`}
              className={`ip-range is-${driver.quadrant}`}
              style={{
                left: `${across(share.low)}%`,
                width: `${across(share.high) - across(share.low)}%`,
                bottom: `${up(low)}%`,
                height: `${up(high) - up(low)}%`,
              }}
            />
          ))}
          {points.map(({ driver, share, middle }) => (
            <span
              key={driver.id}
              className={`ip-dot is-${driver.quadrant}`}
              style={{ left: `${across(share.median)}%`, bottom: `${up(middle)}%` }}
              title={sayDriver(driver.name, speaker)}
            >
              {driver.rank}
            </span>
          ))}
          <span className="ip-axis ip-axis-x">{t('important')} →</span>
          <span className="ip-axis ip-axis-y">{t('better')} ↑</span>
        </div>
        <ol className="ip-list">
          {points.map(({ driver, share }) => (
            <li key={driver.id}>
              <span className={`ip-mark is-${driver.quadrant}`} aria-hidden="true">
                {driver.rank}
              </span>
              <span>
                <strong>{sayDriver(driver.name, speaker)}</strong>
                <small>
                  {t(`quadrantSay.${driver.quadrant}`)} · {format.percent(share.median)} ·{' '}
                  {performanceOf(driver, speaker)}
                </small>
              </span>
            </li>
          ))}
        </ol>
      </div>
    </Section>
  );
}

function performanceOf({ performance }: DriverShown, speaker: Speaker): string {
  return performance.kind === 'estimate' ? writeScore(performance.median, speaker) : '–';
}
