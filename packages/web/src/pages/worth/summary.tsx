import type { ReportNet } from '@bothways/core/contract';
import { type Estimate, NETS, type NetOf } from '@bothways/core/revalue';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import type { Now } from './use-revalued.ts';

type AtRest = Pick<ReportNet, NetOf> | null;

/** The nets a year: at once while something is moved, with their ranges when it is let go. */
export function Summary({
  revalued,
  atRest,
  currency,
  isMoved,
}: {
  readonly revalued: Now;
  readonly atRest: AtRest;
  readonly currency: string;
  readonly isMoved: boolean;
}) {
  const { t } = useTranslation('worth');
  return (
    <section className="nets" aria-label={t('netsAYear')}>
      <dl aria-live="polite" aria-busy={!revalued.isDrawn}>
        {NETS.map((net) => (
          <Net key={net} net={net} isMoved={isMoved} {...{ revalued, atRest, currency }} />
        ))}
      </dl>
    </section>
  );
}

function Net({
  net,
  revalued,
  atRest,
  currency,
  isMoved,
}: {
  readonly net: NetOf;
  readonly revalued: Now;
  readonly atRest: AtRest;
  readonly currency: string;
  readonly isMoved: boolean;
}) {
  const { t } = useTranslation('worth');
  const format = useFormat(currency);
  const { drawn, now, asDrawn } = revalued;
  // Before the first draws the page says what every other page says.
  const estimate: Estimate = drawn?.total[net] ??
    atRest?.[net] ?? { kind: 'abstained', reason: '' };
  const moved = (now.total[net] ?? 0) - (asDrawn.total[net] ?? 0);
  const rest = atRest?.[net];
  if (estimate.kind === 'abstained')
    return (
      <div className="net" data-net={net}>
        <dt>
          <span className="net-long">{t(net)}</span>
          <span className="net-short">{t(`${net}-short`)}</span>
        </dt>
        <dd className="net-unsaid">{t('unsaidNet')}</dd>
      </div>
    );
  const median = estimate.median + moved;
  const from = rest?.kind === 'estimate' ? median - rest.median : 0;
  const isChanged = isMoved && Math.abs(from) >= 0.005;
  return (
    <div className="net" data-net={net}>
      <dt>
        <span className="net-long">{t(net)}</span>
        <span className="net-short">{t(`${net}-short`)}</span>
      </dt>
      <dd>
        <span className="net-amount">{format.money(median)}</span>
        <span className="net-range" data-stale={!revalued.isDrawn && isMoved}>
          {t('fromTo', {
            low: format.money(estimate.low + moved),
            high: format.money(estimate.high + moved),
          })}
        </span>
        <span className="net-change">
          {isChanged ? t('againstModel', { change: format.moneySigned(from) }) : t('asModel')}
        </span>
      </dd>
    </div>
  );
}
