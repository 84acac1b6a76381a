// What Ctrl+K can do besides going to a screen and finding things: one entry for each command.
import { app } from '../texts/app';
import { customers } from '../texts/customers';
import { inbox } from '../texts/inbox';
import { quotes } from '../texts/quotes';
import type { IconName } from '../ui/icons';

export interface Command {
  key: string;
  title: () => string;
  icon: IconName;
  to: string; // where it leads
  permission?: string;
}

const commands: readonly Command[] = [
  {
    key: 'new_deal',
    title: () => app('new_deal'),
    icon: 'plus',
    to: '/deals?new=true',
    permission: 'deals_change',
  },
  {
    key: 'quotes_waiting',
    title: () => quotes('command_waiting'),
    icon: 'quote',
    to: '/deals?quote=waiting',
    permission: 'quotes_change',
  },
  {
    key: 'new_client',
    title: () => customers('new_client'),
    icon: 'plus',
    to: '/companies?new=true',
    permission: 'customers_change',
  },
  {
    key: 'note_call',
    title: () => inbox('note_call'),
    icon: 'inbox',
    to: '/inbox?note=true',
    permission: 'inbox_change',
  },
];

export const all_commands = () => commands;
