// Who is signed in, what they may do, and where the company is. Asked once at start; the screens
// get it by useSession(). When the server no longer knows us, the sign-in stands over the page, so
// that nothing typed is lost.
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { api, on_signed_out, send } from '../api/client';
import { start_live, stop_live } from '../api/live';
import type { components } from '../api/schema.gen';
import { app } from '../texts/app';
import { language, set_language } from '../texts/catalogue';
import { set_server_time } from '../ui/clock';
import { set_zone } from '../ui/format';
import { Failed } from '../ui/states';

const SignIn = lazy(() => import('../features/accounts/sign_in'));
const FirstStart = lazy(() => import('../features/accounts/first_start'));

export type SessionFacts = components['schemas']['Session'];
type Person = components['schemas']['SessionPerson'];

export interface Session {
  person: Person;
  role_name: string;
  company_name: string;
  permissions: ReadonlySet<string>;
  may: (permission: string) => boolean;
  sign_out: () => Promise<void>;
}

const Context = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('useSession() stands outside of <WithSession>');
  return session;
}

export function WithSession({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const query = api.useQuery('get', '/api/session', {}, { staleTime: Number.POSITIVE_INFINITY });
  const [expired, set_expired] = useState(false);
  const facts = query.data;
  const person_id = facts?.person?.id;

  useEffect(() => on_signed_out(() => set_expired(true)), []);

  useEffect(() => {
    if (!facts) return;
    set_zone(facts.zone);
    set_server_time(facts.now);
    if (facts.person) set_language(facts.language);
  }, [facts]);

  useEffect(() => {
    if (person_id === undefined) return;
    void client.prefetchQuery(api.queryOptions('get', '/api/process', {}));
    start_live(client);
    return stop_live;
  }, [person_id, client]);

  const session = useMemo((): Session | undefined => {
    if (!facts?.person) return undefined;
    const permissions = new Set(facts.permissions);
    return {
      person: facts.person,
      role_name: facts.person.role_words[language()],
      company_name: facts.company_name,
      permissions,
      may: (permission) => permissions.has(permission),
      sign_out: async () => {
        await send.DELETE('/api/session');
        location.assign('/'); // nothing of this person may stay in the page's memory
      },
    };
  }, [facts]);

  const signed_in = async (fresh: SessionFacts) => {
    if (person_id !== undefined && person_id !== fresh.person?.id) return location.assign('/');
    client.setQueryData(api.queryOptions('get', '/api/session', {}).queryKey, fresh);
    set_expired(false);
    await client.invalidateQueries({ predicate: (each) => each.queryKey[1] !== '/api/session' });
  };

  // The wizard's last part is the mailbox, which may also be entered later.
  const company_started = () => location.assign('/settings/mailboxes?new=true');

  if (session)
    return (
      <Context value={session}>
        {children}
        {expired && (
          <Suspense>
            <SignIn again={session.person.login} onDone={signed_in} />
          </Suspense>
        )}
      </Context>
    );
  if (query.isPending) return <p className="starting">{app('name')}</p>;
  if (facts)
    return (
      <Suspense>
        {facts.setup_needed ? (
          <FirstStart onDone={company_started} />
        ) : (
          <SignIn company={facts.company_name} onDone={signed_in} />
        )}
      </Suspense>
    );
  return (
    <main>
      <h1 className="for-readers">{app('starting_failed')}</h1>
      <Failed error={query.error} retry={() => void query.refetch()} />
    </main>
  );
}
