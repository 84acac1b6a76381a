import { useForm } from '@mantine/form';
import { api } from '../../api/client';
import { refresh, shows } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { useSession } from '../../app/session';
import { accounts as t } from '../../texts/accounts';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { PasswordField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { Facts, Screen as Frame, Section } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast } from '../../ui/toast';
import { browser_of } from './browser';
import classes from './me.module.css';

type OwnSession = components['schemas']['OwnSession'];

shows('/api/sessions', 'session');

export function Screen() {
  const { person, role_name } = useSession();
  return (
    <Frame title={t('me')} narrow>
      <Section title={person.name}>
        <Facts
          rows={[
            [t('sign_in_name'), person.login],
            [t('role'), role_name],
            [t('position'), person.position],
          ]}
        />
      </Section>
      <Password />
      <Sessions />
    </Frame>
  );
}

function Password() {
  const form = useForm({ initialValues: { current: '', fresh: '' } });
  const change = api.useMutation('put', '/api/session/password', {
    meta: { quiet: true },
    onError: (error) => form.setErrors(field_errors(error)),
    onSuccess: () => {
      form.reset();
      refresh('session');
      toast(t('password_changed'));
    },
  });
  return (
    <Section title={t('change_password')}>
      <form className="fields" onSubmit={form.onSubmit((body) => change.mutate({ body }))}>
        <FormProblem error={change.error} />
        <div className="pair">
          <PasswordField
            label={t('current_password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            {...form.getInputProps('current')}
          />
          <PasswordField
            label={t('fresh_password')}
            description={t('password_note')}
            autoComplete="new-password"
            required
            withAsterisk={false}
            {...form.getInputProps('fresh')}
          />
        </div>
        <div>
          <Button submit busy={change.isPending} disabled={!form.isDirty()}>
            {t('change_password')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Sessions() {
  const sessions = api.useQuery('get', '/api/sessions');
  const end = api.useMutation('delete', '/api/sessions/{id}', {
    onSuccess: () => {
      refresh('session');
      toast(t('session_ended'));
    },
  });
  const row = (session: OwnSession) => (
    <li key={session.id} className={classes.session}>
      <div>
        <span title={session.agent}>{browser_of(session.agent)}</span>{' '}
        {session.current && <Tag tone="done">{t('this_session')}</Tag>}
        <div className="quiet">
          {session.address} · {t('seen').toLowerCase()} <Ago at={session.seen_at} />
        </div>
      </div>
      {!session.current && (
        <Button
          busy={end.isPending && end.variables?.params.path.id === session.id}
          onClick={() => end.mutate({ params: { path: { id: session.id } } })}
        >
          {t('end_session')}
        </Button>
      )}
    </li>
  );
  return (
    <Section title={t('my_sessions')}>
      <Loaded query={sessions} rows={2}>
        {({ items }) => <ul>{items.map(row)}</ul>}
      </Loaded>
    </Section>
  );
}
