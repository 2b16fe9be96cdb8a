import type { Unsaid } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import type { Estimate } from '../../parts/money.tsx';
import type { Said } from './said.ts';

/** What the data cannot say, why, and what to add. */
export function CannotSay({
  unsaid,
  said: { t },
}: {
  readonly unsaid: Unsaid;
  readonly said: Said;
}) {
  const { code, seen, wanted } = unsaid;
  return (
    <div className="ex-unsaid">
      <p>{t(`unsaid.${code}`, { seen: seen ?? 0, wanted: wanted ?? 0 })}</p>
      <p className="ex-todo">
        <strong>{t('toAdd')}:</strong> {t(`todo.${code}`)}
      </p>
    </div>
  );
}

/** A figure with its range under it; a dash where it cannot be said. */
export function Figure({
  estimate,
  write,
}: {
  readonly estimate: Estimate;
  readonly write: (value: number) => string;
}) {
  const { t } = useTranslation('experience');
  if (estimate.kind === 'abstained')
    return (
      <span className="money">
        <span className="money-none">–</span>
      </span>
    );
  const { median, low, high } = estimate;
  return (
    <span className="money">
      <span>{write(median)}</span>
      <span className="money-range">{t('range', { low: write(low), high: write(high) })}</span>
    </span>
  );
}

/** Places on a line from -1 to +1: a range with its middle, and perhaps a wider one behind. */
export function Track({
  estimate,
  behind,
}: {
  readonly estimate: Estimate;
  readonly behind?: Estimate;
}) {
  const x = (value: number): number => 4 + ((Math.max(-1, Math.min(1, value)) + 1) / 2) * 192;
  return (
    <svg className="ex-track" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true">
      <line className="ex-track-ground" x1={4} x2={196} y1={8} y2={8} />
      <line className="ex-track-zero" x1={100} x2={100} y1={2} y2={14} />
      {behind?.kind === 'estimate' && (
        <rect
          className="ex-track-behind"
          x={x(behind.low)}
          y={4}
          width={x(behind.high) - x(behind.low)}
          height={8}
          rx={4}
        />
      )}
      {estimate.kind === 'estimate' && (
        <>
          <line
            className="ex-track-range"
            x1={x(estimate.low)}
            x2={x(estimate.high)}
            y1={8}
            y2={8}
          />
          <rect
            className="ex-track-dot"
            x={x(estimate.median) - 2}
            y={1.5}
            width={4}
            height={13}
            rx={2}
          />
        </>
      )}
    </svg>
  );
}

/** A part of a whole as a bar with its range. */
export function PartBar({ estimate }: { readonly estimate: Estimate }) {
  if (estimate.kind === 'abstained') return null;
  const [low, part, high] = [estimate.low, estimate.median, estimate.high].map(
    (each) => 100 * each,
  );
  return (
    <svg className="ex-part" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="ex-part-ground" x={0} y={0} width={100} height={6} />
      <rect className="ex-part-fill" x={0} y={0} width={part} height={6} />
      <line className="ex-part-range" x1={low} x2={high} y1={3} y2={3} />
    </svg>
  );
}

/** What a line of `Track` goes from and to. */
export function TrackEnds({ said: { t } }: { readonly said: Said }) {
  return (
    <p className="ex-ends" aria-hidden="true">
      <span>{t('worst')}</span>
      <span>{t('best')}</span>
    </p>
  );
}
