import type { ReportFuture } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { type Estimate, Money } from '../../parts/money.tsx';
import type { Format } from '../../words/format.ts';

/** What would become different in one sentence, with its money for both sides and what it stands on. */
export function BesideSaid({
  future,
  isLens,
  format,
}: {
  readonly future: ReportFuture;
  /** Whether only one segment's figures are shown. */
  readonly isLens: boolean;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const { difference } = future.total;
  const { customer, business, waiting } = difference;
  const counts = (['kept', 'changed', 'new', 'gone'] as const).flatMap((change) => {
    const count = future.pairs.filter((pair) => pair.change === change).length;
    return count === 0 ? [] : [`${count} ${t(`changes.${change}`)}`];
  });
  return (
    <section className="beside" aria-labelledby="beside">
      <div className="matters-said">
        <h2 id="beside">{t('besideTitle', { name: future.name })}</h2>
        <p className="matters-sentence">{useSentence(future, isLens, format)}</p>
        <p className="beside-counts">{counts.join(' · ')}</p>
      </div>
      <dl className="matters-money">
        {(
          [
            ['customers', customer],
            ['business', business],
          ] as const
        ).map(([side, estimate]) => (
          <div key={side}>
            <dt>
              {shell(side)}, {shell('aYear')}
            </dt>
            <dd>
              <Money estimate={estimate} format={format} isSigned />
            </dd>
          </div>
        ))}
      </dl>
      <div className="beside-notes">
        <dl className="matters-notes">
          <div>
            <dt>{t('waitingYear')}</dt>
            <dd>
              <Hours estimate={waiting} format={format} />
            </dd>
          </div>
          <div>
            <dt>{shell('howWell')}</dt>
            <dd>
              {customer.kind === 'estimate' ? <Grade grade={customer.grade} /> : shell('notSaid')}
            </dd>
          </div>
        </dl>
        <p className="beside-how">
          {t(isLens ? 'besideLens' : 'besideHow')}
          {future.unsaid.length > 0 && ` ${t('besideUnsaid', { names: future.unsaid.join(', ') })}`}
        </p>
      </div>
    </section>
  );
}

/** More, less or about as much: less than nine times in ten sure is about as much. */
function signOf(estimate: Estimate): 'more' | 'less' | 'same' | null {
  if (estimate.kind === 'abstained') return null;
  return estimate.low > 0 ? 'more' : estimate.high < 0 ? 'less' : 'same';
}

function useSentence(future: ReportFuture, isLens: boolean, format: Format): string {
  const { t } = useTranslation('journey');
  const { get, waiting } = future.total.difference;
  const [gets, waits] = [signOf(get), signOf(waiting)];
  if (isLens || gets === null || waits === null) return t('besideUnknown');
  const size = (estimate: Estimate): number =>
    estimate.kind === 'estimate' ? Math.abs(estimate.median) : 0;
  return t('besideSentence', {
    get: t(`besideGet.${gets}`, { money: format.money(size(get)) }),
    wait: t(`besideWait.${waits}`, { hours: format.short(size(waiting)) }),
  });
}

/** Hours with their sign, and their range below. */
export function Hours({
  estimate,
  format: { short },
}: {
  readonly estimate: Estimate;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  if (estimate.kind === 'abstained') return <span className="money-none">{shell('notSaid')}</span>;
  const signed = (value: number): string =>
    `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${short(Math.abs(value))}`;
  const { median, low, high } = estimate;
  return (
    <span className="money">
      <span>
        {signed(median)} {t('hours')}
      </span>
      {low !== high && (
        <span className="money-range">
          {shell('range', { low: signed(low), high: signed(high) })}
        </span>
      )}
    </span>
  );
}
