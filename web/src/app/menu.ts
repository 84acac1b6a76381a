// The menu, the "g" keys and the go-to part of Ctrl+K. A screen that stands in the menu has one
// line here and one in router.tsx. The role decides the order, not what exists; what a person may
// not do is left out by permission, and refused by the server anyway.
import { app } from '../texts/app';
import { catalog } from '../texts/catalog';
import { customers } from '../texts/customers';
import { inbox } from '../texts/inbox';
import { map } from '../texts/map';
import type { IconName } from '../ui/icons';

export interface MenuItem {
  key: string;
  to: string;
  icon: IconName;
  title: () => string;
  permission?: string; // of the server's list (accounts/permissions.h); none: everybody
  go: string; // the letter after "g"
  also?: readonly string[]; // other addresses of the same screen
}

const items = {
  map: { to: '/', icon: 'map', title: () => map('map'), go: 'm' },
  inbox: {
    to: '/inbox',
    icon: 'inbox',
    title: () => inbox('title'),
    permission: 'inbox_read',
    go: 'i',
  },
  deals: {
    to: '/deals',
    icon: 'deals',
    title: () => app('deals'),
    permission: 'deals_read',
    go: 'd',
  },
  day: {
    to: '/day',
    icon: 'day',
    title: () => app('day'),
    permission: 'tasks_change',
    go: 't',
  },
  customers: {
    to: '/companies',
    icon: 'company',
    title: () => customers('title'),
    permission: 'customers_read',
    go: 'c',
    also: ['/people', '/duplicates'],
  },
  catalog: {
    to: '/catalog',
    icon: 'catalog',
    title: () => catalog('title'),
    permission: 'catalog_read',
    go: 'k',
  },
  settings: { to: '/settings', icon: 'settings', title: () => app('settings'), go: 's' },
} as const satisfies Record<string, Omit<MenuItem, 'key'>>;

type Key = keyof typeof items;

// What each role has most in hand stands first; the rest follows in the order above.
const orders: Record<string, readonly Key[]> = {
  head: [],
  sales_manager: ['inbox', 'day', 'deals'],
  account_manager: ['day', 'deals'],
  assistant: ['day'],
  administrator: ['settings'],
};

export function menu_of(role: string, permissions: ReadonlySet<string>): MenuItem[] {
  const first = orders[role] ?? [];
  const keys = [...first, ...(Object.keys(items) as Key[]).filter((key) => !first.includes(key))];
  return keys
    .map((key): MenuItem => ({ key, ...items[key] }))
    .filter((item) => !item.permission || permissions.has(item.permission));
}
