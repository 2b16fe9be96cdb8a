import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { changedSearch } from '../pages/changed/search.ts';
import { findingsSearch } from '../pages/findings/search.ts';
import { Missing } from '../parts/missing.tsx';
import { Crash } from '../parts/trouble.tsx';
import { Shell } from './shell.tsx';

/** What stands in a journey's address: which journey, and whether as a table. */
export interface JourneySearch {
  readonly journey?: string;
  readonly as?: 'table';
}

const root = createRootRoute({ component: Shell, notFoundComponent: Missing });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/journey', replace: true });
  },
});

const journey = createRoute({
  getParentRoute: () => root,
  path: '/journey',
  validateSearch: journeySearch,
  component: lazyRouteComponent(() => import('../pages/journey/journey-page.tsx'), 'JourneyPage'),
});

// A touchpoint opens over its journey: the map stays where it is.
const touchpoint = createRoute({ getParentRoute: () => journey, path: '$touchpoint' });

const findings = createRoute({
  getParentRoute: () => root,
  path: '/findings',
  validateSearch: findingsSearch,
  component: lazyRouteComponent(
    () => import('../pages/findings/findings-page.tsx'),
    'FindingsPage',
  ),
});

const finding = createRoute({
  getParentRoute: () => root,
  path: '/findings/$finding',
  component: lazyRouteComponent(() => import('../pages/findings/finding-page.tsx'), 'FindingPage'),
});

const changed = createRoute({
  getParentRoute: () => root,
  path: '/changed',
  validateSearch: changedSearch,
  component: lazyRouteComponent(() => import('../pages/changed/changed-page.tsx'), 'ChangedPage'),
});

const worth = createRoute({
  getParentRoute: () => root,
  path: '/worth',
  component: lazyRouteComponent(() => import('../pages/worth/worth-page.tsx'), 'WorthPage'),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('../pages/data/data-page.tsx'), 'DataPage'),
});

/** Every address of the app. Pages are fetched when first visited, and already on pointing at a link to them. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    journey.addChildren([touchpoint]),
    findings,
    finding,
    changed,
    worth,
    data,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function journeySearch(search: Record<string, unknown>): JourneySearch {
  const id = search['journey'];
  return {
    ...(typeof id === 'string' && id !== '' ? { journey: id } : {}),
    ...(search['as'] === 'table' ? { as: 'table' as const } : {}),
  };
}
