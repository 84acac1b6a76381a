// Behind the person's picture: the own profile, appearance, language, signing out.
import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { app } from '../texts/app';
import { language } from '../texts/catalogue';
import { Icon } from '../ui/icons';
import { choose_language } from './language';
import { useSession } from './session';
import classes from './shell.module.css';

export default function PersonMenu(props: { onKeys: () => void; onClose: () => void }) {
  const { person, role_name, sign_out } = useSession();
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu opened onClose={props.onClose} width={264}>
      <Menu.Target>
        <span className={classes.menu_place} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.name} · {role_name}
        </Menu.Label>
        <Menu.Item
          component={Link}
          to="/settings/me"
          leftSection={<Icon name="person" />}
          onClick={props.onClose}
        >
          {app('me')}
        </Menu.Item>
        <Menu.Item onClick={props.onKeys} leftSection={<Icon name="question" />}>
          {app('keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{app('theme')}</Menu.Label>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={app('theme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
          data={[
            { value: 'light', label: app('theme_light') },
            { value: 'dark', label: app('theme_dark') },
            { value: 'auto', label: app('theme_auto') },
          ]}
        />
        <Menu.Label>{app('language')}</Menu.Label>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={app('language')}
          value={language()}
          onChange={(value) => void choose_language(value as 'ru' | 'en', client)}
          data={[
            { value: 'ru', label: app('russian') },
            { value: 'en', label: app('english') },
          ]}
        />
        <Menu.Divider />
        <Menu.Item onClick={() => void sign_out()} leftSection={<Icon name="out" />}>
          {app('sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
