import { useForm } from '@mantine/form';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { app } from '../../texts/app';
import { language } from '../../texts/catalogue';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { confirm } from '../../ui/confirm';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { SideDrawer } from '../../ui/dialog';
import { PasswordField, PhoneField, SelectField, SwitchField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { phone } from '../../ui/format';
import { toast } from '../../ui/toast';
import { Secret } from './secret';

type Person = components['schemas']['Person'];
type PersonForm = components['schemas']['PersonForm'];
type Role = components['schemas']['RoleCard'];
type Team = components['schemas']['Team'];

interface PersonDrawerProps {
  person: Person | undefined; // none: a new one
  roles: readonly Role[];
  teams: readonly Team[];
  onClose: () => void;
}

const form_of = (person: Person): PersonForm => {
  const { id: _id, created_at: _created_at, ...form } = person;
  return form;
};
const new_form = (): PersonForm => ({
  login: '',
  name: '',
  position: '',
  phone: '',
  email: '',
  role: 'sales_manager',
  team_id: null,
  language: language(),
  active: true,
  on_shift: true,
  password: '',
});

export function PersonDrawer({ person, roles, teams, onClose }: PersonDrawerProps) {
  const form_id = useId();
  const [secret, set_secret] = useState<{ name: string; password: string }>();
  const [theirs, set_theirs] = useState<Person>();
  const form = useForm({ initialValues: person ? form_of(person) : new_form() });

  const refused = (error: unknown) => {
    const problem = as_problem(error);
    if (problem.status === 409 && problem.details) set_theirs(problem.details as Person);
    form.setErrors(field_errors(error));
  };
  const saved = (name: string) => {
    refresh('person');
    refresh('colleague');
    toast(t('person_saved', { name }));
  };
  const add = api.useMutation('post', '/api/people', {
    meta: { quiet: true },
    onError: refused,
    onSuccess: (answer) => {
      saved(answer.person.name);
      if (answer.fresh_password)
        set_secret({ name: answer.person.name, password: answer.fresh_password });
      else onClose();
    },
  });
  const change = api.useMutation('put', '/api/people/{id}', {
    meta: { quiet: true },
    onError: refused,
    onSuccess: (answer) => {
      saved(answer.name);
      onClose();
    },
  });
  const reset = api.useMutation('post', '/api/people/{id}/password', {
    onSuccess: (answer) =>
      set_secret({ name: answer.person.name, password: answer.fresh_password ?? '' }),
  });

  const save = (values: PersonForm) => {
    const { password, ...rest } = values;
    if (person) change.mutate({ params: { path: { id: person.id } }, body: rest });
    else add.mutate({ body: password ? values : rest });
  };
  const ask_reset = async () => {
    const yes = await confirm({
      title: t('reset_password'),
      text: t('reset_password_text'),
      action: t('reset_password'),
      danger: true,
    });
    if (yes && person) reset.mutate({ params: { path: { id: person.id } } });
  };

  if (secret)
    return (
      <Secret
        title={t('person_password', { name: secret.name })}
        note={t('person_password_note')}
        secret={secret.password}
        onClose={onClose}
      />
    );
  const shown = (value: PersonForm): [string, string][] => [
    [t('name'), value.name],
    [t('sign_in_name'), value.login],
    [t('position'), value.position],
    [t('email'), value.email],
    [t('phone'), phone(value.phone)],
    [t('role'), roles.find((role) => role.key === value.role)?.words[language()] ?? value.role],
  ];
  return (
    <SideDrawer
      title={person ? person.name : t('new_person')}
      size="md"
      onClose={onClose}
      actions={
        <>
          {person && (
            <Button icon="key" busy={reset.isPending} onClick={() => void ask_reset()}>
              {t('reset_password')}
            </Button>
          )}
          <Button kind="main" submit form={form_id} busy={add.isPending || change.isPending}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit(save)}>
        <FormProblem error={theirs ? undefined : (add.error ?? change.error)} />
        <TextField label={t('name')} required data-autofocus {...form.getInputProps('name')} />
        <div className="pair">
          <TextField
            label={t('login')}
            required
            autoCapitalize="none"
            autoComplete="off"
            {...form.getInputProps('login')}
          />
          <SelectField
            label={t('role')}
            data={roles.map((role) => ({ value: role.key, label: role.words[language()] }))}
            allowDeselect={false}
            {...form.getInputProps('role')}
          />
        </div>
        <div className="pair">
          <TextField label={t('position')} {...form.getInputProps('position')} />
          <SelectField
            label={t('team')}
            placeholder={t('no_team')}
            clearable
            data={teams.map((team) => ({ value: String(team.id), label: team.name }))}
            error={form.errors.team_id}
            value={form.values.team_id ? String(form.values.team_id) : null}
            onChange={(value) => form.setFieldValue('team_id', value ? Number(value) : null)}
          />
        </div>
        <div className="pair">
          <TextField label={t('email')} type="email" {...form.getInputProps('email')} />
          <PhoneField
            label={t('phone')}
            {...form.getInputProps('phone')}
            onChange={(value) => form.setFieldValue('phone', value ?? '')}
          />
        </div>
        <SelectField
          label={app('language')}
          allowDeselect={false}
          data={[
            { value: 'ru', label: app('russian') },
            { value: 'en', label: app('english') },
          ]}
          {...form.getInputProps('language')}
        />
        <SwitchField label={t('active')} {...form.getInputProps('active', { type: 'checkbox' })} />
        <SwitchField
          label={t('on_shift')}
          {...form.getInputProps('on_shift', { type: 'checkbox' })}
        />
        {!person && (
          <PasswordField
            label={t('password')}
            description={t('password_empty_note')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
        )}
      </form>
      {theirs && (
        <ConflictDialog
          rows={shown(form.values)
            .map(([field, mine], index) => ({
              field,
              mine,
              theirs: shown(form_of(theirs))[index]?.[1] ?? '',
            }))
            .filter((row) => row.mine !== row.theirs)}
          onMine={() => {
            set_theirs(undefined);
            save({ ...form.values, version: theirs.version });
          }}
          onTheirs={() => {
            form.setValues(form_of(theirs));
            set_theirs(undefined);
            refresh('person');
          }}
        />
      )}
    </SideDrawer>
  );
}
