// One mailbox: what was fetched from it, the letters that were passed over, its settings. Its
// password goes to the server and never comes back.
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { Thing } from '../../app/thing';
import { letters as t } from '../../texts/letters';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { SideDrawer } from '../../ui/dialog';
import {
  CheckField,
  NumberField,
  PasswordField,
  SelectField,
  SwitchField,
  TextField,
} from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { grouped } from '../../ui/format';
import { Facts, Section } from '../../ui/screen';
import { Failed, Loading } from '../../ui/states';
import { toast } from '../../ui/toast';
import classes from './letters.module.css';

type MailboxCard = components['schemas']['MailboxCard'];
type MailboxForm = components['schemas']['MailboxForm'];
type ConnectionTest = components['schemas']['ConnectionTest'];

const blank: MailboxForm = {
  address: '',
  name: '',
  imap_host: '',
  imap_port: 993,
  imap_security: 'tls',
  smtp_host: '',
  smtp_port: 465,
  smtp_security: 'tls',
  login: '',
  password: '',
  verify_certificate: true,
  set_seen: false,
  team_id: null,
  active: true,
};

interface MailboxDrawerProps {
  id: number | undefined; // none: a new one
  onClose: () => void;
}

export default function MailboxDrawer({ id, onClose }: MailboxDrawerProps) {
  const card = api.useQuery(
    'get',
    '/api/mailboxes/{id}',
    { params: { path: { id: id ?? 0 } } },
    { enabled: id !== undefined },
  );
  if (id === undefined || card.data) return <Opened key={id} card={card.data} onClose={onClose} />;
  return (
    <SideDrawer title={t('mailboxes')} onClose={onClose}>
      {card.error ? (
        <Failed error={card.error} retry={() => void card.refetch()} />
      ) : (
        <Loading rows={8} />
      )}
    </SideDrawer>
  );
}

interface OpenedProps {
  card: MailboxCard | undefined;
  onClose: () => void;
}

function Opened({ card, onClose }: OpenedProps) {
  const form_id = useId();
  const client = useQueryClient();
  const [version, set_version] = useState(card?.version);
  const form = useForm<MailboxForm>({
    initialValues: card ? { ...card.settings, password: '' } : blank,
  });
  const refused = (error: unknown) => {
    form.setErrors(field_errors(error));
    if (as_problem(error).code === 'mailbox_changed' && card) {
      // The next attempt is made knowingly: what stands in the form goes over what was saved.
      void client
        .fetchQuery(api.queryOptions('get', '/api/mailboxes/{id}', path_of(card.id)))
        .then((fresh) => set_version(fresh?.version));
    }
  };
  const done = (text: string) => (saved: MailboxCard) => {
    refresh('mailbox', saved.id);
    toast(text);
    onClose();
  };
  const add = api.useMutation('post', '/api/mailboxes', {
    meta: { quiet: true },
    onError: refused,
    onSuccess: done(t('mailbox_added')),
  });
  const change = api.useMutation('put', '/api/mailboxes/{id}', {
    meta: { quiet: true },
    onError: refused,
    onSuccess: done(t('mailbox_saved')),
  });
  const test_new = api.useMutation('post', '/api/mailbox-tests', {
    meta: { quiet: true },
    onError: refused,
  });
  const test_known = api.useMutation('post', '/api/mailboxes/{id}/test', {
    meta: { quiet: true },
    onError: refused,
  });
  const body = (): MailboxForm => ({
    ...form.values,
    password: form.values.password || null,
    version,
  });
  const save = () => {
    if (card) change.mutate({ ...path_of(card.id), body: body() });
    else add.mutate({ body: body() });
  };
  const try_it = () => {
    form.clearErrors();
    if (card) test_known.mutate({ ...path_of(card.id), body: body() });
    else test_new.mutate({ body: body() });
  };
  const test = card ? test_known : test_new;
  return (
    <SideDrawer
      title={card?.settings.address ?? t('new_mailbox')}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button busy={test.isPending} onClick={try_it}>
            {t('test')}
          </Button>
          <Button kind="main" submit form={form_id} busy={add.isPending || change.isPending}>
            {ui('save')}
          </Button>
        </>
      }
    >
      {card && <Truth card={card} />}
      <form id={form_id} className="fields" onSubmit={form.onSubmit(save)}>
        <FormProblem
          error={add.error ?? change.error ?? test.error}
          shown={Object.keys(form.errors).length > 0}
        />
        <Fields form={form} stored={card !== undefined} />
        {test.data && <Tested test={test.data} />}
      </form>
    </SideDrawer>
  );
}

const path_of = (id: number) => ({ params: { path: { id } } });

function Tested({ test }: { test: ConnectionTest }) {
  return (
    <p className={classes.tested} role="status">
      <span data-tone={test.receiving ? 'done' : 'late'}>
        {test.receiving
          ? t('test_receiving')
          : t('test_receiving_failed', { reason: test.receiving_problem })}
      </span>
      <span data-tone={test.sending ? 'done' : 'late'}>
        {test.sending
          ? t('test_sending')
          : t('test_sending_failed', { reason: test.sending_problem })}
      </span>
    </p>
  );
}

