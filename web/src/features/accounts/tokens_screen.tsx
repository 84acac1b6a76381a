import { useForm } from '@mantine/form';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { confirm } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { CheckField, DateField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { date, date_of } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { toast } from '../../ui/toast';
import classes from './accounts.module.css';
import { Secret } from './secret';

type Token = components['schemas']['ApiToken'];

export function Screen() {
  const tokens = api.useQuery('get', '/api/tokens');
  const [making, set_making] = useState(false);
  const [secret, set_secret] = useState<string>();
  useKeys(t('tokens'), [{ keys: 'n', text: t('new_token'), run: () => set_making(true) }]);
  const revoke = api.useMutation('delete', '/api/tokens/{id}', {
    onSuccess: () => {
      refresh('token');
      toast(t('revoked'));
    },
  });
  const ask_revoke = async (token: Token) => {
    const yes = await confirm({
      title: t('revoke'),
      text: t('revoke_text', { name: token.name }),
      action: t('revoke'),
      danger: true,
    });
    if (yes) revoke.mutate({ params: { path: { id: token.id } } });
  };
  const columns: Column<Token>[] = [
    { key: 'name', title: t('token_name'), cell: (row) => row.name },
    { key: 'scopes', title: t('token_scopes'), cell: (row) => row.scopes, phone: false },
    {
      key: 'used',
      title: t('token_used'),
      width: 150,
      cell: (row) => (row.used_at ? <Ago at={row.used_at} /> : t('token_never_used')),
    },
    {
      key: 'expires',
      title: t('token_expires'),
      width: 120,
      phone: false,
      cell: (row) => (row.expires_at ? date(row.expires_at) : t('token_forever')),
    },
    {
      key: 'revoke',
      title: '',
      width: 120,
      align: 'right',
      cell: (row) => (
        <Button kind="quiet" onClick={() => void ask_revoke(row)}>
          {t('revoke')}
        </Button>
      ),
    },
  ];
  return (
    <Frame
      title={t('tokens')}
      fixed
      actions={
        <Button kind="main" icon="plus" onClick={() => set_making(true)}>
          {t('new_token')}
        </Button>
      }
      filters={<p className="quiet">{t('tokens_note')}</p>}
    >
      <Table
        label={t('tokens')}
        columns={columns}
        rows={tokens.data?.items}
        row_key={(row) => row.id}
        error={tokens.error}
        onRetry={() => void tokens.refetch()}
        empty={<Empty icon="key" title={t('no_tokens')} />}
      />
      {making && (
        <NewToken
          scopes={tokens.data?.scopes ?? []}
          onClose={() => set_making(false)}
          onMade={(token) => {
            set_making(false);
            set_secret(token);
          }}
        />
      )}
      {secret && (
        <Secret
          title={t('token_made')}
          note={t('token_once')}
          secret={secret}
          onClose={() => set_secret(undefined)}
        />
      )}
    </Frame>
  );
}

interface NewTokenProps {
  scopes: readonly string[];
  onClose: () => void;
  onMade: (token: string) => void;
}

function NewToken({ scopes, onClose, onMade }: NewTokenProps) {
  const form_id = useId();
  const form = useForm({
    initialValues: { name: '', scopes: [] as string[], expires: null as string | null },
  });
  const make = api.useMutation('post', '/api/tokens', {
    meta: { quiet: true },
    onError: (error) => form.setErrors(field_errors(error)),
    onSuccess: (made) => {
      refresh('token');
      onMade(made.token);
    },
  });
  const toggle = (scope: string) =>
    form.setFieldValue('scopes', (chosen) =>
      chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope],
    );
  return (
    <Dialog
      title={t('new_token')}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="main" submit form={form_id} busy={make.isPending}>
            {t('new_token')}
          </Button>
        </>
      }
    >
      <form
        id={form_id}
        className="fields"
        onSubmit={form.onSubmit(({ expires, ...values }) =>
          make.mutate({
            body: { ...values, expires_at: expires ? `${expires}T23:59:59Z` : null },
          }),
        )}
      >
        <FormProblem error={make.error} />
        <div className="pair">
          <TextField
            label={t('token_name')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <DateField
            label={t('token_expires')}
            placeholder={t('token_forever')}
            earliest={date_of(Date.now())}
            {...form.getInputProps('expires')}
          />
        </div>
        <fieldset className={classes.choice}>
          <legend>{t('token_scopes')}</legend>
          <div className={classes.scopes}>
            {scopes.map((scope) => (
              <CheckField
                key={scope}
                label={scope}
                checked={form.values.scopes.includes(scope)}
                onChange={() => toggle(scope)}
              />
            ))}
          </div>
          {form.errors.scopes && <p className={classes.wrong}>{form.errors.scopes}</p>}
        </fieldset>
      </form>
    </Dialog>
  );
}
