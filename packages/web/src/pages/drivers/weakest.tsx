import type { WeakestLink } from '@bothways/core/contract';
import { Section } from '../../parts/section.tsx';
import {
  type Speaker,
  sayDriver,
  sayOutcome,
  writeChance,
  writeOutcome,
  writePlain,
  writeScore,
} from './say.ts';

type Tested = Extract<WeakestLink, { kind: 'tested' }>;

/** Whether the weakest side decides: what the data say, and what a level of the outcome was never seen without. */
export function Weakest({
  link,
  speaker,
}: {
  readonly link: WeakestLink;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  return (
    <Section id="drivers-weak" title={t('weak')} why={t('weakWhy')}>
      {link.kind === 'abstained' ? (
        <p className="drivers-cannot">
          {t(`part.${link.because}`, {
            seen: format.count(link.seen ?? 0),
            needed: format.count(link.needed ?? 0),
          })}
        </p>
      ) : (
        <Found link={link} speaker={speaker} />
      )}
    </Section>
  );
}

function Found({ link, speaker }: { readonly link: Tested; readonly speaker: Speaker }) {
  const { t, format } = speaker;
  const needed = link.needs.filter(({ effect }) => effect > 0);
  return (
    <>
      <p className="drivers-verdict">{t(`verdict.${link.verdict}`)}</p>
      <Line link={link} speaker={speaker} />
      <div className="drivers-two">
        <div>
          <h3>{t('weakestIs')}</h3>
          <ol className="driver-doing">
            {link.weakest.map(({ id, name, share }) => (
              <li key={id}>
                <span>{sayDriver(name, speaker)}</span>
                <span>{t('weakestOf', { share: format.percent(share) })}</span>
              </li>
            ))}
          </ol>
        </div>
        <div>
          <h3>{t('needs')}</h3>
          {needed.length === 0 && <p className="drivers-note">{t('needsNone')}</p>}
          <ul className="driver-doing">
            {needed.map(({ id, name, effect, size, p, isNecessary }) => (
              <li key={id}>
                <span>
                  {sayDriver(name, speaker)}
                  <small>{t(isNecessary ? 'necessary' : 'notNecessary')}</small>
                </span>
                <small>
                  {t('effect', {
                    effect: writePlain(effect, speaker),
                    size: t(`sizes.${size}`),
                    p: writeChance(p, speaker),
                  })}
                </small>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <Bottleneck link={link} speaker={speaker} />
    </>
  );
}

/** The ends of the line on which rho is drawn: beyond them nothing changes to the eye. */
const [LEAST, MOST] = [-6, 3];

function Line({ link, speaker }: { readonly link: Tested; readonly speaker: Speaker }) {
  const { t, format } = speaker;
  const { rho, n, of } = link;
  if (rho.kind === 'abstained') return null;
  const place = (value: number): number =>
    (100 * (Math.min(MOST, Math.max(LEAST, value)) - LEAST)) / (MOST - LEAST);
  return (
    <>
      <div className="rho-line" aria-hidden="true">
        <span className="rho-track" />
        <span className="rho-nought" style={{ left: `${place(0)}%` }} />
        <span
          className="rho-range"
          style={{ left: `${place(rho.low)}%`, width: `${place(rho.high) - place(rho.low)}%` }}
        />
        <span className="rho-dot" style={{ left: `${place(rho.median)}%` }} />
        <span className="rho-end">{t('weakEnd')}</span>
        <span className="rho-end rho-strong">{t('strongEnd')}</span>
      </div>
      <p className="drivers-note">
        {t('rho', {
          rho: writePlain(rho.median, speaker),
          low: writePlain(rho.low, speaker),
          high: writePlain(rho.high, speaker),
        })}{' '}
        {t('rhoOf', { n: format.count(n), of: format.count(of) })}
      </p>
    </>
  );
}

function Bottleneck({ link, speaker }: { readonly link: Tested; readonly speaker: Speaker }) {
  const { t } = speaker;
  const levels = link.bottleneck.filter(
    ({ level, needs }) => level > 0 && needs.some((need) => need !== null),
  );
  if (levels.length === 0) return null;
  const columns = link.needs
    .map((need, at) => ({ need, at }))
    .filter(({ at }) => levels.some(({ needs }) => needs[at] !== null));
  return (
    <>
      <p className="drivers-note">{t('needsWhy', { outcome: sayOutcome(speaker) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={`${t('needs')}: ${t('table')}`}>
        <table className="figures drivers-bottleneck">
          <thead>
            <tr>
              <th scope="col">{t('level')}</th>
              {columns.map(({ need: { id, name, isNecessary } }) => (
                <th key={id} scope="col" className={isNecessary ? 'is-necessary' : undefined}>
                  {sayDriver(name, speaker)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {levels.map(({ level, outcome, needs }) => (
              <tr key={level}>
                <th scope="row">{writeOutcome(outcome, speaker, false)}</th>
                {columns.map(({ need: { id, isNecessary }, at }) => (
                  <td key={id} className={isNecessary ? 'is-necessary' : undefined}>
                    {sayNeed(needs[at] ?? null, speaker)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function sayNeed(need: number | null, speaker: Speaker): string {
  return need === null ? '–' : writeScore(need, speaker);
}
