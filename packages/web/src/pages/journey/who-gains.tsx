import './who-gains.css';
import type { ReportVoices } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { type Estimate, Money } from '../../parts/money.tsx';
import type { Format } from '../../words/format.ts';

/** Who comes off better at a touchpoint, as a word; ranges that overlap do not tell one side from the other. */
export type Gain =
  | 'business'
  | 'customer'
  | 'even'
  | 'business-only'
  | 'customer-only'
  | 'lose'
  | 'unsaid';

export function gainOf(customer: Estimate, business: Estimate): Gain {
  if (customer.kind === 'abstained' || business.kind === 'abstained') return 'unsaid';
  const [theirs, ours] = [customer.median, business.median];
  if (theirs < 0 && ours < 0) return 'lose';
  if (theirs < 0 && ours > 0) return 'business-only';
  if (ours < 0 && theirs > 0) return 'customer-only';
  if (customer.low <= business.high && business.low <= customer.high) return 'even';
  return ours > theirs ? 'business' : 'customer';
}

/** What is left to each side after what it gave, drawn from one zero. */
export function WhoGains({
  voices: { customer, business },
  format,
  isMeasured,
}: {
  readonly voices: Pick<ReportVoices, 'customer' | 'business'>;
  readonly format: Format;
  readonly isMeasured: boolean;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const sizes = [customer, business].flatMap((each) =>
    each.kind === 'estimate' ? [Math.abs(each.low), Math.abs(each.high)] : [],
  );
  const most = Math.max(1e-9, ...sizes);
  return (
    <section className="gains">
      <h3>
        <span className="gains-ask">{t('whoGains')}</span>
        {t(`gains.${gainOf(customer, business)}`)}
      </h3>
      <dl>
        <div>
          <dt>{shell('customers')}</dt>
          <dd>
            <Money estimate={customer} format={format} isSigned />
          </dd>
          <Bar estimate={customer} most={most} tone="delivered" isMeasured={isMeasured} />
        </div>
        <div>
          <dt>{shell('business')}</dt>
          <dd>
            <Money estimate={business} format={format} isSigned />
          </dd>
          <Bar estimate={business} most={most} tone="captured" isMeasured={isMeasured} />
        </div>
      </dl>
    </section>
  );
}

function Bar({
  estimate,
  most,
  tone,
  isMeasured,
}: {
  readonly estimate: Estimate;
  readonly most: number;
  readonly tone: 'delivered' | 'captured';
  readonly isMeasured: boolean;
}) {
  const at = (value: number): number => 100 + (value / most) * 96;
  return (
    <dd className="gains-bar">
      <svg viewBox="0 0 200 18" preserveAspectRatio="none" aria-hidden="true">
        {estimate.kind === 'estimate' && (
          <>
            <rect
              className={`t-${tone} p-${isMeasured ? 'fill' : 'outline'}`}
              x={Math.min(100, at(estimate.median))}
              y={3}
              width={Math.abs(at(estimate.median) - 100)}
              height={12}
            />
            <line
              className="gains-range"
              x1={at(estimate.low)}
              x2={at(estimate.high)}
              y1={9}
              y2={9}
            />
          </>
        )}
        <line className="gains-zero" x1={100} x2={100} y1={0} y2={18} />
      </svg>
    </dd>
  );
}
