import { Navigate } from '@tanstack/react-router';
import { useSession } from '../../app/session';
import { settings_parts } from './settings_menu';

// The settings open with what the person may set for the company, else with the own profile.
export function Screen() {
  const { may } = useSession();
  const part = settings_parts.find((each) => each.permission && may(each.permission));
  return <Navigate to={(part?.to ?? '/settings/me') as '/'} replace />;
}
