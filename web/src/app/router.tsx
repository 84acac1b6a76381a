// The addresses of the page. A screen is one line here: its address and its file, which is loaded
// when it is first opened and exports `Screen`. If it stands in the menu, one more line in menu.ts.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Loading } from '../ui/states';
import { Broken, NotFound } from './failure';
import { Shell } from './shell';

const root = createRootRoute({ component: Shell });

// A screen's file is loaded when it is first opened.
function screen<const Path extends string>(
  path: Path,
  load: () => Promise<{ Screen: ComponentType }>,
) {
  const component = lazyRouteComponent(load, 'Screen');
  return createRoute({ getParentRoute: () => root, path, component });
}

// The settings stand beside their own menu: features/accounts/settings_menu.ts.
const settings = screen('settings', () => import('../features/accounts/settings_screen'));
function setting<const Path extends string>(
  path: Path,
  load: () => Promise<{ Screen: ComponentType }>,
) {
  const component = lazyRouteComponent(load, 'Screen');
  return createRoute({ getParentRoute: () => settings, path, component });
}

const tree = root.addChildren([
  screen('/', () => import('../features/map/map_screen')),
  screen('/inbox', () => import('../features/inbox/inbox_screen')),
  screen('/deals', () => import('../features/deals/deals_screen')),
  screen('/deals/$id', () => import('../features/deals/deal_screen')),
  screen('/day', () => import('../features/tasks/day_screen')),
  screen('/companies', () => import('../features/customers/companies_screen')),
  screen('/companies/$id', () => import('../features/customers/company_screen')),
  screen('/people', () => import('../features/customers/people_screen')),
  screen('/people/$id', () => import('../features/customers/person_screen')),
  screen('/duplicates', () => import('../features/customers/duplicates_screen')),
  screen('/catalog', () => import('../features/catalog/catalog_screen')),
  screen('/quotes/$id', () => import('../features/quotes/quote_screen')),
  settings.addChildren([
    setting('/', () => import('../features/accounts/settings_start')),
    setting('me', () => import('../features/accounts/me_screen')),
    setting('people', () => import('../features/accounts/people_screen')),
    setting('teams', () => import('../features/accounts/teams_screen')),
    setting('company', () => import('../features/accounts/company_screen')),
    setting('sellers', () => import('../features/accounts/sellers_screen')),
    setting('mailboxes', () => import('../features/letters/mailboxes_screen')),
    setting('process', () => import('../features/process/process_screen')),
    setting('calendar', () => import('../features/process/calendar_screen')),
    setting('feeds', () => import('../features/catalog/feeds_screen')),
    setting('tokens', () => import('../features/accounts/tokens_screen')),
    setting('jobs', () => import('../features/accounts/jobs_screen')),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Loading rows={8} />,
  defaultPendingMs: 300,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
