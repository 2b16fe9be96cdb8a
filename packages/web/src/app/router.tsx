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
import { driversSearch } from '../pages/drivers/search.ts';
import { experienceSearch } from '../pages/experience/search.ts';
import { findingsSearch } from '../pages/findings/search.ts';
import { journeySearch } from '../pages/journey/search.ts';
import { liveSearch } from '../pages/live/search.ts';
import { networkSearch } from '../pages/network/search.ts';
import { pathsSearch } from '../pages/paths/search.ts';
import { peopleSearch, personSearch } from '../pages/people/search.ts';
import { demoSearch, fileSearch } from '../pages/start/search.ts';
import { touchpointSearch } from '../pages/touchpoint/search.ts';
import { worthSearch } from '../pages/worth/search.ts';
import { Missing } from '../parts/missing.tsx';
import { Crash } from '../parts/trouble.tsx';
import { openWords, type Space } from '../words/words.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: Missing });

/** The words of a page come while the page itself does. */
function words(...names: readonly Space[]) {
  return { loader: () => openWords(...names), staleTime: Number.POSITIVE_INFINITY };
}

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
  ...words('start'),
  component: lazyRouteComponent(() => import('../pages/start/start-page.tsx'), 'StartPage'),
});

const startDemo = createRoute({
  getParentRoute: () => root,
  path: '/start/demo',
  ...words('start'),
  validateSearch: demoSearch,
  component: lazyRouteComponent(() => import('../pages/start/demo-page.tsx'), 'DemoPage'),
});

const startFile = createRoute({
  getParentRoute: () => root,
  path: '/start/file',
  ...words('start', 'data', 'alone'),
  validateSearch: fileSearch,
  component: lazyRouteComponent(() => import('../pages/start/file-page.tsx'), 'FilePage'),
});

const startBeliefs = createRoute({
  getParentRoute: () => root,
  path: '/start/beliefs',
  ...words('start'),
  component: lazyRouteComponent(() => import('../pages/start/beliefs-page.tsx'), 'BeliefsPage'),
});

const journey = createRoute({
  getParentRoute: () => root,
  path: '/journey',
  ...words('journey', 'findings', 'follow'),
  validateSearch: journeySearch,
  component: lazyRouteComponent(() => import('../pages/journey/journey-page.tsx'), 'JourneyPage'),
});

// A touchpoint opens over its journey: the map stays where it is.
const touchpoint = createRoute({ getParentRoute: () => journey, path: '$touchpoint' });

const touchpointWhole = createRoute({
  getParentRoute: () => root,
  path: '/touchpoint/$id',
  ...words('touchpoint', 'journey'),
  validateSearch: touchpointSearch,
  component: lazyRouteComponent(
    () => import('../pages/touchpoint/touchpoint-page.tsx'),
    'TouchpointPage',
  ),
});

const paths = createRoute({
  getParentRoute: () => root,
  path: '/paths',
  validateSearch: pathsSearch,
  ...words('paths'),
  component: lazyRouteComponent(() => import('../pages/paths/paths-page.tsx'), 'PathsPage'),
});

const experience = createRoute({
  getParentRoute: () => root,
  path: '/experience',
  ...words('experience'),
  validateSearch: experienceSearch,
  component: lazyRouteComponent(
    () => import('../pages/experience/experience-page.tsx'),
    'ExperiencePage',
  ),
});

const drivers = createRoute({
  getParentRoute: () => root,
  path: '/drivers',
  ...words('drivers'),
  validateSearch: driversSearch,
  component: lazyRouteComponent(() => import('../pages/drivers/drivers-page.tsx'), 'DriversPage'),
});

const findings = createRoute({
  getParentRoute: () => root,
  path: '/findings',
  ...words('findings', 'follow', 'claims'),
  validateSearch: findingsSearch,
  component: lazyRouteComponent(
    () => import('../pages/findings/findings-page.tsx'),
    'FindingsPage',
  ),
});

const finding = createRoute({
  getParentRoute: () => root,
  path: '/findings/$finding',
  ...words('findings', 'follow', 'claims'),
  component: lazyRouteComponent(() => import('../pages/findings/finding-page.tsx'), 'FindingPage'),
});

const changed = createRoute({
  getParentRoute: () => root,
  path: '/changed',
  ...words('changed', 'findings'),
  validateSearch: changedSearch,
  component: lazyRouteComponent(() => import('../pages/changed/changed-page.tsx'), 'ChangedPage'),
});

const worth = createRoute({
  getParentRoute: () => root,
  path: '/worth',
  ...words('worth', 'findings'),
  validateSearch: worthSearch,
  component: lazyRouteComponent(() => import('../pages/worth/worth-page.tsx'), 'WorthPage'),
});

const network = createRoute({
  getParentRoute: () => root,
  path: '/network',
  ...words('network'),
  validateSearch: networkSearch,
  component: lazyRouteComponent(() => import('../pages/network/network-page.tsx'), 'NetworkPage'),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  ...words('data', 'sources'),
  validateSearch: dataSearch,
  component: lazyRouteComponent(() => import('../pages/data/data-page.tsx'), 'DataPage'),
});

const live = createRoute({
  getParentRoute: () => root,
  path: '/live',
  ...words('live', 'sources', 'data'),
  validateSearch: liveSearch,
  component: lazyRouteComponent(() => import('../pages/live/live-page.tsx'), 'LivePage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  ...words('people'),
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('../pages/people/people-page.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  ...words('people'),
  validateSearch: personSearch,
  component: lazyRouteComponent(() => import('../pages/people/person-page.tsx'), 'PersonPage'),
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
    paths,
    experience,
    drivers,
    findings,
    finding,
    changed,
    network,
    worth,
    data,
    live,
    people,
    person,
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
