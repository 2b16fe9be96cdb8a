import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { startNow } from '../api/start.ts';
import { changedSearch } from '../pages/changed/search.ts';
import { dataSearch } from '../pages/data/search.ts';
import { findingsSearch } from '../pages/findings/search.ts';
import { journeySearch } from '../pages/journey/search.ts';
import { networkSearch } from '../pages/network/search.ts';
import { demoSearch, fileSearch } from '../pages/start/search.ts';
import { touchpointSearch } from '../pages/touchpoint/search.ts';
import { worthSearch } from '../pages/worth/search.ts';
import { Missing } from '../parts/missing.tsx';
import { Crash } from '../parts/trouble.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: Missing });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ abortController }) => {
    // Where nothing is yet, one begins; where nobody answers, the journey says so.
    const start = await startNow(abortController.signal).catch(() => null);
    const isEmpty = start !== null && !start.hasLedger;
    throw redirect({ to: isEmpty ? '/start' : '/journey', replace: true });
  },
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: lazyRouteComponent(() => import('../pages/start/start-page.tsx'), 'StartPage'),
});

const startDemo = createRoute({
  getParentRoute: () => root,
  path: '/start/demo',
  validateSearch: demoSearch,
  component: lazyRouteComponent(() => import('../pages/start/demo-page.tsx'), 'DemoPage'),
});

const startFile = createRoute({
  getParentRoute: () => root,
  path: '/start/file',
  validateSearch: fileSearch,
  component: lazyRouteComponent(() => import('../pages/start/file-page.tsx'), 'FilePage'),
});

const startBeliefs = createRoute({
  getParentRoute: () => root,
  path: '/start/beliefs',
  component: lazyRouteComponent(() => import('../pages/start/beliefs-page.tsx'), 'BeliefsPage'),
});

const journey = createRoute({
  getParentRoute: () => root,
  path: '/journey',
  validateSearch: journeySearch,
  component: lazyRouteComponent(() => import('../pages/journey/journey-page.tsx'), 'JourneyPage'),
});

// A touchpoint opens over its journey: the map stays where it is.
const touchpoint = createRoute({ getParentRoute: () => journey, path: '$touchpoint' });

const touchpointWhole = createRoute({
  getParentRoute: () => root,
  path: '/touchpoint/$id',
  validateSearch: touchpointSearch,
  component: lazyRouteComponent(
    () => import('../pages/touchpoint/touchpoint-page.tsx'),
    'TouchpointPage',
  ),
});

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
  validateSearch: worthSearch,
  component: lazyRouteComponent(() => import('../pages/worth/worth-page.tsx'), 'WorthPage'),
});

const network = createRoute({
  getParentRoute: () => root,
  path: '/network',
  validateSearch: networkSearch,
  component: lazyRouteComponent(() => import('../pages/network/network-page.tsx'), 'NetworkPage'),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  validateSearch: dataSearch,
  component: lazyRouteComponent(() => import('../pages/data/data-page.tsx'), 'DataPage'),
});

/** Every address of the app. Pages are fetched when first visited, and already on pointing at a link to them. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    start,
    startDemo,
    startFile,
    startBeliefs,
    journey.addChildren([touchpoint]),
    touchpointWhole,
    findings,
    finding,
    changed,
    network,
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