function Fields(props: { form: ReturnType<typeof useForm<MailboxForm>>; stored: boolean }) {
  const { form, stored } = props;
  const field = (name: keyof MailboxForm) => ({ ...form.getInputProps(name) });
  const teams = api.useQuery('get', '/api/teams');
  const securities = [
    { value: 'tls', label: t('security_tls') },
    { value: 'starttls', label: t('security_starttls') },
    { value: 'none', label: t('security_none') },
  ];
  const server = (title: string, kind: 'imap' | 'smtp') => (
    <fieldset className={classes.server}>
      <legend>{title}</legend>
      <TextField label={t('host')} required {...field(`${kind}_host`)} />
      <NumberField label={t('port')} {...field(`${kind}_port`)} />
      <SelectField
        label={t('security')}
        allowDeselect={false}
        data={securities}
        {...field(`${kind}_security`)}
      />
    </fieldset>
  );
  return (
    <>
      <div className="pair">
        <TextField
          label={t('address')}
          type="email"
          required
          data-autofocus={stored ? undefined : true}
          {...field('address')}
        />
        <TextField label={t('sender_name')} {...field('name')} />
      </div>
      <div className="pair">
        <TextField label={t('login')} required autoComplete="off" {...field('login')} />
        <PasswordField
          label={t('password')}
          required={!stored}
          autoComplete="new-password"
          description={stored ? t('password_kept') : undefined}
          {...field('password')}
          value={form.values.password ?? ''}
        />
      </div>
      {server(t('receiving'), 'imap')}
      {server(t('sending'), 'smtp')}
      <SelectField
        label={t('team')}
        allowDeselect={false}
        data={[
          { value: '', label: t('team_all') },
          ...(teams.data?.items ?? []).map((each) => ({
            value: String(each.id),
            label: each.name,
          })),
        ]}
        {...field('team_id')}
        value={form.values.team_id ? String(form.values.team_id) : ''}
        onChange={(id) => form.setFieldValue('team_id', id ? Number(id) : null)}
      />
      <CheckField
        label={t('verify_certificate')}
        {...form.getInputProps('verify_certificate', { type: 'checkbox' })}
      />
      <CheckField label={t('set_seen')} {...form.getInputProps('set_seen', { type: 'checkbox' })} />
      <SwitchField label={t('active')} {...form.getInputProps('active', { type: 'checkbox' })} />
    </>
  );
}

const folder_words = (): Record<string, string> => ({
  inbox: t('folder_inbox'),
  sent: t('folder_sent'),
  spam: t('folder_spam'),
  outbox: t('folder_outbox'),
});

// Seen on the server, stored, failed: folder by folder; what failed with its reason.
function Truth({ card }: { card: MailboxCard }) {
  const again = api.useMutation('post', '/api/mailboxes/{id}/second-fetch', {
    onSuccess: () => {
      refresh('mailbox', card.id);
      toast(t('fetch_asked'));
    },
  });
  const names = new Map(card.folders.map((each) => [each.id, each.name]));
  return (
    <Section title={t('box_state')}>
      <Facts
        rows={[
          [
            t('last_contact'),
            card.last_contact_at ? <Ago key="at" at={card.last_contact_at} /> : t('never'),
          ],
          ...(card.last_error && card.last_error_at
            ? ([
                [
                  t('last_error'),
                  <span key="error">
                    {card.last_error} (<Ago at={card.last_error_at} />)
                  </span>,
                ],
              ] as const)
            : []),
        ]}
      />
      {card.folders.length > 0 && (
        <table className={classes.folders}>
          <thead>
            <tr>
              <th scope="col">{t('folder')}</th>
              <th scope="col">{t('seen_on_server')}</th>
              <th scope="col">{t('stored')}</th>
              <th scope="col">{t('failed')}</th>
              <th scope="col">{t('synced')}</th>
            </tr>
          </thead>
          <tbody>
            {card.folders.map((folder) => (
              <tr key={folder.id}>
                <td title={folder.name}>{folder_words()[folder.role] ?? folder.name}</td>
                <td>{grouped(folder.seen_on_server)}</td>
                <td>{grouped(folder.stored)}</td>
                <td>{grouped(folder.failed)}</td>
                <td>{folder.synced_at && <Ago at={folder.synced_at} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {card.failures.length === 0 ? (
        <p className="quiet">{t('no_problems')}</p>
      ) : (
        <>
          <h3>{t('problem_letters')}</h3>
          <ul className={classes.failures}>
            {card.failures.map((one) => (
              <li key={`${one.folder_id} ${one.uid}`}>
                {t('problem_letter', {
                  uid: one.uid,
                  folder: names.get(one.folder_id) ?? '',
                })}
                {': '}
                <span className={classes.problem}>{one.problem}</span>{' '}
                {one.letter_id && (
                  <Thing noun="letter" id={one.letter_id}>
                    {t('open_letter')}
                  </Thing>
                )}
              </li>
            ))}
          </ul>
          <Button busy={again.isPending} onClick={() => again.mutate(path_of(card.id))}>
            {t('fetch_again')}
          </Button>
        </>
      )}
    </Section>
  );
}
