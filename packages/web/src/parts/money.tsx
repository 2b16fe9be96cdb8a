import type { ReportVoices } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import type { Format } from '../words/format.ts';

/** A number with its doubt, as the API gives it. */
export type Estimate = ReportVoices['customer'];

/** A sum of money a year with its range below; where nobody can say, that, with the reason. */
export function Money({
  estimate,
  format,
  isSigned = false,
}: {
  readonly estimate: Estimate;
  readonly format: Format;
  readonly isSigned?: boolean;
}) {
  const { t, i18n } = useTranslation('shell');
  if (estimate.kind === 'abstained')
    return (
      <span className="money">
        <span className="money-none">{t('notSaid')}</span>
        <span className="money-range" lang={i18n.language === 'en' ? undefined : 'en'}>
          {format.glued(estimate.reason)}
        </span>
      </span>
    );
  const { median, low, high } = estimate;
  const write = isSigned ? format.moneySigned : format.money;
  return (
    <span className="money">
      <span className="money-figure">{write(median)}</span>
      {low !== high && (
        <span className="money-range">{t('range', { low: write(low), high: write(high) })}</span>
      )}
    </span>
  );
}
