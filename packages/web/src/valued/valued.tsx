import './valued.css';
import { Button } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { shown } from './moves.ts';
import { make, movesKept, subscribe } from './shared.ts';

const Keeper = lazy(async () => ({ default: (await import('./keeper.tsx')).Keeper }));

/** What was moved, kept and told on every page; nothing where nothing is moved. */
export function Valued() {
  const { moves, version, turn } = useSyncExternalStore(subscribe, movesKept);
  const count = shown(moves).size;
  if (turn === 0 || version === null) return null;
  return (
    <>
      <Suspense fallback={null}>
        <Keeper />
      </Suspense>
      {count > 0 && <Bar count={count} version={version} />}
    </>
  );
}

/** Says that figures are not those that are agreed. What it is worth says so at its top by itself. */
function Bar({ count, version }: { readonly count: number; readonly version: number }) {
  const { t } = useTranslation('valued');
  const { pathname } = useLocation();
  if (pathname === '/worth') return null;
  return (
    <section className="valued-bar" aria-label={t('moved', { count })}>
      <p>
        <span className="valued-dot" aria-hidden="true" />
        {t('moved', { count })}
      </p>
      <Link to="/worth">{t('see')}</Link>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => make({ do: 'reset-all' }, version)}
      >
        {t('back')}
      </Button>
    </section>
  );
}
