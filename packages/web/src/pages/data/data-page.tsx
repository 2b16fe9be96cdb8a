import './data.css';
import type { Data } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get.ts';
import { Begin } from '../../parts/begin.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Unmapped, Unseen } from './blind-spots.tsx';
import { Grades } from './grades.tsx';
import { Imports } from './imports.tsx';
import { RejectReasons } from './reject-reasons.tsx';
import { Totals } from './totals.tsx';

/** Data: what came in, and what became of it. */
export function DataPage() {
  const { t } = useTranslation('data');
  const { data, error, refetch } = useQuery({
    queryKey: ['data'],
    queryFn: ({ signal }) => get<Data>('/api/data', signal),
    // An import shows as soon as one looks again.
    staleTime: 0,
  });
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error !== null && <Trouble error={error} retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <p className="data-note" role="status">
          {t('loading', { ns: 'shell' })}
        </p>
      )}
      {data !== undefined && <Sections data={data} />}
    </Page>
  );
}

function Sections({ data }: { readonly data: Data }) {
  if (data.imports.length === 0 && data.ledger === null) return <Begin />;
  return (
    <div className="data">
      <Totals data={data} />
      <Imports imports={data.imports} />
      <RejectReasons rejected={data.rejected} />
      <div className="data-pair">
        <Unmapped data={data} />
        <Unseen data={data} />
      </div>
      {data.ledger !== null && <Grades />}
    </div>
  );
}
