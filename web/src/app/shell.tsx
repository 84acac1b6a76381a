// Around every screen: the menu, the bar with the search, the news about the connection. On a phone
// the menu is a row of four at the bottom and a drawer with the rest.
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { is_connected, on_connection } from '../api/live';
import { app } from '../texts/app';
import { ui } from '../texts/ui';
import { IconButton } from '../ui/button';
import { ConfirmPlace } from '../ui/confirm';
import { Icon } from '../ui/icons';
import { useKeys } from '../ui/keys';
import { Avatar } from '../ui/person';
import { Toasts } from '../ui/toasts';
import { type MenuItem, menu_of } from './menu';
import { useSession } from './session';
import classes from './shell.module.css';

const Palette = lazy(() => import('./palette'));
const PersonMenu = lazy(() => import('./person_menu'));
const SideDrawer = lazy(() =>
  import('../ui/dialog').then((module) => ({ default: module.SideDrawer })),
);
const KeysDialog = lazy(() =>
  import('../ui/keys_dialog').then((module) => ({ default: module.KeysDialog })),
);

export function Shell() {
  const session = useSession();
  const items = menu_of(session.person.role, session.permissions);
  const [opened, set_opened] = useState<'palette' | 'keys' | 'more' | 'me'>();
  const close = () => set_opened(undefined);
  const navigate = useNavigate();

  useKeys(ui('keys_everywhere'), [
    { keys: 'Ctrl+K', text: app('find'), run: () => set_opened('palette') },
    { keys: '/', text: '', run: () => set_opened('palette') },
    { keys: '?', text: app('keys'), run: () => set_opened('keys') },
    ...items.map((item) => ({
      keys: `g ${item.go}`,
      text: app('go_to', { screen: item.title() }),
      run: () => void navigate({ to: item.to as '/' }),
    })),
  ]);

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {app('skip')}
      </a>
      <nav className={classes.nav} aria-label={app('menu')}>
        <Link to="/" className={classes.brand}>
          <img src="/icon.svg" alt="" width={20} height={20} />
          <span>{session.company_name || app('name')}</span>
        </Link>
        <MenuList items={items} />
      </nav>
      <header className={classes.bar}>
        <button type="button" className={classes.search} onClick={() => set_opened('palette')}>
          <Icon name="search" />
          <span>{app('find')}</span>
          <kbd>Ctrl K</kbd>
        </button>
        <div className={classes.right}>
          <span className={classes.wide}>
            <IconButton icon="question" label={app('keys')} onClick={() => set_opened('keys')} />
          </span>
          <button
            type="button"
            className={classes.me}
            aria-label={app('signed_in_as', { name: session.person.name })}
            aria-haspopup="dialog"
            aria-expanded={opened === 'me'}
            onClick={() => set_opened('me')}
          >
            <Avatar name={session.person.name} size={26} />
          </button>
          <Suspense>
            {opened === 'me' && <PersonMenu onKeys={() => set_opened('keys')} onClose={close} />}
          </Suspense>
        </div>
      </header>
      <Connection />
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <nav className={classes.tabs} aria-label={app('menu')}>
        {items.slice(0, 4).map((item) => (
          <MenuLink key={item.key} item={item} />
        ))}
        <button type="button" className={classes.item} onClick={() => set_opened('more')}>
          <Icon name="more" size={18} />
          <span>{app('more')}</span>
        </button>
      </nav>
      <ConfirmPlace />
      <Suspense>
        {opened === 'palette' && <Palette items={items} onClose={close} />}
        {opened === 'keys' && <KeysDialog onClose={close} />}
        {opened === 'more' && (
          <SideDrawer title={app('menu')} onClose={close} size="sm">
            <MenuList items={items} onChoose={close} />
          </SideDrawer>
        )}
      </Suspense>
      <Toasts />
    </div>
  );
}

function MenuList({ items, onChoose }: { items: readonly MenuItem[]; onChoose?: () => void }) {
  return (
    <ul className={classes.list}>
      {items.map((item) => (
        <li key={item.key}>
          <MenuLink item={item} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

function MenuLink({ item, onChoose }: { item: MenuItem; onChoose?: () => void }) {
  const also = useRouterState({
    select: ({ location }) => item.also?.some((start) => location.pathname.startsWith(start)),
  });
  return (
    <Link
      to={item.to as '/'}
      className={classes.item}
      data-active={also || undefined}
      aria-current={also ? 'page' : undefined}
      activeProps={{ 'data-active': true, 'aria-current': 'page' }}
      onClick={onChoose}
    >
      <Icon name={item.icon} />
      <span>{item.title()}</span>
    </Link>
  );
}

function Connection() {
  const connected = useSyncExternalStore(on_connection, is_connected);
  if (connected) return null;
  return (
    <div className={classes.lost} role="status">
      <Icon name="warning" />
      {app('connection_lost')}
    </div>
  );
}
