import { useForm } from '@mantine/form';
import { api } from '../../api/client';
import type { SessionFacts } from '../../app/session';
import { accounts as t } from '../../texts/accounts';
import { app } from '../../texts/app';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { PasswordField, TextField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { Entrance } from './entrance';

interface SignInProps {
  company?: string;
  again?: string; // the login of whoever's session ended; the page stays behind the dialog
  onDone: (session: SessionFacts) => void;
}

export default function SignIn({ company, again, onDone }: SignInProps) {
  const form = useForm({ initialValues: { login: again ?? '', password: '' } });
  const sign_in = api.useMutation('post', '/api/session', {
    meta: { quiet: true },
    onSuccess: onDone,
    onError: () => form.setFieldValue('password', ''),
  });
  const fields = (
    <form className="fields" onSubmit={form.onSubmit((body) => sign_in.mutate({ body }))}>
      <FormProblem error={sign_in.error} shown={false} />
      <TextField
        label={t('login')}
        autoComplete="username"
        autoCapitalize="none"
        readOnly={again !== undefined}
        data-autofocus={again === undefined || undefined}
        required
        withAsterisk={false}
        {...form.getInputProps('login')}
      />
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        data-autofocus={again !== undefined || undefined}
        required
        withAsterisk={false}
        {...form.getInputProps('password')}
      />
      <Button kind="main" big wide submit busy={sign_in.isPending}>
        {t('sign_in')}
      </Button>
    </form>
  );
  if (again !== undefined)
    return (
      <Dialog title={t('sign_in_title')} size="sm" onClose={() => {}}>
        <p className="quiet">{app('expired')}</p>
        {fields}
      </Dialog>
    );
  return (
    <Entrance title={company || app('name')} note={t('sign_in_note')}>
      {fields}
    </Entrance>
  );
}
