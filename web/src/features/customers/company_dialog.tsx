// A company's form (1.2.1.1): requisites, how to reach it, accounts, what quotes print.
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { customers as t } from '../../texts/customers';
import { ui } from '../../texts/ui';
import { Button, IconButton } from '../../ui/button';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { SideDrawer } from '../../ui/dialog';
import { LongTextField, SelectField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { company_form } from './company_form';
import { type CustomerConflict, conflict_of } from './conflict';
import type { CompanyCard, CompanyForm } from './customers';
import classes from './customers.module.css';
import { PointFields } from './points';

export default function CompanyDialog({
  company,
  onClose,
}: {
  company: CompanyCard;
  onClose: () => void;
}) {
  const form_id = useId();
  const client = useQueryClient();
  // What was seen when the form opened: live news of the card must not turn into an overwrite.
  const [before] = useState(() => company_form(company));
  const [version] = useState(company.version);
  const [conflict, set_conflict] = useState<CustomerConflict<CompanyForm>>();
  const form = useForm<CompanyForm>({ initialValues: before });
  const save = api.useMutation('put', '/api/companies/{id}', {
    meta: { quiet: true },
    onError: (error, { body }) => {
      const found = conflict_of<CompanyForm>(error, before, body);
      if (found && found.rows.length === 0) submit(found.merged, found.version);
      else set_conflict(found);
      form.setErrors(field_errors(error));
    },
    onSuccess: (card) => {
      const key = { params: { path: { id: card.id } } };
      client.setQueryData(api.queryOptions('get', '/api/companies/{id}', key).queryKey, card);
      refresh('company', card.id);
      toast(t('saved'), () => undo_latest('company', card.id, 'changed'));
      onClose();
    },
  });
  const submit = (values: CompanyForm, seen = version) =>
    save.mutate({ params: { path: { id: company.id } }, body: { ...values, version: seen } });

  return (
    <SideDrawer
      title={company.title}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="main" submit form={form_id} busy={save.isPending}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit((values) => submit(values))}>
        <FormProblem error={conflict ? undefined : save.error} />
        <div className="pair">
          <TextField label={t('name')} required data-autofocus {...form.getInputProps('name')} />
          <TextField label={t('legal_form')} {...form.getInputProps('legal_form')} />
        </div>
        <TextField label={t('legal_name')} {...form.getInputProps('legal_name')} />
        <div className="pair">
          <TextField label={t('inn')} inputMode="numeric" {...form.getInputProps('inn')} />
          <TextField label={t('kpp')} inputMode="numeric" {...form.getInputProps('kpp')} />
        </div>
        <div className="pair">
          <TextField label={t('ogrn')} inputMode="numeric" {...form.getInputProps('ogrn')} />
          <TextField label={t('site')} {...form.getInputProps('site')} />
        </div>
        <TextField label={t('legal_address')} {...form.getInputProps('legal_address')} />
        <TextField label={t('delivery_address')} {...form.getInputProps('delivery_address')} />
        <div className="pair">
          <TextField label={t('line_of_business')} {...form.getInputProps('line_of_business')} />
          <GroupField
            error={form.errors.group_id}
            value={form.values.group_id ?? null}
            onChange={(id) => form.setFieldValue('group_id', id)}
          />
        </div>
        <h3>{t('points')}</h3>
        <PointFields form={form} />
        <h3>{t('accounts')}</h3>
        {form.values.accounts.map((account, index) => (
          <div key={index} className={classes.point}>
            <div className="pair">
              <TextField
                label={t('account')}
                inputMode="numeric"
                {...form.getInputProps(`accounts.${index}.account`)}
              />
              <div className={classes.account_row}>
                <TextField
                  label={t('bik')}
                  inputMode="numeric"
                  {...form.getInputProps(`accounts.${index}.bik`)}
                />
                <IconButton
                  icon="close"
                  label={t('remove_account', { account: account.account })}
                  onClick={() => form.removeListItem('accounts', index)}
                />
              </div>
            </div>
            <div className="pair">
              <TextField label={t('bank')} {...form.getInputProps(`accounts.${index}.bank`)} />
              <TextField
                label={t('correspondent_account')}
                inputMode="numeric"
                {...form.getInputProps(`accounts.${index}.correspondent_account`)}
              />
            </div>
          </div>
        ))}
        <div>
          <Button
            icon="plus"
            onClick={() =>
              form.insertListItem('accounts', {
                account: '',
                bik: '',
                bank: '',
                correspondent_account: '',
              })
            }
          >
            {t('add_account')}
          </Button>
        </div>
        <div className="pair">
          <LogoField
            id={company.id}
            error={form.errors.logo_attachment_id}
            value={form.values.logo_attachment_id ?? null}
            onChange={(id) => form.setFieldValue('logo_attachment_id', id)}
          />
          <TextField
            label={t('brand_colour')}
            placeholder="#c0392b"
            {...form.getInputProps('brand_colour')}
          />
        </div>
        <LongTextField
          label={t('note')}
          autosize
          minRows={2}
          maxRows={10}
          {...form.getInputProps('note')}
        />
      </form>
      {conflict && (
        <ConflictDialog
          rows={conflict.rows}
          onMine={() => {
            set_conflict(undefined);
            submit(conflict.merged, conflict.version);
          }}
          onTheirs={() => {
            refresh('company', company.id);
            onClose();
          }}
        />
      )}
    </SideDrawer>
  );
}

interface IdField {
  value: number | null;
  onChange: (id: number | null) => void;
  error?: React.ReactNode;
}

// A group is chosen, or made by its name on the spot.
function GroupField({ value, onChange, error }: IdField) {
  const groups = api.useQuery('get', '/api/company-groups');
  const [typed, set_typed] = useState('');
  const make = api.useMutation('post', '/api/company-groups', {
    onSuccess: (group) => {
      refresh('company_group');
      onChange(group.id);
      toast(t('group_made', { name: group.name }));
    },
  });
  const items = groups.data?.items ?? [];
  const name = typed.trim();
  const fresh = name.length > 1 && !items.some((each) => each.name === name);
  return (
    <SelectField
      label={t('group')}
      searchable
      clearable
      error={error}
      data={[
        ...items.map((each) => ({ value: String(each.id), label: each.name })),
        ...(fresh ? [{ value: 'new', label: `${t('new_group')}: ${name}` }] : []),
      ]}
      value={value ? String(value) : null}
      onSearchChange={set_typed}
      onChange={(id) => {
        if (id === 'new') make.mutate({ body: { name } });
        else onChange(id ? Number(id) : null);
      }}
    />
  );
}

function LogoField({ id, value, onChange, error }: IdField & { id: number }) {
  const query = { noun: 'company', subject_id: id };
  const files = api.useQuery('get', '/api/attachments', { params: { query } });
  const pictures = (files.data?.items ?? []).filter((file) => file.media_type.startsWith('image/'));
  return (
    <SelectField
      label={t('logo')}
      description={t('logo_note')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      clearable
      error={error}
      data={pictures.map((file) => ({ value: String(file.id), label: file.name }))}
      value={value ? String(value) : null}
      onChange={(chosen) => onChange(chosen ? Number(chosen) : null)}
    />
  );
}
