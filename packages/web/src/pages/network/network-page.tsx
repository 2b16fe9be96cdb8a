import './network.css';
import type { NetworkShown } from '@bothways/core/contract';
import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Controls } from './controls.tsx';
import { drawnActors, drawnPairs } from './ledger-drawn.ts';
import { Legend } from './legend.tsx';
import { NetworkTable } from './network-table.tsx';
import { PairList } from './pair-list.tsx';
import { NetworkPanel } from './panel.tsx';
import { useNetwork } from './use-network.ts';
import { useSpeaking } from './use-speaking.ts';

const Picture = lazy(async () => ({ default: (await import('./picture.tsx')).Picture }));

const E3Page = lazy(async () => ({ default: (await import('./e3-page.tsx')).E3Page }));

/** Who gives what to whom: from the ledger, or of an e3value model that is opened. */
export function NetworkPage() {
  const search = useSearch({ from: '/network' });
  if (search.model !== 'e3value') return <LedgerPage />;
  return (
    <Suspense fallback={null}>
      <E3Page />
    </Suspense>
  );
}

function LedgerPage() {
  const { t } = useTranslation('network');
  const search = useSearch({ from: '/network' });
  const { data, error, refetch } = useNetwork(search);
  if (data !== undefined) return <Shown network={data} />;
  return (
    <Page title={t('title')} lead={error === null ? t('lead') : undefined}>
      {error === null ? (
        <Skeleton height={640} radius={18} />
      ) : (
        <Trouble error={error} retry={() => void refetch()} />
      )}
    </Page>
  );
}

function Shown({ network }: { readonly network: NetworkShown }) {
  const { t } = useTranslation('network');
  const search = useSearch({ from: '/network' });
  const journey = network.journeys.find(({ id }) => id === network.journey);
  const lead = journey === undefined ? t('lead') : t('leadOf', { journey: journey.name });
  return (
    <Page title={t('title')} lead={lead}>
      <Controls network={network} />
      {network.figures.ways.length === 0 ? (
        <Nothing network={network} />
      ) : search.as === 'table' ? (
        <NetworkTable network={network} />
      ) : (
        <Drawn network={network} />
      )}
      <NetworkPanel network={network} />
    </Page>
  );
}

function Drawn({ network }: { readonly network: NetworkShown }) {
  const { family = null, actor, pair } = useSearch({ from: '/network' });
  const isNarrow = useMediaQuery('(max-width: 1023px)', false, { getInitialValueInEffect: false });
  const speaking = useSpeaking(network.currency);
  const go = useNavigate({ from: '/network' });
  const open = useCallback(
    (what: { readonly actor: string } | { readonly pair: string }) =>
      void go({
        search: ({ actor: _, pair: __, ...rest }) => ({ ...rest, ...what }),
        resetScroll: false,
      }),
    [go],
  );
  const openActor = useCallback((id: string) => open({ actor: id }), [open]);
  const openPair = useCallback((key: string) => open({ pair: key }), [open]);
  const actors = useMemo(() => drawnActors(network, speaking), [network, speaking]);
  const pairs = useMemo(() => drawnPairs(network, family, speaking), [network, family, speaking]);
  const opened = actor ?? pair ?? null;
  const drawn = { actors, pairs, openActor, openPair, open: opened };
  if (isNarrow) return <PairList {...drawn} />;
  return (
    <>
      <Suspense fallback={<div className="net-picture" />}>
        <Picture {...drawn} />
      </Suspense>
      <Legend />
    </>
  );
}

function Nothing({ network: { evidence, hasMeasured } }: { readonly network: NetworkShown }) {
  const { t } = useTranslation('network');
  const isMeasured = evidence === 'measured';
  return (
    <div className="state">
      <h2>{t('nothing')}</h2>
      <p>{t(isMeasured ? 'nothingMeasured' : 'nothingBelieved')}</p>
      {(isMeasured || hasMeasured) && (
        <Link
          from="/network"
          to="/network"
          search={(before) => ({ ...before, evidence: isMeasured ? 'believed' : 'measured' })}
          className="link-button"
        >
          {t(isMeasured ? 'seeBelieved' : 'seeMeasured')}
        </Link>
      )}
    </div>
  );
}
