// The wizard of an empty company: the code from the console, the company, the seller, the first
// person. One request at the end; a refusal leads back to the step with the wrong value.
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { api } from '../../api/client';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import type { SessionFacts } from '../../app/session';
import { accounts as t } from '../../texts/accounts';
import { language } from '../../texts/catalogue';
import { Button } from '../../ui/button';
import { PasswordField, PhoneField, SelectField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { Entrance } from './entrance';
import classes from './entrance.module.css';
import { empty_seller, SellerNames, VatRegime } from './seller_fields';
import { zones } from './zones';

type Setup = components['schemas']['Setup'];

const steps = ['company_step', 'seller_step', 'person_step'] as const;
const step_of = (field: string) =>
  field.startsWith('seller.') ? 1 : field.startsWith('person.') ? 2 : 0;

export default function FirstStart({ onDone }: { onDone: (session: SessionFacts) => void }) {
  const [step, set_step] = useState(0);
  const form = useForm<Setup>({
    initialValues: {
      code: '',
      company_name: '',
      company_zone: 'Europe/Moscow',
      seller: { ...empty_seller(), is_default: true },
      person: {
        login: '',
        name: '',
        position: t('head_position'),
        phone: '',
        email: '',
        role: 'head',
        language: language(),
        active: true,
        on_shift: true,
        password: '',
      },
    },
  });
  const begin = api.useMutation('post', '/api/setup', {
    meta: { quiet: true },
    onSuccess: onDone,
    onError: (error) => {
      form.setErrors(field_errors(error));
      set_step(step_of(as_problem(error).field));
    },
  });
  const last = step === steps.length - 1;
  const title = steps[step] as (typeof steps)[number];

  return (
    <Entrance title={t('first_title')} wide note={step === 0 ? t('code_note') : undefined}>
      <p className="quiet">{t('first_lead')}</p>
      <ol className={classes.steps} aria-label={t('step', { number: step + 1, all: 3 })}>
        {steps.map((key, index) => (
          <li key={key} data-done={index <= step || undefined} />
        ))}
      </ol>
      <form
        key={step}
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (last) begin.mutate({ body: form.values });
          else set_step(step + 1);
        }}
      >
        <h2>{t(title)}</h2>
        <FormProblem error={begin.error} />
        {step === 0 && (
          <>
            <TextField
              label={t('code')}
              required
              autoFocus
              autoComplete="off"
              {...form.getInputProps('code')}
            />
            <TextField
              label={t('company_name')}
              placeholder={t('company_name_example')}
              required
              {...form.getInputProps('company_name')}
            />
            <SelectField
              label={t('zone')}
              data={zones()}
              searchable
              allowDeselect={false}
              {...form.getInputProps('company_zone')}
            />
          </>
        )}
        {step === 1 && (
          <>
            <p className="quiet">{t('seller_note')}</p>
            <SellerNames form={form} at="seller." />
            <VatRegime form={form} at="seller." index={0} />
          </>
        )}
        {step === 2 && (
          <>
            <TextField
              label={t('name')}
              required
              autoFocus
              {...form.getInputProps('person.name')}
            />
            <TextField label={t('position')} {...form.getInputProps('person.position')} />
            <div className="pair">
              <TextField label={t('email')} type="email" {...form.getInputProps('person.email')} />
              <PhoneField
                label={t('phone')}
                {...form.getInputProps('person.phone')}
                onChange={(value) => form.setFieldValue('person.phone', value ?? '')}
              />
            </div>
            <div className="pair">
              <TextField
                label={t('login')}
                required
                autoComplete="username"
                autoCapitalize="none"
                {...form.getInputProps('person.login')}
              />
              <PasswordField
                label={t('password')}
                description={t('password_note')}
                required
                autoComplete="new-password"
                {...form.getInputProps('person.password')}
              />
            </div>
          </>
        )}
        <div className={classes.buttons}>
          {step > 0 ? (
            <Button big onClick={() => set_step(step - 1)}>
              {t('back')}
            </Button>
          ) : (
            <span />
          )}
          <Button kind="main" big submit busy={begin.isPending}>
            {last ? t('begin') : t('next')}
          </Button>
        </div>
      </form>
    </Entrance>
  );
}
