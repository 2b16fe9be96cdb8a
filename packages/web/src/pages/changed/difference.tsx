import type { ChangedFigure } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';

/** A difference with its range below. */
export function Difference({
  figure: { difference },
  write,
}: {
  readonly figure: ChangedFigure;
  readonly write: (value: number, isSigned?: boolean) => string;
}) {
  const { t } = useTranslation('shell');
  if (difference.kind === 'abstained')
    return (
      <span className="money">
        <span className="money-none">{t('notSaid')}</span>
      </span>
    );
  const { median, low, high } = difference;
  return (
    <span className="money">
      <span className="money-figure">{write(median, true)}</span>
      <span className="money-range">
        {t('range', { low: write(low, true), high: write(high, true) })}
      </span>
    </span>
  );
}
