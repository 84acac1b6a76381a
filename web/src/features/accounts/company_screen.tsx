import { useForm } from '@mantine/form';
import { useState } from 'react';
import { api } from '../../api/client';
import { refresh, shows } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { ConflictDialog } from '../../ui/conflict_dialog';
import {
  NumberField,
  SelectField,
  SwitchField,
  TextField,
  TimeField,
  write_time,
} from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { Screen as Frame } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { zones } from './zones';

type Settings = components['schemas']['CompanySettings'];

shows('/api/company', 'settings');

export function Screen() {
  const settings = api.useQuery('get', '/api/company');
  return (
    <Frame title={t('company')} narrow>
      <Loaded query={settings}>{(data) => <Form settings={data} />}</Loaded>
    </Frame>
  );
}

function Form({ settings }: { settings: Settings }) {
  const form = useForm({ initialValues: settings });
  const [theirs, set_theirs] = useState<Settings>();
  const change = api.useMutation('put', '/api/company', {
    meta: { quiet: true },
    onError: (error) => {
      const problem = as_problem(error);
      if (problem.status === 409 && problem.details) set_theirs(problem.details as Settings);
      form.setErrors(field_errors(error));
    },
    onSuccess: (saved) => {
      form.setInitialValues(saved);
      form.setValues(saved);
      refresh('settings');
      toast(t('company_saved'));
    },
  });
  const shown = (value: Settings): [string, string][] => [
    [t('company_name'), value.name],
    [t('zone'), value.zone],
    [t('office_from'), write_time(value.office_from_minute)],
    [t('office_to'), write_time(value.office_to_minute)],
    [t('managers_see_team'), value.managers_see_team ? t('yes') : t('no')],
    [t('minimum_margin'), String(value.minimum_margin_basis_points / 100)],
    [t('acceptance_code'), value.acceptance_code ? t('yes') : t('no')],
  ];
  return (
    <form className="fields" onSubmit={form.onSubmit((body) => change.mutate({ body }))}>
      <FormProblem error={theirs ? undefined : change.error} />
      <TextField label={t('company_name')} required {...form.getInputProps('name')} />
      <SelectField
        label={t('zone')}
        data={zones(settings.zone)}
        searchable
        allowDeselect={false}
        {...form.getInputProps('zone')}
      />
      <div className="pair">
        <TimeField
          label={t('office_from')}
          required
          {...form.getInputProps('office_from_minute')}
        />
        <TimeField label={t('office_to')} required {...form.getInputProps('office_to_minute')} />
      </div>
      <NumberField
        label={t('minimum_margin')}
        description={t('minimum_margin_note')}
        required
        error={form.errors.minimum_margin_basis_points}
        value={Math.round(form.values.minimum_margin_basis_points / 100)}
        onChange={(value) => form.setFieldValue('minimum_margin_basis_points', (value ?? 0) * 100)}
      />
      <SwitchField
        label={t('managers_see_team')}
        {...form.getInputProps('managers_see_team', { type: 'checkbox' })}
      />
      <SwitchField
        label={t('acceptance_code')}
        description={t('acceptance_code_note')}
        {...form.getInputProps('acceptance_code', { type: 'checkbox' })}
      />
      <div>
        <Button kind="main" submit busy={change.isPending} disabled={!form.isDirty()}>
          {ui('save')}
        </Button>
      </div>
      {theirs && (
        <ConflictDialog
          rows={shown(form.values)
            .map(([field, mine], index) => ({
              field,
              mine,
              theirs: shown(theirs)[index]?.[1] ?? '',
            }))
            .filter((row) => row.mine !== row.theirs)}
          onMine={() => {
            set_theirs(undefined);
            change.mutate({ body: { ...form.values, version: theirs.version } });
          }}
          onTheirs={() => {
            form.setInitialValues(theirs);
            form.setValues(theirs);
            set_theirs(undefined);
            refresh('settings');
          }}
        />
      )}
    </form>
  );
}
