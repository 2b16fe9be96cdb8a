import type { DriversFound } from '@bothways/core/contract';
import { Estimated } from '../../parts/estimated.tsx';
import {
  type Speaker,
  sayDriver,
  sayOutcome,
  writeChance,
  writeOutcome,
  writeScore,
} from './say.ts';

/** From which part of R2 on two drivers are said to go together. */
const PAIR_SHOWN = 0.05;

/** All that is known of each driver, in figures. */
export function DriverTable({
  found,
  speaker,
}: {
  readonly found: DriversFound;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const outcome = sayOutcome(speaker);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={`${t('chart')}: ${t('table')}`}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('driver')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{t('ranks')}</th>
              <th scope="col">{t('slope')}</th>
              <th scope="col">{t('performance')}</th>
              <th scope="col">{t('reach')}</th>
              <th scope="col">{t('second')}</th>
              <th scope="col">{t('halo')}</th>
              <th scope="col">{t('scored')}</th>
            </tr>
          </thead>
          <tbody>
            {found.drivers.map((driver) => {
              const step = (driver.scale.high - driver.scale.low) / 4;
              const change = (value: number): string => writeOutcome(value, speaker, true);
              return (
                <tr key={driver.id}>
                  <th scope="row">{sayDriver(driver.name, speaker)}</th>
                  <td>
                    <Estimated estimate={driver.share} write={format.percent} />
                  </td>
                  <td className="driver-chances">
                    {driver.rankProbabilities
                      .map((each, rank) => ({ each, rank }))
                      .filter(({ each }) => each >= 0.005)
                      .map(({ each, rank }) =>
                        t('rankChance', { rank: rank + 1, chance: writeChance(each, speaker) }),
                      )
                      .join(' · ')}
                  </td>
                  <td>
                    <Estimated estimate={driver.slope} write={(value) => change(value * step)} />
                  </td>
                  <td>
                    <Estimated
                      estimate={driver.performance}
                      write={(value) => writeScore(value, speaker)}
                    />
                  </td>
                  <td>
                    <Estimated estimate={driver.reach} write={change} />
                  </td>
                  <td>{format.percent(driver.second.share)}</td>
                  <td>{driver.withoutHalo === null ? '–' : format.percent(driver.withoutHalo)}</td>
                  <td>{format.count(driver.scored)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <ul className="drivers-notes">
        <li>
          <strong>{t('slope')}:</strong> {t('slopeWhy', { outcome })}
        </li>
        <li>
          <strong>{t('reach')}:</strong> {t('reachWhy', { outcome })}
        </li>
        <li>
          <strong>{t('second')}:</strong> {t('secondWhy')}
        </li>
        <li>
          <strong>{t('halo')}:</strong> {t('haloWhy')}
        </li>
        {found.interactions.pairs
          .filter(({ index }) => Math.abs(index) >= PAIR_SHOWN)
          .slice(0, 3)
          .map(({ a, b, index }) => (
            <li key={`${a} ${b}`}>
              {t(index < 0 ? 'pairSame' : 'pairMore', {
                a: sayDriver(a, speaker),
                b: sayDriver(b, speaker),
              })}
            </li>
          ))}
      </ul>
    </>
  );
}
