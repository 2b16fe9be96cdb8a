import { AppShell } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Valued } from '../valued/valued.tsx';
import { BottomPlaces, SidePlaces } from './places.tsx';
import { Settings } from './settings.tsx';

/** What stands around every page: the way to the others, and language and theme. On a phone it stands below. */
export function Shell() {
  const { t } = useTranslation('shell');
  return (
    <AppShell
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={0}
      transitionDuration={0}
    >
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <AppShell.Navbar className="side" visibleFrom="sm" aria-label={t('pages')}>
        <Brand />
        <SidePlaces />
        <Settings />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className="top-narrow">
          <Brand />
          <Settings />
        </div>
        <Outlet />
        <Valued />
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" component="nav" aria-label={t('pages')}>
        <BottomPlaces />
      </AppShell.Footer>
    </AppShell>
  );
}

function Brand() {
  return (
    <Link to="/journey" className="brand">
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
        <rect x="6" y="3" width="8" height="11" rx="2" fill="var(--delivered)" />
        <rect x="18" y="18" width="8" height="11" rx="2" fill="var(--captured)" />
        <rect x="2" y="15" width="28" height="2" rx="1" fill="var(--ink)" />
      </svg>
      Bothways
    </Link>
  );
}
