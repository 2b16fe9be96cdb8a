import type { ReportFuture, ReportFutureSide } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Money } from '../../parts/money.tsx';
import type { Format } from '../../words/format.ts';
import { Hours } from './beside-said.tsx';

/** Today, the future and what becomes different, for both sides and in all. */
export function BesideTable({
  future,
  currency,
  format,
}: {
  readonly future: ReportFuture;
  readonly currency: string;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const rows = [
    ...future.pairs.map((pair) => ({ ...pair, key: namesOf(pair.now) + namesOf(pair.next) })),
    { ...future.total, key: 'total', change: 'total' as const },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('table')}>
      <table className="figures">
        <caption>{t('besideCaption', { currency })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('besideNow')}</th>
            <th scope="col">{t('besideFuture')}</th>
            <th scope="col">{t('changeHead')}</th>
            {[t('get'), t('give'), t('net'), t('netBusiness'), t('waitingYear')].map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, change, now, next, difference }) => (
            <tr key={key} className={change === 'total' ? 'is-whole' : undefined}>
              <th scope="row">{change === 'total' ? t('inAll') : namesOf(now) || '–'}</th>
              <td>{change === 'total' ? '' : namesOf(next) || '–'}</td>
              <td>{change === 'total' ? '' : t(`changes.${change}`)}</td>
              {(['get', 'give', 'customer', 'business'] as const).map((of) => (
                <td key={of} className="number">
                  <Money estimate={difference[of]} format={format} isSigned />
                </td>
              ))}
              <td className="number">
                <Hours estimate={difference.waiting} format={format} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function namesOf(side: ReportFutureSide | null): string {
  return side?.touchpoints.map(({ name }) => name).join(', ') ?? '';
}
