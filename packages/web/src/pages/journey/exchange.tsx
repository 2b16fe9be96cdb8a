import type { ReportVoices } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Money } from '../../parts/money.tsx';
import type { Format } from '../../words/format.ts';

/**
 * One direction of the exchange at a touchpoint, in short: by kind how much, and, as on the map, what customers get at what
 * it is worth to them, what they give at what it costs them. Both valuations stand on the touchpoint's own page.
 */
export function Exchange({
  voices,
  way,
  format,
}: {
  readonly voices: ReportVoices;
  readonly way: 'delivered' | 'captured';
  readonly format: Format;
}) {
  const { t, i18n } = useTranslation('journey');
  const part = way === 'delivered' ? 'worth' : 'cost';
  const { transfers } = voices[way];
  const name = t(way === 'delivered' ? 'get' : 'give');
  return (
    <section className={`exchange is-${way}`}>
      <h3>{name}</h3>
      {transfers.length === 0 ? (
        <p className="panel-note">{t('nothingMoves')}</p>
      ) : (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('kind')}</th>
              <th scope="col" className="number">
                {t(part === 'worth' ? 'worthTo.customer' : 'costTo.customer')}
              </th>
            </tr>
          </thead>
          <tbody>
            {transfers.map((each) => (
              <tr key={each.kind}>
                <th scope="row">
                  {each.name}
                  <span className="cell-under">
                    {quantityText(each.quantity, each.unit, format, {
                      t,
                      language: i18n.language,
                    })}
                  </span>
                </th>
                <td className="number">
                  <Money estimate={each[part]} format={format} />
                </td>
              </tr>
            ))}
          </tbody>
          {transfers.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">{t('together')}</th>
                <td className="number">
                  <Money estimate={voices[way][part]} format={format} />
                </td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
    </section>
  );
}

/** A quantity of a kind a year; seconds as hours or minutes. */
function quantityText(
  quantity: string,
  unit: string,
  format: Format,
  { t, language }: { t: ReturnType<typeof useTranslation<'journey'>>['t']; language: string },
): string {
  const amount = Number(quantity);
  if (!Number.isFinite(amount)) return `${quantity} ${unit}`;
  if (unit === 'second')
    return amount >= 36_000
      ? `${format.short(amount / 3600)} ${t('hours')}`
      : `${format.short(amount / 60)} ${t('minutes')}`;
  const many = /[^aeiou]y$/.test(unit) ? `${unit.slice(0, -1)}ies` : `${unit}s`;
  const isPlural = language === 'en' && /^[a-z]+$/.test(unit) && amount !== 1;
  return `${format.short(amount)} ${isPlural ? many : unit}`;
}
