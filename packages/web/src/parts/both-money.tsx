import type { ReportFinding } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import type { Format } from '../words/format.ts';
import { Money } from './money.tsx';

/** What a finding says is at stake for customers and for the business, a year. */
export function BothMoney({
  finding,
  format,
  className,
}: {
  readonly finding: ReportFinding;
  readonly format: Format;
  readonly className: string;
}) {
  const { t } = useTranslation('shell');
  return (
    <dl className={className}>
      {(['customer', 'business'] as const).map((side) => (
        <div key={side}>
          <dt>
            {t(side === 'customer' ? 'customers' : 'business')}, {t('aYear')}
          </dt>
          <dd>
            <Money estimate={finding[side]} format={format} isSigned />
          </dd>
        </div>
      ))}
    </dl>
  );
}
