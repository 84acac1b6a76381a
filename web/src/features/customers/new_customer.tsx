// A client by hand (1.2.1): a company, a person or both, from the keyboard in half a minute. Who is
// known already is shown while typing and can be taken.
import { useForm } from '@mantine/form';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import { customers as t } from '../../texts/customers';
import { deals } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { PhoneField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { useKeys } from '../../ui/keys';
import { toast } from '../../ui/toast';
import dealt from '../deals/deals.module.css';
import type { Taken } from '../deals/new_deal';
import { SimilarCustomers } from '../deals/similar_customers';

interface NewCustomerProps {
  company?: Taken; // a person of this company
  onClose: () => void;
  onAdded: (company_id: number | undefined, contact_id: number | undefined) => void;
}

const empty = {
  company: { name: '', legal_form: '', inn: '', kpp: '', site: '' },
  contact: { surname: '', name: '', patronymic: '', position: '', phone: '', email: '' },
};

// The server names "contact.phones[0]", the form has one phone.
const errors_of = (error: unknown) =>
  Object.fromEntries(
    Object.entries(field_errors(error)).map(([path, text]) => [
      path
        .replace(/^contact\.phones.*/, 'contact.phone')
        .replace(/^contact\.emails.*/, 'contact.email'),
      text,
    ]),
  );

export default function NewCustomer({ company: at, onClose, onAdded }: NewCustomerProps) {
  const form_id = useId();
  const [company, set_company] = useState<Taken | undefined>(at);
  const [contact, set_contact] = useState<Taken>();
  const form = useForm({ initialValues: empty });
  const add = api.useMutation('post', '/api/customers', {
    meta: { quiet: true },
    onError: (error) => form.setErrors(errors_of(error)),
    onSuccess: (made) => {
      refresh('company');
      refresh('contact');
      toast(t('added'));
      onAdded(made.company_id ?? undefined, made.contact_id ?? undefined);
    },
  });
  const submit = (values: typeof empty, anyway = false) => {
    const { phone, email, ...person } = values.contact;
    const named = person.surname || person.name || phone || email;
    add.mutate({
      body: {
        ...(company
          ? { company_id: company.id }
          : values.company.name || values.company.inn
            ? { company: values.company }
            : {}),
        ...(contact
          ? { contact_id: contact.id }
          : named
            ? {
                contact: {
                  ...person,
                  phones: phone ? [phone] : [],
                  emails: email ? [email] : [],
                },
              }
            : {}),
        ...(anyway ? { anyway: true } : {}),
      },
    });
  };
  const known = add.error && as_problem(add.error).code === 'duplicate_inn';

  useKeys(t('new_client'), [
    {
      keys: 'Ctrl+Enter',
      text: t('add'),
      run: () => form.onSubmit((v) => submit(v))(),
      inside: true,
    },
  ]);

  const field = (path: string) => form.getInputProps(path);
  const taken = (one: Taken, forget: () => void) => (
    <p className={dealt.taken}>
      {deals('similar_taken', { title: one.title })}
      <Button kind="quiet" onClick={forget}>
        {deals('similar_other')}
      </Button>
    </p>
  );
  return (
    <Dialog
      title={t('new_client')}
      size="xl"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          {known && (
            <Button busy={add.isPending} onClick={() => submit(form.values, true)}>
              {t('add_anyway')}
            </Button>
          )}
          <Button kind="main" submit form={form_id} keys="Ctrl Enter" busy={add.isPending}>
            {t('add')}
          </Button>
        </>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit((values) => submit(values))}>
        <FormProblem error={add.error} />
        <div className={dealt.new_deal}>
          <section className="fields">
            <h3>{t('who_is_company')}</h3>
            {company ? (
              taken(company, () => set_company(undefined))
            ) : (
              <>
                <div className={dealt.row2}>
                  <TextField label={t('name')} data-autofocus {...field('company.name')} />
                  <TextField label={t('legal_form')} {...field('company.legal_form')} />
                </div>
                <div className="pair">
                  <TextField label={t('inn')} inputMode="numeric" {...field('company.inn')} />
                  <TextField label={t('kpp')} inputMode="numeric" {...field('company.kpp')} />
                </div>
                <TextField label={t('site')} {...field('company.site')} />
              </>
            )}
          </section>
          <section className="fields">
            <h3>{t('who_is_person')}</h3>
            {contact ? (
              taken(contact, () => set_contact(undefined))
            ) : (
              <>
                <div className="pair">
                  <TextField
                    label={t('first_name')}
                    data-autofocus={company ? true : undefined}
                    {...field('contact.name')}
                  />
                  <TextField label={t('surname')} {...field('contact.surname')} />
                </div>
                <div className="pair">
                  <TextField label={t('patronymic')} {...field('contact.patronymic')} />
                  <TextField label={t('position')} {...field('contact.position')} />
                </div>
                <div className="pair">
                  <PhoneField
                    label={t('phone')}
                    {...field('contact.phone')}
                    onChange={(value) => form.setFieldValue('contact.phone', value ?? '')}
                  />
                  <TextField label={t('email')} type="email" {...field('contact.email')} />
                </div>
              </>
            )}
          </section>
        </div>
        <SimilarCustomers
          values={form.values}
          contact={contact}
          company={company}
          onContact={set_contact}
          onCompany={set_company}
        />
      </form>
    </Dialog>
  );
}
