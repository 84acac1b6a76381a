import { Link, Outlet } from '@tanstack/react-router';
import { useSession } from '../../app/session';
import { accounts as t } from '../../texts/accounts';
import classes from './accounts.module.css';
import { settings_parts } from './settings_menu';

export function Screen() {
  const { may } = useSession();
  const parts = settings_parts.filter((part) => !part.permission || may(part.permission));
  return (
    <div className={classes.layout}>
      <nav className={classes.parts} aria-label={t('settings')}>
        <h2>{t('settings')}</h2>
        {parts.map((part) => (
          <Link key={part.to} to={part.to as '/'} activeProps={{ 'data-active': true }}>
            {part.title()}
          </Link>
        ))}
      </nav>
      <div className={classes.part}>
        <Outlet />
      </div>
    </div>
  );
}
