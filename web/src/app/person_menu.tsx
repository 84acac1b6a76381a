// Behind the person's picture: the own profile, appearance, language, signing out.
import { FocusTrap, useMantineColorScheme } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { app } from '../texts/app';
import { language } from '../texts/catalogue';
import { Choice } from '../ui/choice';
import { Icon } from '../ui/icons';
import { choose_language } from './language';
import classes from './person_menu.module.css';
import { useSession } from './session';

export default function PersonMenu(props: { onKeys: () => void; onClose: () => void }) {
  const { person, role_name, sign_out } = useSession();
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const panel = useClickOutside<HTMLDivElement>(props.onClose);
  return (
    <FocusTrap active>
      <div
        ref={panel}
        role="dialog"
        aria-label={app('signed_in_as', { name: person.name })}
        className={classes.panel}
        onKeyDown={(event) => {
          if (event.key === 'Escape') props.onClose();
        }}
      >
        <p className={classes.who}>
          <strong>{person.name}</strong>
          <br />
          {role_name}
        </p>
        <Link to="/settings/me" className={classes.item} onClick={props.onClose}>
          <Icon name="person" />
          {app('me')}
        </Link>
        <button type="button" className={classes.item} onClick={props.onKeys}>
          <Icon name="question" />
          {app('keys')}
        </button>
        <div className={classes.choice}>
          <span>{app('theme')}</span>
          <Choice
            wide
            label={app('theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
            options={[
              { value: 'light', label: app('theme_light') },
              { value: 'dark', label: app('theme_dark') },
              { value: 'auto', label: app('theme_auto') },
            ]}
          />
        </div>
        <div className={classes.choice}>
          <span>{app('language')}</span>
          <Choice
            wide
            label={app('language')}
            value={language()}
            onChange={(value) => void choose_language(value, client)}
            options={[
              { value: 'ru', label: app('russian') },
              { value: 'en', label: app('english') },
            ]}
          />
        </div>
        <button type="button" className={classes.item} onClick={() => void sign_out()}>
          <Icon name="out" />
          {app('sign_out')}
        </button>
      </div>
    </FocusTrap>
  );
}
