import { AppShell } from '@mantine/core';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Valued } from '../valued/valued.tsx';
import { Settings } from './settings.tsx';

const places = [
  ['/journey', 'journey', 'M3 17c4 0 4-10 9-10s5 6 9 6M3 20h18'],
  ['/findings', 'findings', 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21'],
  [
    '/network',
    'network',
    'M5 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM18 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM18 15a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 11l7-4M8 13l7 4',
  ],
  ['/worth', 'worth', 'M12 3v18M5 7h14M5 7l-3 7h6zM19 7l-3 7h6zM8 21h8'],
  ['/data', 'data', 'M4 6c0-4 16-4 16 0s-16 4-16 0v12c0 4 16 4 16 0V6M4 12c0 4 16 4 16 0'],
] as const;

/** What stands around every page: the way to the others, and language and theme. On a phone it stands below. */
export function Shell() {
  const { t } = useTranslation('shell');
  return (
    <AppShell
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={0}
      transitionDuration={0}
    >
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <AppShell.Navbar className="side" visibleFrom="sm" aria-label={t('pages')}>
        <Brand />
        <Places className="side-places" />
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
        <Places className="bottom-places" />
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

function Places({ className }: { readonly className: string }) {
  const { t } = useTranslation('shell');
  const path = useLocation({ select: ({ pathname }) => pathname });
  // Pages that are reached from one of these belong to it.
  const above = /^\/touchpoint/.test(path) ? '/journey' : path === '/changed' ? '/findings' : '';
  return (
    <ul className={className}>
      {places.map(([to, name, path]) => (
        <li key={to}>
          <Link
            to={to}
            activeProps={{ 'aria-current': 'page' }}
            {...(to === above ? { 'aria-current': true } : {})}
          >
            <svg
              viewBox="0 0 24 24"
              width="20"
              height="20"
              aria-hidden="true"
              className="line-icon"
            >
              <path d={path} />
            </svg>
            <span>{t(name)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
