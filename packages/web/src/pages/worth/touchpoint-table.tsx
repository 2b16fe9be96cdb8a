import type { Overview, ReportTouchpoint } from '@bothways/core/contract';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../parts/money.tsx';
import { useFormat } from '../../parts/use-format.ts';
import type { Format } from '../../words/format.ts';

/** Both sides' nets at each touchpoint, folded until asked for: the other pages show them where they belong. */
export function TouchpointTable({
  now,
  agreed,
}: {
  readonly now: Overview;
  readonly agreed: Overview;
}) {
  const { t } = useTranslation('worth');
  const format = useFormat(now.currency);
  const [isOpen, setOpen] = useState(false);
  const before = useMemo(() => new Map(placesOf(agreed).map((each) => [each.id, each])), [agreed]);
  // In the order of what is agreed, so that no row runs away under the eye.
  const order = useMemo(
    () =>
      new Map(
        placesOf(agreed)
          .toSorted((a, b) => jointOf(b) - jointOf(a))
          .map(({ id }, at) => [id, at]),
      ),
    [agreed],
  );
  const rows = isOpen
    ? placesOf(now).toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    : [];
  return (
    <details className="family places-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="family-name">{t('places')}</span>
        <span className="family-kinds">{t('placesNote')}</span>
      </summary>
      {isOpen && (
        <table className="places">
          <thead>
            <tr>
              <th scope="col">{t('touchpoint')}</th>
              <th scope="col" className="number">
                {t('customer-short')}
              </th>
              <th scope="col" className="number">
                {t('business-short')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} was={before.get(row.id) ?? row} format={format} />
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

function Row({
  row,
  was,
  format,
}: {
  readonly row: ReportTouchpoint;
  readonly was: ReportTouchpoint;
  readonly format: Format;
}) {
  const { t } = useTranslation('worth');
  const { measured } = row;
  if (measured === null) return null;
  const turned = (['customer', 'business'] as const).filter(
    (side) => medianOf(row, side) * medianOf(was, side) < 0,
  );
  return (
    <tr data-turned={turned.length > 0}>
      <th scope="row">
        {row.name}
        {turned.map((side) => (
          <span key={side} className="turned">
            {t(`${side}-${medianOf(row, side) < 0 ? 'loses' : 'gains'}`)}
          </span>
        ))}
      </th>
      {(['customer', 'business'] as const).map((side) => (
        <td
          key={side}
          className="number"
          data-label={t(`${side}-short`)}
          data-negative={medianOf(row, side) < 0}
        >
          <Money estimate={measured[side]} format={format} isSigned />
        </td>
      ))}
    </tr>
  );
}

function placesOf({ journeys }: Overview): readonly ReportTouchpoint[] {
  return journeys
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints)
    .filter(({ measured }) => measured !== null);
}

function medianOf({ measured }: ReportTouchpoint, side: 'customer' | 'business'): number {
  const estimate = measured?.[side];
  return estimate?.kind === 'estimate' ? estimate.median : 0;
}

function jointOf(touchpoint: ReportTouchpoint): number {
  return medianOf(touchpoint, 'customer') + medianOf(touchpoint, 'business');
}
