import './data.css';
import './rejects.css';
import './sources.css';
import type { Data } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get.ts';
import { Begin } from '../../parts/begin.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Became } from './became.tsx';
import { Unmapped, Unseen } from './blind-spots.tsx';
import { Coverage } from './coverage.tsx';
import { Freshness } from './freshness.tsx';
import { Imports } from './imports.tsx';
import { RejectReasons } from './reject-reasons.tsx';
import { Sources } from './sources.tsx';
import { Totals } from './totals.tsx';
import { useBecame } from './use-became.ts';
import { useTie } from './use-tie.ts';

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
    <Page
      title={t('title')}
      lead={t('lead')}
      beside={
        <Link to="/start/file" search={{}} className="link-button">
          {t('bring')}
        </Link>
      }
    >
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
  const hasLedger = data.ledger !== null;
  const became = useBecame(hasLedger);
  const tying = useTie();
  if (data.imports.length === 0 && data.events === 0 && !hasLedger)
    return (
      <div className="data">
        <Begin />
        <Sources />
      </div>
    );
  const blind = { data, became: became.data, tying };
  return (
    <div className="data">
      <div>
        <Totals data={data} />
        <Freshness ledger={data.ledger} events={data.events} />
      </div>
      <div className="data-pair">
        <Unmapped {...blind} />
        <Unseen {...blind} />
      </div>
      {hasLedger && <Became query={became} />}
      {hasLedger && <Coverage became={became.data} />}
      <Sources />
      <RejectReasons rejected={data.rejected} imports={data.imports} />
      <Imports imports={data.imports} />
    </div>
  );
}
