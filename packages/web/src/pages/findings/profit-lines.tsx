import type { FindingSeen } from '@bothways/core/contract';
import { useId } from 'react';
import { kindName, type Speaker } from './say.ts';

/** On which lines of the accounts the business's money of a finding stands; the bars are the table's own. */
export function ProfitLines({
  finding: { lines },
  speaker,
}: {
  readonly finding: FindingSeen;
  readonly speaker: Speaker;
}) {
  const { t, format } = speaker;
  const id = useId();
  const sizes = lines.map(({ amount }) =>
    amount.kind === 'estimate' ? Math.abs(amount.median) : 0,
  );
  const most = Math.max(...sizes, 0);
  if (lines.length === 0) return null;
  return (
    <section className="finding-part" aria-labelledby={id}>
      <h2 id={id}>{t('lines')}</h2>
      <ul className="profit-lines">
        {lines.map(({ line, amount, share, kinds }) => (
          <li key={line} className={amount.kind === 'abstained' ? 'is-unsaid' : undefined}>
            <span className="profit-name">{t(`lineNames.${line}`)}</span>
            {amount.kind === 'estimate' ? (
              <>
                <span className="profit-amount">
                  <strong>{format.moneySigned(amount.median)}</strong>
                  {amount.low !== amount.high && (
                    <small>
                      {t('period', {
                        from: format.moneySigned(amount.low),
                        to: format.moneySigned(amount.high),
                      })}
                    </small>
                  )}
                </span>
                <span className="profit-bar" aria-hidden="true">
                  <span
                    className={amount.median < 0 ? 'is-loss' : 'is-gain'}
                    style={{ width: `${most === 0 ? 0 : (Math.abs(amount.median) / most) * 100}%` }}
                  />
                </span>
                <span className="profit-of">
                  {share !== null && `${format.percent(share)}: `}
                  {kinds.map((kind) => kindName(kind, speaker)).join(', ')}
                  {line === 'not-booked' && `. ${t('notBooked')}`}
                </span>
              </>
            ) : (
              <span className="profit-of">{t('churnRisk')}</span>
            )}
          </li>
        ))}
      </ul>
      <p className="finding-how">{t('linesHow')}</p>
    </section>
  );
}
