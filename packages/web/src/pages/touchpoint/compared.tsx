import type { Compared } from '@bothways/core/contract';
import { Nothing } from './nothing.tsx';
import { amountText, reasonText, type Said } from './touchpoint-words.ts';

/** Belief and measurement, each with its range, on one line; what lies outside the belief is marked. */
export function ComparedTable({
  compared,
  said,
}: {
  readonly compared: readonly Compared[];
  readonly said: Said;
}) {
  const { t } = said;
  if (compared.length === 0) return <Nothing>{t('comparedNone')}</Nothing>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={`${t('compared')}: ${t('figure')}`}>
      <table className="figures tp-compared">
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col" className="number">
              {t('believed')}
            </th>
            <th scope="col" className="number">
              {t('measured')}
            </th>
            <th scope="col" className="tp-ranges-head">
              <span className="unseen-text">{t('compared')}</span>
            </th>
            <th scope="col">{t('difference')}</th>
          </tr>
        </thead>
        <tbody>
          {compared.map((each, index) => (
            <Row key={index} each={each} said={said} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ each, said }: { readonly each: Compared; readonly said: Said }) {
  const { t, format } = said;
  const { of, name, way, unit, believed, measured, times, isSurprising } = each;
  const amount = (value: number): string =>
    of === 'volume' ? format.count(value) : amountText(value, unit, said);
  const range = ({ low, high }: { low: number; high: number }): string =>
    t('fromTo', { from: amount(low), to: amount(high) });
  const title =
    way === 'delivered'
      ? t('getName', { name })
      : way === 'captured'
        ? t('giveName', { name })
        : name;
  return (
    <tr className={isSurprising === true ? 'is-surprise' : undefined}>
      <th scope="row">{of === 'volume' ? t('volume') : t('quantityOf', { name: title })}</th>
      <td className="number" data-label={t('believed')}>
        {believed === null ? (
          <span className="money-none">{t('notSaid', { ns: 'shell' })}</span>
        ) : (
          <>
            {amount(believed.median)}
            {believed.low !== believed.high && (
              <span className="cell-under">{range(believed)}</span>
            )}
          </>
        )}
      </td>
      <td className="number" data-label={t('measured')}>
        {measured.kind === 'abstained' ? (
          <span className="cell-under">{reasonText(measured.reason, said)}</span>
        ) : (
          <>
            {amount(measured.median)}
            {measured.low !== measured.high && (
              <span className="cell-under">{range(measured)}</span>
            )}
          </>
        )}
      </td>
      <td className="tp-ranges-cell">
        <Ranges each={each} />
      </td>
      <td className="tp-verdict">
        {isSurprising === null ? (
          <span className="money-none">{t('cannotSay')}</span>
        ) : (
          <span className={isSurprising ? 'tp-surprise' : undefined}>
            {t(isSurprising ? 'surprise' : 'asBelieved')}
          </span>
        )}
        {times !== null && <span className="cell-under">{timesText(times, said)}</span>}
      </td>
    </tr>
  );
}

function timesText(times: number, { t, language }: Said): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const write = (value: number, style: 'decimal' | 'percent'): string =>
    new Intl.NumberFormat(locale, { style, maximumSignificantDigits: 2 })
      .format(value)
      .replace('-', '\u2212');
  return times < 1 && times > 0
    ? t('partOf', { part: write(times, 'percent') })
    : t('times', { times: write(times, 'decimal') });
}

/** The range believed as an outline, what was measured as a mark with its own range, on one scale. */
function Ranges({ each: { believed, measured } }: { readonly each: Compared }) {
  if (believed === null || measured.kind === 'abstained') return null;
  const ends = [believed.low, believed.high, measured.low, measured.high];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = (most - least) * 0.06 || Math.abs(most) * 0.1 || 1;
  const at = (value: number): number => (100 * (value - least + room)) / (most - least + 2 * room);
  return (
    <svg className="tp-ranges" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <rect
        className="tp-range-believed"
        x={at(believed.low)}
        y={3}
        width={Math.max(0.8, at(believed.high) - at(believed.low))}
        height={14}
      />
      <line
        className="tp-range-measured"
        x1={at(measured.low)}
        x2={at(measured.high)}
        y1={10}
        y2={10}
      />
      <rect
        className="tp-mark-measured"
        x={at(measured.median) - 0.8}
        y={5}
        width={1.6}
        height={10}
      />
    </svg>
  );
}
