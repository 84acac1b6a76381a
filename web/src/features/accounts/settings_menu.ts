// The parts of the settings, in the order they are shown. A new part has one line here and one in
// app/router.tsx.
import { accounts } from '../../texts/accounts';
import { calendar } from '../../texts/calendar';
import { catalog } from '../../texts/catalog';
import { letters } from '../../texts/letters';
import { process } from '../../texts/process';

export interface SettingsPart {
  to: string;
  title: () => string;
  permission?: string;
}

export const settings_parts: readonly SettingsPart[] = [
  { to: '/settings/me', title: () => accounts('me') },
  { to: '/settings/people', title: () => accounts('people'), permission: 'people_manage' },
  { to: '/settings/teams', title: () => accounts('teams'), permission: 'people_manage' },
  { to: '/settings/company', title: () => accounts('company'), permission: 'settings_manage' },
  { to: '/settings/sellers', title: () => accounts('sellers'), permission: 'settings_manage' },
  { to: '/settings/mailboxes', title: () => letters('mailboxes'), permission: 'mailboxes_manage' },
  { to: '/settings/process', title: () => process('title'), permission: 'process_change' },
  { to: '/settings/calendar', title: () => calendar('title') },
  { to: '/settings/feeds', title: () => catalog('feeds'), permission: 'catalog_change' },
  { to: '/settings/tokens', title: () => accounts('tokens'), permission: 'api_tokens' },
  { to: '/settings/jobs', title: () => accounts('jobs'), permission: 'jobs_manage' },
];
