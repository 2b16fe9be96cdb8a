import { useTranslation } from 'react-i18next';
import type { Estimate } from './money.tsx';

/** A figure with its range under it; where the data cannot say, why. `write` says how it is written. */
export function Estimated({
  estimate,
  write,
}: {
  readonly estimate: Estimate;
  readonly write: (value: number) => string;
}) {
  const { t } = useTranslation('shell');
  if (estimate.kind === 'abstained')
    return (
      <span className="estimated" title={estimate.reason}>
        <span className="money-none">–</span>
        <span className="money-range estimated-why">{estimate.reason}</span>
      </span>
    );
  const { median, low, high } = estimate;
  return (
    <span className="estimated">
      <span className="estimated-figure">{write(median)}</span>
      {low !== high && (
        <span className="money-range">
          {/^[+\u2212]/.test(write(high)) ? (
            t('range', { low: write(low), high: write(high) })
          ) : (
            <>
              {write(low)}–{write(high)}
            </>
          )}
        </span>
      )}
    </span>
  );
}
